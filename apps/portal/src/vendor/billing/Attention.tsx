import { billingRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import type { BillingOverview } from './Overview.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { moneyReads } from './reads.js';

type Alert = BillingOverview['alerts'][number];
type Parked = BillingOverview['parked'][number];

function ReleaseDialog({ parked, onClose }: { readonly parked: Parked; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(billingRoutes.releaseParking, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.releaseParking, {
    input: (body) => ({ params: { contractId: parked.contractId }, body }), refreshes: moneyReads, onDone: () => { notify({ tone: 'good', text: t('billing.released') }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.release.title', { number: parked.contractNumber })} confirmLabel={t('billing.release')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{parked.reason[textLanguage()]}</p>
      <p>{t('billing.release.text')}</p>
      <TextField name="reason" label={t('billing.reason')} hint={t('billing.release.example')} />
    </FormDialog>
  );
}

function ResolveDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(billingRoutes.resolveAlert, { note: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.resolveAlert, {
    input: (body) => ({ params: { alertId: alert.id }, body }), refreshes: [billingRoutes.overview], onDone: () => { notify({ tone: 'good', text: t('billing.resolved') }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.resolve.title')} confirmLabel={t('billing.resolve')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{alert.sentence[textLanguage()]}</p>
      <TextField name="note" label={t('billing.note')} optional />
    </FormDialog>
  );
}

/** What the run could not decide by itself. Parked contracts are listed once, with their release. */
export function Attention({ overview }: { readonly overview: BillingOverview }) {
  const t = useT();
  const can = useCan();
  const language = textLanguage();
  const [release, setRelease] = useState<Parked | null>(null);
  const [resolve, setResolve] = useState<Alert | null>(null);
  const alerts = overview.alerts.filter((alert) => alert.kind !== 'contract_parked');
  if (alerts.length + overview.parked.length === 0) return null;
  const gate = { permission: 'invoice.issue', whoCan: t('billing.who'), obtainable: can('invoice.read'), size: 'sm', variant: 'default' } as const;
  return (
    <Section title={t('billing.attention')} lead={t('billing.attentionText')}>
      <ul className="h-attention">
        {overview.parked.map((parked) => (
          <li key={parked.contractId}>
            <Status tone="warn" label={t('billing.parked')} />
            <p><AppLink to={pathTo('vendor.contract', { contractId: parked.contractId })}>{parked.contractNumber}</AppLink>　{parked.reason[language]}</p>
            <InstantText at={parked.parkedAt} />
            <GatedButton {...gate} onClick={() => setRelease(parked)}>{t('billing.release')}</GatedButton>
          </li>
        ))}
        {alerts.map((alert) => (
          <li key={alert.id}>
            <Status tone="warn" label={t('billing.alert')} />
            <p>{alert.sentence[language]}{alert.invoiceId && <>　<AppLink to={pathTo('vendor.invoice', { invoiceId: alert.invoiceId })}>{t('billing.seeInvoice')}</AppLink></>}</p>
            <InstantText at={alert.createdAt} />
            <GatedButton {...gate} onClick={() => setResolve(alert)}>{t('billing.resolve')}</GatedButton>
          </li>
        ))}
      </ul>
      {release && <ReleaseDialog parked={release} onClose={() => setRelease(null)} />}
      {resolve && <ResolveDialog alert={resolve} onClose={() => setResolve(null)} />}
    </Section>
  );
}
