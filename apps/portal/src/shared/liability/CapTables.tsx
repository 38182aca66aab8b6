import type { liabilityRoutes, ResponseOf } from '@hoshu/api-schema';
import { useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Section } from '../parts/Section.js';
import { DateText, Money } from '../parts/values.js';

type Cap = ResponseOf<typeof liabilityRoutes.cap>;
type Row = Pick<Cap['excluded'][number], 'on' | 'amountYen' | 'source' | 'invoiceNumber' | 'note'>;

function useColumns<T extends Row>(): { on: Column<T>; what: Column<T>; amount: Column<T> } {
  const t = useT();
  return {
    on: { key: 'on', header: t('liability.on'), cell: (row) => <DateText on={row.on} />, card: 'title' },
    what: { key: 'what', header: t('liability.what'), cell: (row) => <>{row.invoiceNumber ?? t(`liability.source.${row.source}`)}{row.note && <><br /><small className="h-note-small">{row.note}</small></>}</> },
    amount: { key: 'amount', header: t('liability.amount'), cell: (row) => <Money yen={row.amountYen} />, align: 'right' },
  };
}

const keyed = <T,>(rows: readonly T[]) => rows.map((row, key) => ({ ...row, key: String(key) }));

/** The payments that make the figure. */
export function CountedTable({ cap }: { readonly cap: Cap }) {
  const t = useT();
  const { on, what, amount } = useColumns<Cap['counted'][number] & { key: string }>();
  return (
    <Section title={t('liability.counted')} lead={t('liability.countedLead')}>
      <DataTable label={t('liability.counted')} rows={keyed(cap.counted)} rowKey={(row) => row.key} columns={[on, { ...what, cell: (row, index) => <>{what.cell(row, index)}{row.onEdge && <><br /><small>{t('liability.onEdge')}</small></>}</> }, amount]}
        empty={<p className="h-note-small">{t('liability.countedNone')}</p>} footer={<p className="h-cap-sum">{t('liability.sum')}<Money yen={cap.paidYen} strong /></p>} />
    </Section>
  );
}

/** What was looked at and left out, each with its reason. */
export function ExcludedTable({ cap }: { readonly cap: Cap }) {
  const t = useT();
  const { on, what, amount } = useColumns<Cap['excluded'][number] & { key: string }>();
  return (
    <Section title={t('liability.excluded')} lead={t('liability.excludedLead')}>
      <DataTable label={t('liability.excluded')} rows={keyed(cap.excluded)} rowKey={(row) => row.key} columns={[{ ...on, header: t('liability.day') }, what, { key: 'reason', header: t('liability.reason'), cell: (row) => t(`liability.reason.${row.reason}`) }, amount]}
        empty={<p className="h-note-small">{t('liability.excludedNone')}</p>} />
    </Section>
  );
}
