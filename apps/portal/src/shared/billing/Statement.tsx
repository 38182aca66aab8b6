import './billing.css';
import { billingRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { addressOf } from '../api/call.js';
import { useRoute } from '../api/hooks.js';
import { useT } from '../i18n/translate.js';
import { slashDate } from '../jp/dates.js';
import { ButtonAnchor } from '../parts/Button.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { DayFilter, usePeriod } from '../parts/DayFilter.js';
import { Filters } from '../parts/Filters.js';
import { QueryView } from '../parts/QueryView.js';
import { DateText, Money } from '../parts/values.js';
import type { Statement } from './status.js';
import { WhyOf } from '../parts/WhyOf.js';

type Entry = Statement['items'][number];

function Entries({ statement, from, to }: { readonly statement: Statement; readonly from: string; readonly to: string }) {
  const t = useT();
  const columns: Column<Entry>[] = [
    { key: 'on', header: t('billing.date'), cell: (entry) => <DateText on={entry.on} />, card: 'title' },
    { key: 'kind', header: t('billing.kind'), cell: (entry) => t(`billing.entry.${entry.kind}`) },
    { key: 'reference', header: t('billing.reference'), cell: (entry) => entry.reference || '—' },
    { key: 'amount', header: t('billing.amount'), cell: (entry) => <Money yen={entry.amountYen} />, align: 'right' },
    { key: 'balance', header: t('billing.balance'), cell: (entry) => <Money yen={entry.balanceYen} strong />, align: 'right' },
  ];
  return (
    <>
      <dl className="h-sums h-card h-statement-sums">
        <div><dt>{t('billing.opening', { date: slashDate(from) })}</dt><dd><span className="h-explained"><Money yen={statement.openingYen} /><WhyOf values={statement.explained} of="openingYen" /></span></dd></div>
        <div data-strong><dt>{t('billing.closing', { date: slashDate(to) })}</dt><dd><span className="h-explained"><Money yen={statement.closingYen} strong /><WhyOf values={statement.explained} of="closingYen" /></span></dd></div>
      </dl>
      <DataTable label={t('billing.statement')} columns={columns} rows={statement.items.map((entry, index) => ({ ...entry, key: index }))} rowKey={(entry) => String((entry as Entry & { key: number }).key)} empty={<p className="h-card h-empty-line">{t('billing.statementNone')}</p>} />
      <p className="h-note-small">{t('billing.statementNote')}</p>
    </>
  );
}

/** 取引明細: what was billed and paid between two days of the address, with the running balance. */
export function StatementView({ clientId, today, children }: { readonly clientId: string; readonly today: string; /** Filters that stand before the days. */ readonly children?: ReactNode }) {
  const t = useT();
  const { from, to, setPeriod } = usePeriod(today);
  const query = { clientId, from, to };
  const statement = useRoute(billingRoutes.statement, { query: { ...query, explain: '1' } }, { keepPrevious: true });
  return (
    <>
      <Filters label={t('billing.statementPeriod')}>
        {children}
        <DayFilter label={t('billing.from')} value={from} today={today} onChange={(on) => setPeriod({ from: on })} />
        <DayFilter label={t('billing.to')} value={to} today={today} onChange={(on) => setPeriod({ to: on })} />
        <ButtonAnchor variant="default" icon={<IconDownload size={18} aria-hidden />} href={addressOf(billingRoutes.statementFile, { query })} download>{t('billing.csv')}</ButtonAnchor>
      </Filters>
      <QueryView query={statement} what={t('billing.statement')}>{(data) => <Entries statement={data} from={from} to={to} />}</QueryView>
    </>
  );
}
