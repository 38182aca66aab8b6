import { renewalRoutes, type ResponseOf } from '@hoshu/api-schema';
import { NativeSelect } from '@mantine/core';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Choice = ResponseOf<typeof renewalRoutes.reminderChoice>;
type Mode = Choice['inForce'];
const modes = ['once', 'ladder'] as const satisfies readonly Mode[];
const isMode = (value: string): value is Mode => modes.some((mode) => mode === value);
const refreshes = [renewalRoutes.reminders, renewalRoutes.reminderChoice];

/** How many warnings 甲 gets: for one contract, or (without one) for all that have no choice of their own. Saved when chosen. */
export function ReminderChoice({ choice, contractId }: { readonly choice: Choice; readonly contractId?: string }) {
  const t = useT();
  const can = useCan();
  const who = useWhoCan('vendor', 'contract.write');
  const onDone = () => notify({ tone: 'good', text: t('notices.reminder.saved') });
  const own = useAct(renewalRoutes.chooseOwnReminders, { refreshes, onDone });
  const common = useAct(renewalRoutes.chooseReminders, { refreshes, onDone });
  if (!can('contract.write')) return <p className="h-note-small">{t('notices.reminder.inForce', { mode: t(`notices.reminder.mode.${choice.inForce}`) })}{t('shell.gate.who', { who })}</p>;
  const change = (value: string) => {
    const mode = isMode(value) ? value : null;
    const saving = contractId ? own.act({ params: { contractId }, ifMatch: choice.version, body: { mode } }) : mode && common.act({ ifMatch: choice.version, body: { mode } });
    if (saving) void saving.catch(() => undefined);
  };
  const problem = own.problem ?? common.problem;
  return (
    <div className="h-stack">
      <NativeSelect maw={400} label={t(contractId ? 'notices.reminder.choice' : 'notices.reminder.choiceAll')} description={t('notices.reminder.choiceHint')} value={(contractId ? choice.own : choice.inForce) ?? ''} disabled={own.isPending || common.isPending} onChange={(event) => change(event.currentTarget.value)}>
        {contractId && <option value="">{t('notices.reminder.mode.common')}</option>}
        {modes.map((mode) => <option key={mode} value={mode}>{t(`notices.reminder.mode.${mode}`)}</option>)}
      </NativeSelect>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
