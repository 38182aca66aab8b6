import { signingRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { DateChange } from './DateChange.js';
import { signingReads, type SigningDocument } from './types.js';

interface ConfirmDateProps { readonly contractId: string; readonly change: NonNullable<SigningDocument['dateConfirmation']>; readonly personName: string; readonly onDone?: () => void }

/** D5: the side that signed first confirms the new date and term; the contract is concluded by it. */
export function ConfirmDateForm({ contractId, change, personName, onDone }: ConfirmDateProps) {
  const t = useT();
  const form = useRouteForm(signingRoutes.confirmDate, { personName, contractDate: change.contractDate });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.confirmDate, {
    input: (body) => ({ params: { contractId }, body }), refreshes: signingReads,
    onDone: () => { notify({ tone: 'good', text: t('signing.date.done') }); onDone?.(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <DateChange change={change} />
      <TextField name="personName" label={t('signing.personName')} hint={t('signing.personNameHint')} autoComplete="name" />
      <CheckboxField name="agreed" label={t('signing.date.agreeLabel')} text={t('signing.date.agree')} />
      <Button type="submit" fullWidth size="lg" loading={isPending}>{t('signing.date.confirm')}</Button>
    </Form>
  );
}
