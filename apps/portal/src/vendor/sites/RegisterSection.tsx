import { siteRoutes, type BodyInputOf, type ProbeFacts as Probe, type ResponseOf } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { asProblem, call, routeQuery, useAct } from '../../shared/api.js';
import { Form, showProblem, TextField, useRouteForm, VersionConflict } from '../../shared/form.js';
import { useT, type MessageId } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Facts } from '../../shared/parts/Facts.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { ProbeFacts } from './ProbeFacts.js';
import { SiteFields } from './SiteFields.js';

type Site = ResponseOf<typeof siteRoutes.get>;
type Values = BodyInputOf<typeof siteRoutes.update>;
const labels = { siteName: 'sites.name', url: 'sites.url', server: 'sites.server', cms: 'sites.cms', otherSystems: 'sites.otherSystems', internalNote: 'sites.note' } as const satisfies Partial<Record<keyof Site, MessageId>>;
const fields = ['siteName', 'url', 'server', 'cms', 'otherSystems', 'internalNote'] as const;
const textOf = (value: string | readonly string[]): string => (typeof value === 'string' ? value : value.join('、'));
const editable = (site: Site): Values => ({ clientId: site.clientId, siteName: site.siteName, url: site.url, server: site.server, cms: site.cms, otherSystems: site.otherSystems, internalNote: site.internalNote });

function EditSite({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) {
  const t = useT();
  const cache = useQueryClient();
  const [newer, setNewer] = useState<Site | null>(null);
  const [probe, setProbe] = useState<Probe | null>(null);
  const form = useRouteForm(siteRoutes.update, editable(site));
  const looking = useAct(siteRoutes.probe, { onDone: setProbe });
  const { act, isPending } = useAct(siteRoutes.update, { refreshes: [siteRoutes.get, siteRoutes.list, siteRoutes.choices], onDone: () => { notify({ tone: 'good', text: t('form.saved') }); onClose(); } });
  const save = (version: number) => form.handleSubmit(async (values: Values) => {
    try {
      await act({ params: { siteId: site.id }, ifMatch: version, body: { ...values, probe: probe?.url === values.url ? probe : null } });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'version_stale') setNewer(await call(siteRoutes.get, { params: { siteId: site.id } }));
      else showProblem(form, problem);
    }
  });
  const look = async () => {
    if (await form.trigger('url', { shouldFocus: true })) await looking.act({ body: { url: form.getValues('url').trim() } }).catch(() => undefined);
  };
  const mine = form.getValues();
  const differences = newer ? fields.map((name) => ({ label: t(labels[name]), mine: textOf(mine[name]), theirs: textOf(newer[name]) })).filter((entry) => entry.mine !== entry.theirs) : [];
  return (
    <Form form={form} onSubmit={(event) => { void save(site.version)(event); }}>
      {newer && <VersionConflict differences={differences} onKeepMine={() => { void save(newer.version)(); }} onTakeTheirs={() => { cache.setQueryData(routeQuery(siteRoutes.get, { params: { siteId: site.id } }).queryKey, newer); onClose(); }} />}
      <TextField name="url" label={t('sites.url')} hint={t('sites.urlHint')} />
      <Button variant="default" loading={looking.isPending} onClick={() => void look()}>{t('sites.probe')}</Button>
      {!looking.isPending && looking.problem && <ProblemNote problem={looking.problem} />}
      {probe && <ProbeFacts probe={probe} canStillSave />}
      <SiteFields />
      <div className="h-page-actions">
        {!newer && <Button type="submit" loading={isPending}>{t('form.save')}</Button>}
        <Button variant="default" onClick={onClose}>{t('sites.cancel')}</Button>
      </div>
    </Form>
  );
}

/** What the register holds of a site (第2条), read or changed in place. */
export function RegisterSection({ site }: { readonly site: Site }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'site.write');
  const [editing, setEditing] = useState(false);
  const text = (value: string) => value || <span className="h-label">{t('sites.blank')}</span>;
  return (
    <Section title={t('sites.register')} aside={!editing && <GatedButton permission="site.write" whoCan={whoCan} obtainable variant="default" onClick={() => setEditing(true)}>{t('sites.edit')}</GatedButton>}>
      {editing ? <EditSite site={site} onClose={() => setEditing(false)} /> : (
        <>
          <Facts items={[
            { label: t('sites.client'), value: <AppLink to={pathTo('vendor.client', { clientId: site.clientId })}>{site.clientName}</AppLink> },
            { label: t('sites.url'), value: <span className="h-url">{site.url}</span> },
            { label: t('sites.server'), value: text(site.server) }, { label: t('sites.cms'), value: text(site.cms) }, { label: t('sites.otherSystems'), value: text(site.otherSystems.join('、')) },
            { label: t('sites.contracts'), value: site.contracts.length === 0 ? t('sites.contractsNone') : site.contracts.map((contract) => <span key={contract.id} className="h-nowrap"><AppLink to={pathTo('vendor.contract', { contractId: contract.id })}>{contract.number}</AppLink> </span>) },
            ...(site.internalNote ? [{ label: t('sites.note'), value: <span className="h-pre">{site.internalNote}</span> }] : []),
          ]} />
          {site.probe && <><h3>{t('sites.probe.title')}</h3><ProbeFacts probe={site.probe} /></>}
        </>
      )}
    </Section>
  );
}
