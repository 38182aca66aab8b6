import { billingRoutes, liabilityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate, monthText } from '../jp/dates.js';
import { CapFigure } from '../liability/CapFigure.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { EmptyState } from '../parts/EmptyState.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import { contractPaths, type Side } from './side.js';
import { ofRule } from '../parts/WhyOf.js';

type Planned = ResponseOf<typeof billingRoutes.preview>['items'][number];

/** Every invoice of the term, issued or still to come, with the reason of its date and of a part month (F066). */
export function InvoicesSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(billingRoutes.preview, { params: { contractId } });
  const why = (row: Planned, rule: string, of: 'contracts.invoice.whyDue' | 'contracts.invoice.whyAmount') => {
    const explanation = ofRule(row.explanations, rule);
    return explanation && <WhyPopover explanation={explanation} subject={t(of, { month: monthText(row.serviceMonth) })} />;
  };
  const whyPeriod = (row: Planned) => { const explanation = row.explanations.find(({ rule }) => rule === null); return explanation && <WhyPopover explanation={explanation} subject={t('contracts.invoice.whyPeriod', { month: monthText(row.serviceMonth) })} />; };
  const columns: Column<Planned>[] = [
    { key: 'month', header: t('contracts.invoice.month'), cell: (row) => <>{monthText(row.serviceMonth)}{row.prorated && <small className="h-note-small"> {t('contracts.invoice.prorated')}</small>}</>, card: 'title' },
    { key: 'amount', header: t('contracts.invoice.amount'), cell: (row) => <span className="h-explained"><Money yen={row.grossYen} tax="included" />{why(row, 'R10', 'contracts.invoice.whyAmount') ?? why(row, 'R11', 'contracts.invoice.whyAmount')}</span>, align: 'right' },
    { key: 'issue', header: t('contracts.invoice.issue'), cell: (row) => <span className="h-explained"><DateText on={row.issueOn} />{whyPeriod(row)}</span> },
    { key: 'due', header: t('contracts.invoice.due'), cell: (row) => <span className="h-explained"><DateText on={row.dueOn} />{why(row, 'R09', 'contracts.invoice.whyDue')}</span> },
    { key: 'state', header: t('contracts.invoice.state'), cell: (row) => (row.invoiceNumber ? <Status tone="good" label={row.invoiceNumber} /> : <Status tone="muted" label={t('contracts.invoice.planned')} />) },
  ];
  return (
    <Section title={t('contracts.invoices')} lead={t('contracts.invoicesLead')}>
      <QueryView query={query} what={t('contracts.invoices')}>
        {({ items, heldBack }) => (
          <>
            {heldBack && <p className="h-note-small">{t('contracts.invoice.heldBack')}</p>}
            <details className="h-fold" open={items.length <= 4}>
              <summary>{t('contracts.invoice.show', { count: items.length })}</summary>
              <DataTable label={t('contracts.invoices')} columns={columns} rows={items} rowKey={(row) => row.periodStartOn} empty={<EmptyState title={t('contracts.invoice.none')} />} />
            </details>
          </>
        )}
      </QueryView>
    </Section>
  );
}

/** 第16条2項 today, and the way to every other day and the payments in it. */
export function CapSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const query = useRoute(liabilityRoutes.cap, { params: { contractId }, query: { explain: '1' } });
  return (
    <Section title={t('contracts.cap')} lead={t(side === 'client' ? 'contracts.capLeadClient' : 'contracts.capLeadVendor')} aside={<AppLink to={contractPaths(side, contractId).liability}>{t('contracts.cap.more')}</AppLink>}>
      <QueryView query={query} what={t('contracts.cap')}>
        {(cap) => (
          <>
            <div className="h-explained"><CapFigure cap={cap} />{cap.explanation && <WhyPopover explanation={cap.explanation} subject={t('contracts.cap')} />}</div>
            <p className="h-note-small">{t('contracts.cap.window', { from: longDate(cap.windowStartOn), to: longDate(cap.windowEndOn), on: longDate(cap.asOf) })}</p>
          </>
        )}
      </QueryView>
    </Section>
  );
}

/** The cap of today as one line of the summary; 甲 and 乙 read the same figure. */
export function CapToday({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const { data } = useRoute(liabilityRoutes.cap, { params: { contractId }, query: { explain: '1' } });
  if (!data) return <>…</>;
  return data.capYen === null ? <>{data.sentence[textLanguage()]}</> : <>{t('contracts.cap.today')} <Money yen={data.capYen} strong /></>;
}
