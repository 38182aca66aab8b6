import './billing.css';
import type { Explanation } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { slashDate } from '../jp/dates.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Facts } from '../parts/Facts.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { ofRule } from '../parts/WhyOf.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import type { InvoiceView } from './status.js';

type Line = InvoiceView['lines'][number];
type Group = InvoiceView['taxGroups'][number];
type Allocation = InvoiceView['allocations'][number];
type Unpaid = InvoiceView['previousUnpaid'][number];
interface Shown { readonly invoice: InvoiceView }

export const periodText = (firstOn: string, lastOn: string): string => `${slashDate(firstOn)}〜${slashDate(lastOn)}`;

/** Why an invoice is due on its day: by the contract, or as a 別途契約 says where it stands alone. */
export const dueReason = ({ explanations }: InvoiceView) => ofRule(explanations, 'R09') ?? explanations?.find(({ article }) => article === '第4条2項・第11条2項');
/** Why so much is left to pay. */
export const settledReason = ({ explanations }: InvoiceView) => explanations?.find(({ rule, article }) => rule === null && article === '第11条');
// One for each line of a 別途契約, in their order.
const workReasons = ({ explanations }: InvoiceView) => explanations?.filter(({ article }) => article === '第4条2項') ?? [];

/** Who bills whom, as it was on the day of issue. */
export function Parties({ invoice }: Shown) {
  const t = useT();
  const party = (value: InvoiceView['issuer'], lines: readonly string[]) => <>{[value.companyName, ...lines].filter(Boolean).map((line, index) => <span key={line} className="h-party-line">{index === 0 ? <strong>{line}</strong> : line}</span>)}</>;
  const { issuer, recipient } = invoice;
  return (
    <Facts items={[
      { label: t('billing.recipient'), value: party({ ...recipient, companyName: `${recipient.companyName} ${recipient.honorific || '御中'}` }, [recipient.department, recipient.postalCode && `〒${recipient.postalCode}`, recipient.address]) },
      { label: t('billing.issuer'), value: party(issuer, [issuer.registrationNumber ? t('billing.registration', { number: issuer.registrationNumber }) : t('billing.notRegistered'), issuer.postalCode && `〒${issuer.postalCode}`, issuer.address, issuer.telephone]) },
      { label: t('billing.issuedOn'), value: <DateText on={invoice.issuedOn} form="deadline" /> },
      { label: t(invoice.isWork ? 'billing.workDay' : 'billing.supply'), value: invoice.supplyFirstOn === invoice.supplyLastOn ? slashDate(invoice.supplyFirstOn) : periodText(invoice.supplyFirstOn, invoice.supplyLastOn) },
    ]} />
  );
}

function LineText({ line, side, reason }: { readonly line: Line; readonly side: Side; readonly reason: Explanation | undefined }) {
  const t = useT();
  if (line.agreementId === null) return <>{line.description}<br /><small>{periodText(line.periodStartOn, line.periodEndOn)}</small></>;
  return <>{line.description}<br /><small>{t('billing.workDelivered', { date: slashDate(line.periodStartOn) })}</small><br /><AppLink to={pathTo(side === 'client' ? 'client.agreement' : 'vendor.agreement', { agreementId: line.agreementId })}>{t('billing.workLink')}</AppLink>{reason && <WhyPopover explanation={reason} subject={t('billing.amount')} />}</>;
}

/** Lines and the sums per rate (適格請求書). */
export function Breakdown({ invoice, side }: Shown & { readonly side: Side }) {
  const t = useT();
  const tax = invoice.priceMode === 'inclusive' ? 'included' as const : 'excluded' as const;
  const reasons = workReasons(invoice);
  const works = invoice.lines.filter(({ agreementId }) => agreementId !== null);
  const lines: Column<Line>[] = [
    { key: 'text', header: t('billing.line'), cell: (line) => <LineText line={line} side={side} reason={reasons[works.indexOf(line)]} />, card: 'full' },
    { key: 'rate', header: t('billing.rate'), cell: (line) => <span className="h-nowrap">{line.taxRatePercent}%</span>, align: 'right' },
    { key: 'amount', header: t('billing.amount'), cell: (line) => <Money yen={line.amountYen} tax={tax} />, align: 'right' },
  ];
  const groups: Column<Group>[] = [
    { key: 'rate', header: t('billing.taxGroup'), cell: (group) => t('billing.taxGroupOf', { rate: group.taxRatePercent }), card: 'title' },
    { key: 'net', header: t('billing.net'), cell: (group) => <Money yen={group.netYen} />, align: 'right' },
    { key: 'tax', header: t('billing.tax'), cell: (group) => <Money yen={group.taxYen} />, align: 'right' },
    { key: 'gross', header: t('billing.gross'), cell: (group) => <Money yen={group.grossYen} strong />, align: 'right' },
  ];
  return (
    <>
      <DataTable label={t('billing.lines')} columns={lines} rows={invoice.lines} rowKey={(line) => `${line.description}${line.periodStartOn}`} />
      <DataTable label={t('billing.taxGroup')} columns={groups} rows={invoice.taxGroups} rowKey={(group) => String(group.taxRatePercent)} />
    </>
  );
}

/** Sums of one invoice: total, paid, left. */
export function Sums({ invoice }: Shown) {
  const t = useT();
  return (
    <dl className="h-sums">
      <div><dt>{t('billing.total')}</dt><dd><Money yen={invoice.totalYen} tax="included" strong /></dd></div>
      {invoice.creditYen > 0 && <div><dt>{t('billing.credit')}</dt><dd><Money yen={-invoice.creditYen} /></dd></div>}
      {invoice.paidYen - invoice.creditYen > 0 && <div><dt>{t('billing.paid')}</dt><dd><Money yen={-(invoice.paidYen - invoice.creditYen)} /></dd></div>}
      <div data-strong><dt>{t('billing.remaining')}</dt><dd><Money yen={invoice.remainingYen} strong /></dd></div>
    </dl>
  );
}

/** D14: older claims stand beside this one and are not taxed again. */
export function PreviousUnpaid({ invoice }: Shown) {
  const t = useT();
  if (invoice.previousUnpaid.length === 0) return null;
  const columns: Column<Unpaid>[] = [
    { key: 'number', header: t('billing.number'), cell: (entry) => entry.number, card: 'title' },
    { key: 'due', header: t('billing.dueOn'), cell: (entry) => <DateText on={entry.dueOn} /> },
    { key: 'amount', header: t('billing.remaining'), cell: (entry) => <Money yen={entry.amountYen} />, align: 'right' },
  ];
  return <Section title={t('billing.previous')} lead={t('billing.previousText')}><DataTable label={t('billing.previous')} columns={columns} rows={invoice.previousUnpaid} rowKey={(entry) => entry.number} /></Section>;
}

/** What came in for this invoice; undone entries stay visible. */
export function Allocations({ invoice }: Shown) {
  const t = useT();
  const columns: Column<Allocation>[] = [
    { key: 'on', header: t('billing.paidOn'), cell: (entry) => <DateText on={entry.paidOn} />, card: 'title' },
    { key: 'kind', header: t('billing.kind'), cell: (entry) => (entry.kind === 'waiver' ? t('billing.kind.waiver') : t(entry.rail === 'stripe' ? 'billing.rail.stripe' : 'billing.rail.own')) },
    { key: 'payer', header: t('billing.payer'), cell: (entry) => entry.payerName || '—' },
    { key: 'amount', header: t('billing.amountPaid'), cell: (entry) => <span className={entry.undone ? 'h-struck' : undefined}><Money yen={entry.amountYen} /></span>, align: 'right' },
    { key: 'state', header: t('billing.state'), cell: (entry) => <Status tone={entry.undone ? 'muted' : 'good'} label={t(entry.undone ? 'billing.undone' : 'billing.applied')} /> },
  ];
  return (
    <Section title={t('billing.allocations')}>
      <DataTable label={t('billing.allocations')} columns={columns} rows={invoice.allocations} rowKey={(entry) => entry.id} empty={<p className="h-note-small">{t('billing.allocationsNone')}</p>} />
    </Section>
  );
}
