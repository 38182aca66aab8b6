import { approvalRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, InstantText, Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { AbsenceForm } from './AbsenceForm.js';

type Row = ResponseOf<typeof approvalRoutes.waiting>['items'][number];
type Absence = ResponseOf<typeof approvalRoutes.absences>['items'][number];

function End({ absence }: { readonly absence: Absence }) {
  const t = useT();
  const can = useCan();
  const { user } = useSession();
  const { run, isPending } = useAct(approvalRoutes.endAbsence, { refreshes: [approvalRoutes.absences, approvalRoutes.waiting] });
  if (absence.user.userId !== user.id && !can('settings.write')) return null;
  return <Button size="sm" variant="default" loading={isPending} onClick={() => run({ params: { absenceId: absence.id }, body: {} })}>{t('approvals.absence.end')}</Button>;
}

/** Who is away, and who answers meanwhile. */
function Absences() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'approval.decide');
  const [isAdding, setAdding] = useState(false);
  const query = useRoute(approvalRoutes.absences, {});
  const columns: Column<Absence>[] = [
    { key: 'user', header: t('approvals.absence.user'), cell: (row) => row.user.name, card: 'title' },
    { key: 'delegate', header: t('approvals.absence.delegate'), cell: (row) => row.delegate.name },
    { key: 'days', header: t('approvals.absence.days'), cell: (row) => <><DateText on={row.fromOn} />〜<DateText on={row.untilOn} /></> },
    { key: 'end', header: t('approvals.absence.end'), cell: (row) => <End absence={row} />, card: 'full' },
  ];
  return (
    <Section title={t('approvals.absence')} lead={t('approvals.absenceLead')}>
      <QueryView query={query} what={t('approvals.absence')}>{({ items }) => <DataTable label={t('approvals.absence')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('approvals.absence.none')}</p>} />}</QueryView>
      <PermissionGate permission="approval.decide" whoCan={whoCan}><div><Button variant="default" onClick={() => setAdding(true)}>{t('approvals.absence.add')}</Button></div></PermissionGate>
      {isAdding && <AbsenceForm onClose={() => setAdding(false)} />}
    </Section>
  );
}

/** Contracts that wait for an approval, one's own first, and the delegates. */
export function Page() {
  const t = useT();
  const query = useRoute(approvalRoutes.waiting, {});
  const columns: Column<Row>[] = [
    { key: 'contract', header: t('approvals.contract'), cell: (row) => <><AppLink to={pathTo('vendor.approval', { contractId: row.contractId })}>{row.contractNumber}</AppLink><br /><small className="h-label">{row.clientName}</small></>, card: 'title' },
    { key: 'step', header: t('approvals.step'), cell: (row) => <>{row.step} {row.mine && <Status tone="warn" label={t('approvals.mine')} />}</>, card: 'full' },
    { key: 'fee', header: t('approvals.fee'), cell: (row) => (row.feeYen === null ? '—' : <Money yen={row.feeYen} />) },
    { key: 'by', header: t('approvals.requestedBy'), cell: (row) => <>{row.requestedBy}<br /><small className="h-label"><InstantText at={row.requestedAt} /></small></>, card: 'full' },
  ];
  return (
    <Frame title={t('approvals.title')} lead={t('approvals.lead')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]} actions={<ButtonLink variant="default" to={pathTo('vendor.approvalPolicy')}>{t('approvals.policy')}</ButtonLink>}>
      <Section title={t('approvals.waiting')}>
        <QueryView query={query} what={t('approvals.waiting')}>{({ items }) => <DataTable label={t('approvals.waiting')} columns={columns} rows={items} rowKey={(row) => row.contractId} empty={<EmptyState title={t('approvals.none')} />} />}</QueryView>
      </Section>
      <Absences />
    </Frame>
  );
}
