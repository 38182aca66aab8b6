import { approvalRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { DateField, SelectField, useFormAct, useRouteForm } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { useT } from '../../shared/i18n/translate.js';
import { notify } from '../../shared/parts/notify.js';
import { useCan, useSession } from '../../shared/session/session.js';

/** Names who answers while an approver is away. */
export function AbsenceForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const can = useCan();
  const { today, user } = useSession();
  const people = useRoute(approvalRoutes.policy, {}).data?.people ?? [];
  const form = useRouteForm(approvalRoutes.enterAbsence, { userId: user.id, delegateId: '', fromOn: today, untilOn: '' });
  const { onSubmit, isPending } = useFormAct(form, approvalRoutes.enterAbsence, { input: (body) => ({ body }), refreshes: [approvalRoutes.absences, approvalRoutes.waiting], onDone: () => { notify({ tone: 'good', text: t('approvals.absence.saved') }); onClose(); } });
  const options = people.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <FormDialog title={t('approvals.absence.add')} confirmLabel={t('approvals.absence.save')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <SelectField name="userId" label={t('approvals.absence.user')} options={can('settings.write') ? options : options.filter(({ value }) => value === user.id)} />
      <SelectField name="delegateId" label={t('approvals.absence.delegate')} options={options} />
      <DateField name="fromOn" label={t('approvals.absence.from')} today={today} />
      <DateField name="untilOn" label={t('approvals.absence.until')} today={today} minOn={today} />
    </FormDialog>
  );
}
