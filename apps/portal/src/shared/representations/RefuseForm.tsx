import { representationRoutes as routes } from '@hoshu/api-schema';
import { PersonNameField } from '../agreements/PersonName.js';
import { TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';

/** Tells the other side that the representation cannot be made (第20条2項), after saying what follows. */
export function RefuseForm({ contractId, onClose }: { readonly contractId: string; readonly onClose: () => void }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(routes.refuse, { reason: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, routes.refuse, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [routes.get, routes.waiting], onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('checks.refuse.done') }); onClose(); },
  });
  return (
    <FormDialog title={t('checks.refuse')} confirmLabel={t('checks.refuse.send')} danger isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('checks.refuse.text')}</p>
      <TextAreaField name="reason" label={t('checks.reason')} rows={4} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
