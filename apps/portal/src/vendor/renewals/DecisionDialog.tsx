import { companyRoutes, renewalRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { asProblem, call, useAct, useRoute } from '../../shared/api.js';
import { DateField, RadioField, SelectField, showProblem, TextAreaField, useRouteForm, VersionConflict } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { useT, type Translate } from '../../shared/i18n/translate.js';
import { longDate, slashDate } from '../../shared/jp/dates.js';
import { notify } from '../../shared/parts/notify.js';
import { useSession } from '../../shared/session/session.js';
import { decisionStates, type DecisionRow } from './decision.js';

type Values = BodyInputOf<typeof renewalRoutes.decide>;
interface Said { readonly state: DecisionRow['state']; readonly snoozedUntil: string | null; readonly ownerName: string; readonly note: string }

const saidBy = (values: Values, ownerName: string): Said => ({ state: values.state, snoozedUntil: values.snoozedUntil, ownerName, note: values.note });

/** What differs between the decision being made and the one that somebody else made meanwhile. */
function differencesOf(mine: Said, theirs: DecisionRow, t: Translate) {
  const stateOf = ({ state, snoozedUntil }: Said) => (snoozedUntil ? t('notices.decision.snoozedTo', { date: slashDate(snoozedUntil) }) : t(`notices.decision.${state}`));
  return [
    { label: t('notices.decision.state'), mine: stateOf(mine), theirs: stateOf(theirs) }, { label: t('notices.decision.owner'), mine: mine.ownerName, theirs: theirs.ownerName },
    { label: t('notices.decision.note'), mine: mine.note, theirs: theirs.note }, { label: t('notices.decision.decidedBy'), mine: '', theirs: theirs.decidedBy },
  ].filter((entry) => entry.mine !== entry.theirs);
}

/** Renew, renegotiate, end or snooze, under the version that was read; when somebody was faster, both decisions are shown. */
export function DecisionDialog({ row, onClose }: { readonly row: DecisionRow; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const members = useRoute(companyRoutes.members, {}).data?.items ?? [];
  const [newer, setNewer] = useState<DecisionRow | null>(null);
  const { termNumber, state, snoozedUntil, ownerId, note } = row;
  const form = useRouteForm(renewalRoutes.decide, { termNumber, state, snoozedUntil, ownerId, note });
  const { act, isPending } = useAct(renewalRoutes.decide, {
    refreshes: [renewalRoutes.queue, renewalRoutes.get], onDone: () => { notify({ tone: 'good', text: t('notices.decision.saved') }); onClose(); },
  });
  const chosen = form.watch('state');
  const save = (version: number) => form.handleSubmit(async (values) => {
    try {
      // A day belongs to a rest alone; an unchosen owner is nobody.
      await act({ params: { contractId: row.contractId }, ifMatch: version, body: { ...values, snoozedUntil: values.state === 'snoozed' ? values.snoozedUntil : null, ownerId: values.ownerId || null } });
    } catch (error) {
      const problem = asProblem(error);
      const { current } = problem.code === 'version_stale' ? await call(renewalRoutes.get, { params: { contractId: row.contractId } }) : { current: null };
      if (current?.termNumber === row.termNumber) setNewer(current);
      else showProblem(form, problem);
    }
  });
  const mine = form.getValues();
  const differences = newer ? differencesOf(saidBy(mine, members.find(({ id }) => id === mine.ownerId)?.name ?? ''), newer, t) : [];
  return (
    <FormDialog title={t('notices.decision.title', { number: row.contractNumber })} confirmLabel={t('notices.decision.save')} form={form} isPending={isPending} onClose={onClose} onSubmit={(event) => { void save(newer?.version ?? row.version)(event); }}>
      {newer && <VersionConflict differences={differences} onKeepMine={() => { void save(newer.version)(); }} onTakeTheirs={onClose} />}
      <p>{t('notices.decision.about', { client: row.clientName, last: longDate(row.termLastOn), deadline: longDate(row.lastValidOn) })}</p>
      <RadioField name="state" label={t('notices.decision.state')} options={decisionStates.map((value) => ({ value, label: t(`notices.decision.${value}`), hint: t(`notices.decision.${value}Hint`) }))} />
      {chosen === 'snoozed' && <DateField nullable name="snoozedUntil" label={t('notices.decision.until')} today={today} maxOn={row.lastValidOn} />}
      <SelectField optional name="ownerId" label={t('notices.decision.owner')} options={members.map(({ id, name }) => ({ value: id, label: name }))} />
      <TextAreaField optional name="note" label={t('notices.decision.note')} hint={t('notices.decision.noteHint')} rows={3} />
    </FormDialog>
  );
}
