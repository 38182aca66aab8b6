import { siteRoutes, type ProbeFacts as Probe } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct } from '../../shared/api.js';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Loading } from '../../shared/parts/Loading.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { ClientField } from './ClientField.js';
import { ProbeFacts } from './ProbeFacts.js';
import { SiteFields } from './SiteFields.js';

function NewSite({ clientId }: { readonly clientId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [probe, setProbe] = useState<Probe | null>(null);
  const form = useRouteForm(siteRoutes.create, { clientId, siteName: '', url: '', server: '', cms: '', otherSystems: [], internalNote: '' });
  const fill = (field: 'siteName' | 'server' | 'cms', found: string | null, maximum: number) => {
    if (found && !form.getValues(field)) form.setValue(field, found.slice(0, maximum), { shouldDirty: true });
  };
  const looking = useAct(siteRoutes.probe, { onDone: (facts) => {
    setProbe(facts);
    if (form.getValues('url') !== facts.url) form.setValue('url', facts.url);
    fill('siteName', facts.title, 100);
    fill('server', facts.server, 200);
    fill('cms', facts.generator, 100);
  } });
  const { onSubmit, isPending } = useFormAct(form, siteRoutes.create, {
    input: (values) => ({ body: { ...values, probe: probe?.url === values.url ? probe : null } }), refreshes: [siteRoutes.list, siteRoutes.choices],
    onDone: ({ id }) => { notify({ tone: 'good', text: t('sites.created') }); void navigate({ href: pathTo('vendor.site', { siteId: id }) }); },
  });
  const look = async () => {
    // A refusal is shown below the button; it never stops the saving.
    if (await form.trigger('url', { shouldFocus: true })) await looking.act({ body: { url: form.getValues('url').trim() } }).catch(() => undefined);
  };
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('sites.url')}>
        <TextField name="url" label={t('sites.url')} hint={t('sites.urlHint')} autoComplete="url" />
        <Button variant="default" loading={looking.isPending} onClick={() => void look()}>{t('sites.probe')}</Button>
        <div aria-live="polite" className="h-stack">
          {looking.isPending && <Loading label={t('sites.probing')} />}
          {!looking.isPending && looking.problem && <ProblemNote problem={looking.problem} />}
          {!looking.isPending && probe && <ProbeFacts probe={probe} canStillSave />}
        </div>
      </Section>
      <Section title={t('sites.register')}><ClientField name="clientId" chosenId={clientId || undefined} /><SiteFields /></Section>
      <Button type="submit" size="lg" loading={isPending}>{t('sites.new')}</Button>
    </Form>
  );
}

/** Registers a site from its URL alone (F008). */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'site.write');
  const [{ clientId = '' }] = useAddressQuery();
  return (
    <Frame title={t('sites.new')} lead={t('sites.newLead')} crumbs={[{ label: t('sites.title'), to: pathTo('vendor.sites') }]} actions={<ButtonLink variant="default" to={pathTo('vendor.siteImport')}>{t('sites.import')}</ButtonLink>}>
      <PermissionGate permission="site.write" whoCan={whoCan}><NewSite clientId={clientId} /></PermissionGate>
    </Frame>
  );
}
