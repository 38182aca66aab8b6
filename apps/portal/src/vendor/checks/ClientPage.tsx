import { checkRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { RadioField, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button, ButtonAnchor } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { readable } from '../../shared/parts/readable.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { checkTones } from './ListPage.js';
import { RecordForm } from './RecordForm.js';
import { WhyOf } from '../../shared/parts/WhyOf.js';

type Check = ResponseOf<typeof checkRoutes.list>['items'][number];
type Subject = ResponseOf<typeof checkRoutes.standing>['items'][number]['subjects'][number];

/** Says about a hit whether it is somebody else. */
function DecideForm({ check, onClose }: { readonly check: Check; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(checkRoutes.decide, { decision: '' as 'cleared', reason: '' });
  const { onSubmit, isPending } = useFormAct(form, checkRoutes.decide, { input: (body) => ({ params: { checkId: check.id }, body }), refreshes: [checkRoutes.list, checkRoutes.standing], onDone: () => { notify({ tone: 'good', text: t('checks.decided') }); onClose(); } });
  return (
    <FormDialog title={t('checks.decideOf', { name: check.subjectName })} confirmLabel={t('checks.decide')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('checks.decideText')}</p>
      <RadioField name="decision" label={t('checks.decision')} options={(['cleared', 'confirmed'] as const).map((value) => ({ value, label: t(`checks.decision.${value}`) }))} />
      <TextAreaField name="reason" label={t('checks.reason')} rows={4} />
    </FormDialog>
  );
}

function Result({ check, onDecide }: { readonly check: Check; readonly onDecide: () => void }) {
  const t = useT();
  const can = useCan();
  if (check.result === 'clear') return <Status tone="good" label={t('checks.result.clear')} />;
  const { decision } = check;
  return (
    <span className="h-stack">
      <Status tone={decision?.decision === 'cleared' ? 'muted' : 'bad'} label={t('checks.result.hit')} />
      {decision ? <small>{t(`checks.decision.${decision.decision}`)}：{decision.reason}（{decision.decidedBy}・<DateText on={decision.decidedOn} />）</small> : can('check.write') && <span><Button size="sm" variant="default" onClick={onDecide}>{t('checks.decide')}</Button></span>}
    </span>
  );
}

function Records({ clientId }: { readonly clientId: string }) {
  const t = useT();
  const cursor = useCursor();
  const [deciding, setDeciding] = useState<Check | null>(null);
  const query = useRoute(checkRoutes.list, { query: { clientId, ...cursor.query } }, { keepPrevious: true });
  const columns: Column<Check>[] = [
    { key: 'subject', header: t('checks.subject'), cell: (row) => <>{row.subjectName}<br /><small className="h-label">{t(`checks.kind.${row.subjectKind}`)}</small></>, card: 'title' },
    { key: 'on', header: t('checks.checkedOn'), cell: (row) => <><DateText on={row.checkedOn} /><br /><small className="h-label">{row.checkedBy}{row.isImported && `・${t('checks.imported')}`}</small></> },
    { key: 'tool', header: t('checks.tool'), cell: (row) => <>{row.tool}<br /><small className="h-label">{row.query}</small></>, card: 'full' },
    { key: 'result', header: t('checks.result'), cell: (row) => <Result check={row} onDecide={() => setDeciding(row)} />, card: 'full' },
    { key: 'note', header: t('checks.note'), cell: (row) => <>{row.note}{row.hasFile && <ButtonAnchor size="sm" variant="default" href={addressOf(checkRoutes.file, { params: { checkId: row.id } })}>{t('checks.openFile')}</ButtonAnchor>}</>, card: 'full' },
  ];
  return (
    <Section title={t('checks.records')}>
      <QueryView query={query} what={t('checks.records')}>
        {({ items, nextCursor, total }) => <><DataTable label={t('checks.records')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('checks.none')}</p>} /><Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} /></>}
      </QueryView>
      {deciding && <DecideForm check={deciding} onClose={() => setDeciding(null)} />}
    </Section>
  );
}

/** One client: who has to be checked, recording a check, and every check on record. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'check.write');
  const { clientId } = usePathParameters('vendor.clientChecks');
  const query = useRoute(checkRoutes.standing, { query: { clientId, explain: '1' } });
  const explained = query.data?.explained;
  const columns: Column<Subject>[] = [
    { key: 'name', header: t('checks.subject'), cell: (row) => <>{row.name}<br /><small className="h-label">{t(`checks.kind.${row.kind}`)}</small></>, card: 'title' },
    { key: 'state', header: t('checks.checkState'), cell: (row) => <Status tone={checkTones[row.state]} label={t(`checks.checkState.${row.state}`)} />, card: 'full' },
    { key: 'on', header: t('checks.checkedOn'), cell: (row) => <DateText on={row.checkedOn} /> },
    { key: 'until', header: t('checks.validUntil'), cell: (row, index) => <span className="h-explained"><DateText on={row.validUntil} /><WhyOf values={explained} of={`items.0.subjects.${index}.validUntil`} /></span> },
  ];
  return (
    <QueryView whole query={query} what={t('checks.listTitle')}>
      {({ items: [standing] }) => standing && (
        <Frame title={t('checks.ofClient', { name: standing.clientName })} lead={t('checks.ofClientLead')} badge={<Status tone={checkTones[standing.state]} label={t(`checks.checkState.${standing.state}`)} />} crumbs={[{ label: t('checks.listTitle'), to: pathTo('vendor.checks') }]}>
          <Section title={t('checks.subjects')} lead={readable(standing.text[textLanguage()])}><DataTable label={t('checks.subjects')} columns={columns} rows={standing.subjects} rowKey={(row) => `${row.kind} ${row.name}`} /></Section>
          <Section title={t('checks.record')} lead={t('checks.recordLead')}><PermissionGate permission="check.write" whoCan={whoCan}><RecordForm clientId={clientId} first={standing.subjects.find(({ state }) => state !== 'ok') ?? standing.subjects[0]} /></PermissionGate></Section>
          <Records clientId={clientId} />
        </Frame>
      )}
    </QueryView>
  );
}
