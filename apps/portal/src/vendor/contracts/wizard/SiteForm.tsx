import { siteRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRef } from 'react';
import { useAct } from '../../../shared/api.js';
import { Form, LinesField, TextField, useFormAct, useRouteForm } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { ProbeFacts } from '../../sites/ProbeFacts.js';

export type Site = ResponseOf<typeof siteRoutes.get>;

function SiteFields() {
  const t = useT();
  return (
    <>
      <TextField name="siteName" label={t('wizard.site.name')} hint={t('wizard.site.nameHint')} />
      <div className="h-field-row">
        <TextField optional name="server" label={t('wizard.site.server')} hint={t('wizard.site.serverHint')} />
        <TextField optional name="cms" label={t('wizard.site.cms')} hint={t('wizard.site.cmsHint')} />
      </div>
      <LinesField optional rows={2} name="otherSystems" label={t('wizard.site.others')} hint={t('wizard.site.othersHint')} />
    </>
  );
}

interface NewProps { readonly clientId: string; readonly onCreated: (site: Site) => void }

/** A site by its URL: what a real request finds fills the fields; a failure stands in nobody's way. */
export function NewSiteForm({ clientId, onCreated }: NewProps) {
  const t = useT();
  const form = useRouteForm(siteRoutes.create, { clientId, siteName: '', url: '', server: '', cms: '', otherSystems: [], internalNote: '', probe: null });
  const { onSubmit, isPending } = useFormAct(form, siteRoutes.create, { input: (body) => ({ body }), refreshes: [siteRoutes.list, siteRoutes.choices], onDone: onCreated });
  const { act, isPending: isLooking, problem } = useAct(siteRoutes.probe);
  const lookedAt = useRef('');
  const look = async () => {
    const url = form.getValues('url').trim();
    if (!url || url === lookedAt.current) return;
    lookedAt.current = url;
    const facts = await act({ body: { url } }).catch(() => null);
    if (!facts) return;
    form.setValue('probe', facts);
    if (form.getValues('url').trim() === url) form.setValue('url', facts.url);
    lookedAt.current = facts.url;
    for (const [name, value] of [['siteName', facts.title], ['cms', facts.generator], ['server', facts.server]] as const) if (value && !form.getValues(name)) form.setValue(name, value.slice(0, 100));
  };
  const facts = form.watch('probe');
  return (
    <Form form={form} onSubmit={onSubmit}>
      <div onBlur={() => void look()}><TextField name="url" label={t('wizard.site.url')} hint={t('wizard.site.urlHint')} /></div>
      <div aria-live="polite">{isLooking ? <p className="h-note-small">{t('wizard.probe.looking')}</p> : facts ? <ProbeFacts probe={facts} canStillSave /> : problem && <p className="h-note-small">{t('wizard.probe.failed')}</p>}</div>
      <SiteFields />
      <Button type="submit" loading={isPending}>{t('wizard.site.create')}</Button>
    </Form>
  );
}

/** A site's data put right without leaving the contract. */
export function EditSiteForm({ site, onDone }: { readonly site: Site; readonly onDone: () => void }) {
  const t = useT();
  const { clientId, siteName, url, server, cms, otherSystems, internalNote } = site;
  const form = useRouteForm(siteRoutes.update, { clientId, siteName, url, server, cms, otherSystems, internalNote });
  const { onSubmit, isPending } = useFormAct(form, siteRoutes.update, { input: (body) => ({ params: { siteId: site.id }, ifMatch: site.version, body }), refreshes: [siteRoutes.list, siteRoutes.choices], onDone });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="url" label={t('wizard.site.url')} />
      <SiteFields />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('form.save')}</Button><Button variant="default" onClick={onDone}>{t('shell.cancel')}</Button></div>
    </Form>
  );
}
