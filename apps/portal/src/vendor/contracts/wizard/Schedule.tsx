import { useT } from '../../../shared/i18n/translate.js';
import { monthText, slashDate } from '../../../shared/jp/dates.js';
import { yenText } from '../../../shared/jp/money.js';
import { DataTable, type Column } from '../../../shared/parts/DataTable.js';
import { EmptyState } from '../../../shared/parts/EmptyState.js';
import { Section } from '../../../shared/parts/Section.js';
import { DateText, Money } from '../../../shared/parts/values.js';
import { WhyPopover } from '../../../shared/parts/WhyPopover.js';
import type { Preview } from './values.js';

type Invoice = Preview['schedule'][number];

/** Every invoice of the first term, 12 or 13 of them (F066). */
export function Invoices({ preview, folded = false }: { readonly preview: Preview | undefined; readonly folded?: boolean }) {
  const t = useT();
  if (!preview) return null;
  const reasons = new Map(preview.dueDates.map((entry) => [entry.serviceMonth, entry.explanation]));
  const total = preview.schedule.reduce((sum, entry) => sum + entry.grossYen, 0);
  const columns: Column<Invoice>[] = [
    { key: 'month', header: t('wizard.schedule.month'), cell: (row) => <span className="h-nowrap">{monthText(row.serviceMonth)}{row.prorated && <small className="h-note-small h-block">{t('wizard.schedule.prorated', { from: slashDate(row.periodStartOn).slice(5), to: slashDate(row.periodEndOn).slice(5) })}</small>}</span>, card: 'title' },
    { key: 'amount', header: t('wizard.schedule.amount'), cell: (row) => <><Money yen={row.grossYen} tax="included" /><small className="h-note-small h-block h-nowrap">{t('wizard.schedule.tax', { rate: row.taxRatePercent, tax: yenText(row.taxYen) })}</small></>, align: 'right' },
    { key: 'due', header: t('wizard.schedule.due'), cell: (row) => { const reason = reasons.get(row.serviceMonth); return <span className="h-explained"><DateText on={row.dueOn} />{reason && <WhyPopover explanation={reason} subject={t('wizard.schedule.dueOf', { month: monthText(row.serviceMonth) })} />}</span>; } },
  ];
  const sum = preview.schedule.length > 0 && <span>{t('wizard.schedule.total', { count: preview.schedule.length })} <Money yen={total} tax="included" strong /></span>;
  const table = <DataTable label={t('wizard.schedule.title')} columns={columns} rows={preview.schedule} rowKey={(row) => row.serviceMonth} empty={<EmptyState title={t('wizard.schedule.none')} text={t('wizard.schedule.noneText')} />} footer={!folded && sum} />;
  return (
    <Section title={t('wizard.schedule.title')} lead={t('wizard.schedule.lead')}>
      {folded && sum ? <details className="h-more"><summary>{sum}</summary>{table}</details> : table}
    </Section>
  );
}

/** The due dates of two years, with the ones that a bank holiday moves (F064). */
export function DueDates({ preview }: { readonly preview: Preview | undefined }) {
  const t = useT();
  if (!preview || preview.dueDates.length === 0) return null;
  return (
    <Section title={t('wizard.due.title')} lead={t('wizard.due.lead')}>
      <details className="h-more">
        <summary>{t('wizard.due.open')}</summary>
        <ul className="h-due-dates">
          {preview.dueDates.map((entry) => (
            <li key={entry.serviceMonth} data-moved={entry.moved || undefined}>
              <span className="h-note-small">{t('wizard.due.of', { month: monthText(entry.serviceMonth) })}</span>
              <DateText on={entry.dueOn} form="deadline" />
              {entry.moved && <small>{t('wizard.due.moved')}</small>}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
