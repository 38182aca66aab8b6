import { IconAlertTriangle, IconCalendarDue, IconChecklist, IconCoinYen, IconRefresh, type Icon } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import type { ContractRow } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { yenText } from '../../shared/jp/money.js';
import { Button } from '../../shared/parts/Button.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useContracts, useDecisions, useMoney, useMonitors, useOpenIncidents } from './reads.js';
import { renewsSoon } from './tasks.js';

interface Line { readonly label: string; readonly value: string; readonly to: string; readonly alarming?: boolean }

/** One question: its own heading, its own reading, its own failure. */
function Question<T>({ title, icon: Shown, query, children }: { readonly title: string; readonly icon: Icon; readonly query: UseQueryResult<T>; readonly children: (data: T) => readonly Line[] }) {
  const t = useT();
  const body = (): ReactNode => {
    if (query.data !== undefined) {
      return <dl>{children(query.data).map((line) => <div key={line.label} data-alarming={line.alarming || undefined}><dt>{line.label}</dt><dd><AppLink to={line.to}>{line.value}<span className="h-visually-hidden">{line.label}</span></AppLink></dd></div>)}</dl>;
    }
    if (query.isError) return <div className="h-question-failed" role="alert"><p>{t('home.card.failed')}</p><Button variant="default" size="sm" icon={<IconRefresh size={16} aria-hidden />} onClick={() => void query.refetch()}>{t('shell.retry')}</Button></div>;
    return <p className="h-question-waiting">{t('shell.loading')}</p>;
  };
  return <section className="h-card h-question"><h2><Shown size={20} stroke={1.7} aria-hidden />{title}</h2>{body()}</section>;
}

function DeadlineQuestion() {
  const t = useT();
  const { today } = useSession();
  const list = pathTo('vendor.contracts');
  const contracts = useContracts();
  const count = (wanted: (contract: ContractRow) => boolean) => (contracts.data ? t('home.tile.count', { count: contracts.data.items.filter(wanted).length }) : t(contracts.isError ? 'home.q.unknown' : 'shell.loading'));
  return (
    <Question title={t('home.q.deadlines')} icon={IconCalendarDue} query={useDecisions()}>
      {({ counts }) => [
        { label: t('home.q.decisions'), value: t('home.tile.count', { count: counts.undecided }), to: withSearch(pathTo('vendor.renewals'), { state: 'undecided' }), alarming: counts.undecided > 0 },
        { label: t('home.q.renewals'), value: count((contract) => renewsSoon(contract, today)), to: withSearch(pathTo('vendor.renewals'), { passed: '1' }) },
        { label: t('home.q.unsigned'), value: count(({ status }) => status === 'awaiting_signatures'), to: withSearch(list, { status: 'awaiting_signatures' }) },
      ]}
    </Question>
  );
}

function MoneyQuestion() {
  const t = useT();
  const invoices = pathTo('vendor.invoices');
  return (
    <Question title={t('home.q.money')} icon={IconCoinYen} query={useMoney()}>
      {(money) => [
        { label: t('home.q.overdue'), value: yenText(money.overdueYen), to: withSearch(invoices, { status: 'overdue' }), alarming: money.overdueYen > 0 },
        { label: t('home.q.receivable'), value: yenText(money.receivableYen), to: withSearch(invoices, { status: 'unpaid' }) },
      ]}
    </Question>
  );
}

function FireQuestion() {
  const t = useT();
  const monitors = useMonitors();
  const down = monitors.data?.items.filter((monitor) => monitor.state === 'down').length;
  return (
    <Question title={t('home.q.fires')} icon={IconAlertTriangle} query={useOpenIncidents()}>
      {({ items }) => [
        { label: t('home.q.incidents'), value: t('home.tile.count', { count: items.length }), to: withSearch(pathTo('vendor.incidents'), { open: '1' }), alarming: items.length > 0 },
        { label: t('home.q.down'), value: down === undefined ? t(monitors.isError ? 'home.q.unknown' : 'shell.loading') : t('home.tile.count', { count: down }), to: pathTo('vendor.sites'), alarming: (down ?? 0) > 0 },
      ]}
    </Question>
  );
}

function ReviewQuestion() {
  const t = useT();
  const invoices = pathTo('vendor.invoices');
  return (
    <Question title={t('home.q.review')} icon={IconChecklist} query={useMoney()}>
      {(money) => [
        { label: t('home.q.alerts'), value: t('home.tile.count', { count: money.alerts.length }), to: invoices, alarming: money.alerts.length > 0 },
        { label: t('home.q.parked'), value: t('home.tile.count', { count: money.parked.length }), to: invoices, alarming: money.parked.length > 0 },
        { label: t('home.q.suspense'), value: yenText(money.suspenseYen), to: pathTo('vendor.payments') },
      ]}
    </Question>
  );
}

/** The owner's four questions in their order (F177): deadlines, money, fires, what needs a look. */
export function Questions() {
  const t = useT();
  const seesMoney = useCan()('invoice.read');
  return (
    <>
      <div className="h-questions">
        <DeadlineQuestion />
        {seesMoney && <MoneyQuestion />}
        <FireQuestion />
        {seesMoney && <ReviewQuestion />}
      </div>
      {!seesMoney && <p className="h-gate">{t('home.q.moneyWho')}</p>}
    </>
  );
}
