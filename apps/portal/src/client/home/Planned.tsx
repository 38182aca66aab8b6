import { billingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRouteOfEach } from '../../shared/api/hooks.js';
import type { ContractRow } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';

interface Day { readonly key: string; readonly on: string; readonly text: string; readonly yen?: number; readonly to: string; readonly contract: string }

/** The next dates that come by themselves: invoices, the deadline of 第17条2項, the end of the term. */
export function Planned({ contracts, today }: { readonly contracts: readonly ContractRow[]; readonly today: string }) {
  const t = useT();
  const can = useCan();
  const running = contracts.filter((contract) => ['in_force', 'ending', 'not_started'].includes(contract.status));
  const previews = useRouteOfEach(billingRoutes.preview, can('invoice.read') ? running.map((contract) => ({ params: { contractId: contract.id } })) : []);
  const days = running.flatMap((contract, index): Day[] => {
    const base = { to: pathTo('client.contract', { contractId: contract.id }), contract: contract.number };
    const next = previews.data?.[index]?.items.find((entry) => entry.dueOn >= today && entry.invoiceNumber === null);
    const last = contract.endsOn ?? contract.lastOn;
    return [
      ...(next ? [{ ...base, key: `${contract.id}-pay`, on: next.dueOn, yen: next.grossYen, text: t('home.planned.pay', { month: monthText(next.serviceMonth) }) }] : []),
      ...(contract.noticeDeadlineOn && contract.noticeDeadlineOn >= today ? [{ ...base, key: `${contract.id}-notice`, on: contract.noticeDeadlineOn, text: t('home.planned.notice') }] : []),
      ...(last && last >= today ? [{ ...base, key: `${contract.id}-last`, on: last, text: t(contract.endsOn ? 'home.planned.ends' : 'home.planned.last') }] : []),
    ];
  }).sort((a, b) => a.on.localeCompare(b.on));
  if (days.length === 0) return null;
  return (
    <Section title={t('home.planned')}>
      <ul className="h-planned">
        {days.map((day) => <li key={day.key}><DateText on={day.on} form="deadline" /><span>{day.text}{day.yen !== undefined && <> <Money yen={day.yen} tax="included" /></>}<br /><AppLink to={day.to} small>{day.contract}</AppLink></span></li>)}
      </ul>
    </Section>
  );
}
