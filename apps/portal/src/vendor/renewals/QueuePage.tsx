import '../../shared/parts/parts.css';
import './renewals.css';
import { companyRoutes, renewalRoutes } from '@hoshu/api-schema';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { WhyPopover } from '../../shared/parts/WhyPopover.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { useClientOptions } from '../billing/use-clients.js';
import { decisionStates, isDecisionState, type DecisionRow } from './decision.js';
import { DecisionDialog } from './DecisionDialog.js';
import { DecisionStatus } from './DecisionStatus.js';
import { ReminderChoice } from './ReminderChoice.js';
import { rowButton, useRowKeys } from './use-row-keys.js';

/** From this many days on the days left are alarming. */
const nearDays = 14;

function Days({ row, name }: { readonly row: DecisionRow; readonly name: 'noticeDeadlineOn' | 'safePostingOn' }) {
  const t = useT();
  const [on, days] = name === 'safePostingOn' ? [row.safePostingOn, row.postingDaysLeft] : [row.lastValidOn, row.daysLeft];
  const why = row.explained.find(({ key }) => key === name);
  return (
    <span className="h-days" data-near={days <= nearDays || undefined}>
      <DateText on={on} /><small>{t(days < 0 ? 'notices.decision.passed' : 'notices.decision.left', { days })}</small>
      {why && <WhyPopover explanation={why.explanation} subject={t(name === 'safePostingOn' ? 'notices.decision.posting' : 'notices.decision.deadline')} />}
    </span>
  );
}

function Acts({ row, onOpen }: { readonly row: DecisionRow; readonly onOpen: () => void }) {
  const t = useT();
  const can = useCan();
  if (!row.isOpen) return <span className="h-note-small">{t('notices.decision.closed')}</span>;
  return (
    <span className="h-decision-acts">
      {can('renewal.decide') && <Button size="sm" variant={row.state === 'undecided' ? 'filled' : 'default'} onClick={onOpen} aria-label={t('notices.decision.openOf', { number: row.contractNumber })} {...{ [rowButton]: true }}>{t('notices.decision.open')}</Button>}
      {row.state === 'end' && can('notice.give') && <ButtonLink size="sm" variant="default" to={pathTo('vendor.notice', { contractId: row.contractId })}>{t('notices.decision.toNotice')}</ButtonLink>}
    </span>
  );
}

function Keys() {
  const t = useT();
  const { isOn, setOn } = useRowKeys();
  return <p className="h-keys"><span className="h-note-small">{t('notices.decision.keys')}</span><Checkbox label={t('notices.decision.keysOn')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} /></p>;
}

function List() {
  const t = useT();
  const [address, setAddress] = useAddressQuery();
  const cursor = useCursor();
  const clients = useClientOptions();
  const members = useRoute(companyRoutes.members, {}).data?.items ?? [];
  const [deciding, setDeciding] = useState<DecisionRow | null>(null);
  const { clientId, ownerId, passed } = address;
  const state = isDecisionState(address['state']) ? address['state'] : undefined;
  const query = useRoute(renewalRoutes.queue, { query: { explain: '1', limit: '50', ...cursor.query, ...(state ? { state } : {}), ...(clientId ? { clientId } : {}), ...(ownerId ? { ownerId } : {}), ...(passed === '1' ? { passed } : {}) } }, { keepPrevious: true });
  const change = (changes: Record<string, string>) => { cursor.restart(); setAddress(changes); };
  const counts = query.data?.counts;
  const columns: Column<DecisionRow>[] = [
    { key: 'client', header: t('contracts.client'), cell: (row) => <span className="h-days"><AppLink to={pathTo('vendor.contract', { contractId: row.contractId })}>{row.clientName}</AppLink><small>{row.contractNumber}</small></span>, card: 'title' },
    { key: 'deadline', header: t('notices.decision.deadline'), cell: (row) => <Days row={row} name="noticeDeadlineOn" /> },
    { key: 'posting', header: t('notices.decision.posting'), cell: (row) => <Days row={row} name="safePostingOn" /> },
    { key: 'last', header: t('contracts.lastOn'), cell: (row) => <DateText on={row.termLastOn} /> },
    { key: 'fee', header: t('contracts.fee'), cell: (row) => (row.feeYen === null ? '—' : <Money yen={row.feeYen} tax={row.taxMode === 'inclusive' ? 'included' : 'excluded'} />), align: 'right' },
    { key: 'state', header: t('notices.decision.state'), cell: (row) => <DecisionStatus decision={row} />, card: 'full' },
    { key: 'acts', header: t('notices.decision.acts'), cell: (row) => <Acts row={row} onOpen={() => setDeciding(row)} />, card: 'full' },
  ];
  const isFiltered = [state, clientId, ownerId, passed].some(Boolean);
  return (
    <>
      <Filters label={t('notices.decision.filters')} onClear={isFiltered ? () => change({ state: '', clientId: '', ownerId: '', passed: '' }) : undefined}>
        <FilterSelect label={t('notices.decision.state')} value={state ?? ''} options={decisionStates.map((value) => ({ value, label: counts ? t('notices.decision.counted', { state: t(`notices.decision.${value}`), count: counts[value] }) : t(`notices.decision.${value}`) }))} onChange={(value) => change({ state: value })} />
        <FilterSelect label={t('notices.decision.owner')} value={ownerId ?? ''} options={members.map(({ id, name }) => ({ value: id, label: name }))} onChange={(value) => change({ ownerId: value })} />
        <FilterSelect label={t('contracts.client')} value={clientId ?? ''} options={clients} onChange={(value) => change({ clientId: value })} />
        <FilterSelect label={t('notices.decision.which')} value={passed ?? ''} allLabel={t('notices.decision.whichOpen')} options={[{ value: '1', label: t('notices.decision.whichPassed') }]} onChange={(value) => change({ passed: value })} />
      </Filters>
      <QueryView query={query} what={t('notices.decision.queue')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('contracts.count', { count: items.length })}</p>
            <DataTable label={t('notices.decision.queue')} columns={columns} rows={items} rowKey={(row) => row.contractId} empty={<EmptyState title={t(isFiltered ? 'notices.decision.noHit' : 'notices.decision.none')} text={isFiltered ? undefined : t('notices.decision.noneText')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
      {deciding && <DecisionDialog row={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function Reminders() {
  const t = useT();
  const query = useRoute(renewalRoutes.reminderChoice, {});
  return <Section title={t('notices.reminder.settings')} lead={t('notices.reminder.settingsLead')}><QueryView query={query} what={t('notices.reminder.settings')}>{(choice) => <ReminderChoice key={choice.version} choice={choice} />}</QueryView></Section>;
}

/** 更新判断: every contract whose notice deadline (第17条2項) comes within 90 days, the nearest first. */
export function Page() {
  const t = useT();
  const can = useCan();
  const who = useWhoCan('vendor', 'renewal.decide');
  return (
    <Frame title={t('notices.decision.queue')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }]} lead={t('notices.decision.lead')} actions={<ButtonLink to={pathTo('vendor.campaigns')} variant="default">{t('campaigns.link')}</ButtonLink>}>
      {can('renewal.decide') ? <Keys /> : <p className="h-gate">{t('shell.gate.who', { who })}</p>}
      <List />
      <Reminders />
    </Frame>
  );
}
