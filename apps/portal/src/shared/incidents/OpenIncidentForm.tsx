import { contractRoutes, incidentRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useRoute } from '../api.js';
import { CheckboxGroup, Form, InstantField, SelectField, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';

interface OpenIncidentFormProps { readonly side: 'vendor' | 'client'; readonly pathOf: (incidentId: string) => string; /** Chosen beforehand, from the page the person came from. */ readonly contractId?: string; readonly siteId?: string }

const concluded = ['not_started', 'in_force', 'ending', 'ended'];

/** The sites of the chosen contract; 第2条: no others. */
function SitesOf({ contractId, siteId, onOnly }: { readonly contractId: string; readonly siteId: string | undefined; readonly onOnly: (siteId: string) => void }) {
  const t = useT();
  const query = useRoute(contractRoutes.get, { params: { contractId } }, { enabled: contractId !== '' });
  const sites = query.data?.sites;
  const chosenFor = useRef<typeof sites>(undefined);
  useEffect(() => {
    // Only another contract chooses anew; what the person ticked stays.
    if (chosenFor.current === sites) return;
    chosenFor.current = sites;
    const only = sites?.find((site) => site.id === siteId) ?? (sites?.length === 1 ? sites[0] : undefined);
    if (only) onOnly(only.id);
  }, [sites, siteId, onOnly]);
  if (contractId === '') return <p className="h-note-small">{t('incidents.chooseContract')}</p>;
  return <QueryView query={query}>{(contract) => <CheckboxGroup name="siteIds" label={t('incidents.sites')} options={contract.sites.map((site) => ({ value: site.id, label: site.name, hint: site.url }))} />}</QueryView>;
}

/** Opens an incident by hand, from either side (第9条). */
export function OpenIncidentForm({ side, pathOf, contractId = '', siteId }: OpenIncidentFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const contracts = useRoute(contractRoutes.list, { query: { limit: '100' } });
  const form = useRouteForm(incidentRoutes.open, { contractId, siteIds: [], title: '', description: '' });
  const { onSubmit, isPending } = useFormAct(form, incidentRoutes.open, {
    input: (values) => ({ body: values }), refreshes: [incidentRoutes.list],
    onDone: ({ id }) => { notify({ tone: 'good', text: t(side === 'vendor' ? 'incidents.opened' : 'incidents.clientOpened') }); void navigate({ href: pathOf(id) }); },
  });
  const chosen = form.watch('contractId');
  return (
    <QueryView query={contracts} what={t('incidents.contract')}>
      {({ items }) => {
        const rows = items.filter((contract) => concluded.includes(contract.status));
        if (rows.length === 0) return <Section title={t('incidents.contract')}><p>{t('incidents.noContract')}</p></Section>;
        return (
          <Form form={form} onSubmit={onSubmit}>
            <Section title={t('incidents.sites')}>
              <SelectField name="contractId" label={t('incidents.contract')} options={rows.map((contract) => ({ value: contract.id, label: [contract.number, side === 'vendor' ? contract.clientName : '', contract.siteNames.join('、')].filter(Boolean).join(' ') }))} />
              <SitesOf contractId={chosen} siteId={siteId} onOnly={(id) => form.setValue('siteIds', [id])} />
            </Section>
            <Section title={t('incidents.description')}>
              <TextField name="title" label={t('incidents.openTitle')} hint={t('incidents.openTitleHint')} />
              <TextAreaField name="description" label={t('incidents.description')} hint={t('incidents.descriptionHint')} rows={5} />
              <InstantField name="detectedAt" label={t(side === 'vendor' ? 'incidents.noticedAt' : 'incidents.clientNoticedAt')} hint={t('incidents.atHint')} optional />
            </Section>
            <Button type="submit" size="lg" loading={isPending}>{t(side === 'vendor' ? 'incidents.new' : 'incidents.send')}</Button>
          </Form>
        );
      }}
    </QueryView>
  );
}
