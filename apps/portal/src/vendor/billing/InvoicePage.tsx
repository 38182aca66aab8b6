import { billingRoutes } from '@hoshu/api-schema';
import { pathTo, withSearch } from '../../paths.js';
import { ConsultLink } from '../../shared/agreements/ConsultLink.js';
import { useRoute } from '../../shared/api/hooks.js';
import { accountLines } from '../../shared/billing/account.js';
import { Documents } from '../../shared/billing/Documents.js';
import { InvoiceNotes } from '../../shared/billing/InvoiceNotes.js';
import { Allocations, Breakdown, dueReason, Parties, PreviousUnpaid, settledReason, Sums } from '../../shared/billing/InvoiceSections.js';
import { InvoiceStatus } from '../../shared/billing/InvoiceStatus.js';
import { PlanHistory, PlannedOn } from '../../shared/billing/PlannedOn.js';
import type { InvoiceView } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { WhyPopover } from '../../shared/parts/WhyPopover.js';
import { AppLink, usePathParameters } from '../../shared/router/links.js';
import { InvoiceActs } from './InvoiceActs.js';
import { ofRule } from '../../shared/parts/WhyOf.js';

/** The due date and the taxes, each opening to its reason (F185). */
function Computed({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const [due, tax, settled] = [dueReason(invoice), ofRule(invoice.explanations, 'R11'), settledReason(invoice)];
  return (
    <Facts items={[
      { label: t('billing.dueOn'), value: <span className="h-explain"><DateText on={invoice.dueOn} form="deadline" />{due && <WhyPopover explanation={due} subject={t('billing.dueOn')} />}</span> },
      { label: t('billing.tax'), value: <span className="h-explain">{t('billing.taxOnce')}{tax && <WhyPopover explanation={tax} subject={t('billing.tax')} />}</span> },
      ...(settled ? [{ label: t('billing.remaining'), value: <span className="h-explain"><Money yen={invoice.remainingYen} /><WhyPopover explanation={settled} subject={t('billing.remaining')} /></span> }] : []),
    ]} />
  );
}

function PrintedAccounts({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const accounts = [{ title: t('billing.virtualAccount'), account: invoice.virtualAccount }, { title: t('billing.ownAccount'), account: invoice.bankAccount }];
  return (
    <Section title={t('billing.printedAccounts')}>
      {accounts.map(({ title, account }) => account && (
        <div key={title}><h3>{title}</h3><Facts items={accountLines(account, t)} /></div>
      ))}
      {!invoice.virtualAccount && !invoice.bankAccount && <p>{t('billing.noAccountPrinted')}</p>}
    </Section>
  );
}

function Detail({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  return (
    <Frame title={t('billing.invoiceOf', { number: invoice.number })} crumbs={[{ label: t('billing.title'), to: pathTo('vendor.invoices') }]} badge={<InvoiceStatus invoice={invoice} side="vendor" />} actions={<Documents invoice={invoice} />}
      lead={<>{invoice.clientName}　<AppLink to={pathTo('vendor.contract', { contractId: invoice.contractId })} small>{t('billing.contractOf', { number: invoice.contractNumber })}</AppLink></>}>
      <InvoiceNotes invoice={invoice} />
      <div className="h-two" data-side-first>
        <div>
          <Section title={t('billing.content')} lead={t('billing.frozen')}><Parties invoice={invoice} /><Computed invoice={invoice} /><Breakdown invoice={invoice} side="vendor" /></Section>
          <Allocations invoice={invoice} />
          {invoice.paymentPlans.length > 0 && <PlanHistory plans={invoice.paymentPlans} />}
          <PreviousUnpaid invoice={invoice} />
          <PrintedAccounts invoice={invoice} />
        </div>
        <div>
          <Section title={t('billing.state')}>
            <Sums invoice={invoice} />
            {invoice.plannedOn && <p><PlannedOn invoice={invoice} /></p>}
            <InvoiceActs invoice={invoice} />
            <ConsultLink side="vendor" contractId={invoice.contractId} about={{ kind: 'invoice', id: invoice.id }} subject={t('billing.invoiceOf', { number: invoice.number })} />
            <AppLink to={withSearch(pathTo('vendor.statement'), { clientId: invoice.clientId })} small>{t('billing.seeStatement')}</AppLink>
          </Section>
        </div>
      </div>
    </Frame>
  );
}

/** One invoice as it was issued, what came in for it, and what can be done. */
export function Page() {
  const t = useT();
  const { invoiceId } = usePathParameters('vendor.invoice');
  const query = useRoute(billingRoutes.invoice, { params: { invoiceId }, query: { explain: '1' } });
  return <QueryView whole query={query} what={t('billing.invoice')}>{(invoice) => <Detail invoice={invoice} />}</QueryView>;
}
