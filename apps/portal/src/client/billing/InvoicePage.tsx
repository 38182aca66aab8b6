import { billingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { ConsultLink } from '../../shared/agreements/ConsultLink.js';
import { useRoute } from '../../shared/api/hooks.js';
import { Documents } from '../../shared/billing/Documents.js';
import { InvoiceNotes } from '../../shared/billing/InvoiceNotes.js';
import { Allocations, Breakdown, dueReason, Parties, PreviousUnpaid, Sums } from '../../shared/billing/InvoiceSections.js';
import { InvoiceStatus } from '../../shared/billing/InvoiceStatus.js';
import { PayBox } from '../../shared/billing/PayBox.js';
import { PlanHistory } from '../../shared/billing/PlannedOn.js';
import type { InvoiceView } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { yenText } from '../../shared/jp/money.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import { WhyPopover } from '../../shared/parts/WhyPopover.js';
import { AppLink, usePathParameters } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import { PlanTransfer } from './PlanTransfer.js';

/** Amount, due date and account; for a paid invoice the thanks and its receipt. */
function Payment({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const { today } = useSession();
  const isOpen = invoice.remainingYen > 0;
  const accounts = useRoute(billingRoutes.transferAccounts, { params: { clientId: invoice.clientId } }, { enabled: isOpen });
  if (!isOpen) return <Section title={t('billing.state')}><p>{t(invoice.status === 'void' ? 'billing.client.void' : 'billing.client.paid')}</p><Sums invoice={invoice} /></Section>;
  const note = invoice.paidYen > 0 ? t('billing.pay.already', { paid: yenText(invoice.paidYen) }) : undefined;
  return <QueryView query={accounts} what={t('billing.pay.title')}>{(data) => <PayBox title={t('billing.pay.title')} amountYen={invoice.remainingYen} dueOn={invoice.dueOn} today={today} accounts={data} printed={invoice.bankAccount} note={note}><PlanTransfer invoice={invoice} today={today} /></PayBox>}</QueryView>;
}

function Detail({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const due = dueReason(invoice);
  return (
    <Frame title={t('billing.invoiceOf', { number: invoice.number })} crumbs={[{ label: t('nav.invoices'), to: pathTo('client.invoices') }]} badge={<InvoiceStatus invoice={invoice} side="client" />} actions={<Documents invoice={invoice} />}
      lead={<AppLink to={pathTo('client.contract', { contractId: invoice.contractId })} small>{t('billing.contractOf', { number: invoice.contractNumber })}</AppLink>}>
      <InvoiceNotes invoice={invoice} />
      <div className="h-two" data-side-first>
        <div>
          <Section title={t('billing.content')}>
            <Parties invoice={invoice} />
            <p className="h-explain">{t('billing.pay.due')}：<DateText on={invoice.dueOn} form="deadline" />{due && <WhyPopover explanation={due} subject={t('billing.pay.due')} />}</p>
            <Breakdown invoice={invoice} side="client" />
            <Sums invoice={invoice} />
          </Section>
          <PreviousUnpaid invoice={invoice} />
          {invoice.allocations.length > 0 && <Allocations invoice={invoice} />}
          {invoice.paymentPlans.length > 0 && <PlanHistory plans={invoice.paymentPlans} />}
        </div>
        <div><Payment invoice={invoice} /><ConsultLink side="client" contractId={invoice.contractId} about={{ kind: 'invoice', id: invoice.id }} subject={t('billing.invoiceOf', { number: invoice.number })} /></div>
      </div>
    </Frame>
  );
}

/** One invoice for the one who pays it. */
export function Page() {
  const t = useT();
  const { invoiceId } = usePathParameters('client.invoice');
  const query = useRoute(billingRoutes.invoice, { params: { invoiceId }, query: { explain: '1' } });
  return <QueryView whole query={query} what={t('billing.invoice')}>{(invoice) => <Detail invoice={invoice} />}</QueryView>;
}
