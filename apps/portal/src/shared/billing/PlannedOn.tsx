import { useT } from '../i18n/translate.js';
import { DataTable } from '../parts/DataTable.js';
import { Section } from '../parts/Section.js';
import { DateText } from '../parts/values.js';
import type { InvoiceRow, InvoiceView } from './status.js';

/** 振込予定 2026/12/05, where 甲 told a day; nothing otherwise. */
export function PlannedOn({ invoice }: { readonly invoice: Pick<InvoiceRow, 'plannedOn'> }) {
  const t = useT();
  return invoice.plannedOn ? <strong>{t('billing.plan.short')} <DateText on={invoice.plannedOn} /></strong> : null;
}

/** Every day that 甲 told for one invoice, newest first. */
export function PlanHistory({ plans }: { readonly plans: InvoiceView['paymentPlans'] }) {
  const t = useT();
  return (
    <Section title={t('billing.plan.history')} lead={t('billing.plan.effect')}>
      <DataTable label={t('billing.plan.history')} rows={plans} rowKey={(plan) => `${plan.toldOn}${plan.plannedOn}${plan.note}`} columns={[
        { key: 'planned', header: t('billing.plan.on'), cell: (plan) => <DateText on={plan.plannedOn} />, card: 'title' },
        { key: 'note', header: t('billing.plan.note'), cell: (plan) => plan.note || '—', card: 'full' },
        { key: 'by', header: t('billing.plan.by'), cell: (plan) => plan.toldBy },
        { key: 'told', header: t('billing.plan.toldOn'), cell: (plan) => <DateText on={plan.toldOn} /> },
      ]} />
    </Section>
  );
}
