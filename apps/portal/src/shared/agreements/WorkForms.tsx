import { agreementRoutes } from '@hoshu/api-schema';
import { DateField, TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import type { Agreement } from './agreement-words.js';
import { PersonNameField } from './PersonName.js';

interface FormProps { readonly agreement: Agreement; readonly onClose: () => void }
const refreshes = [agreementRoutes.get, agreementRoutes.list];

/** 乙 records that the work of a 別途契約 was handed over (第4条2項). */
export function DeliverForm({ agreement, onClose }: FormProps) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.deliver, { deliveredOn: today, text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.deliver, {
    input: (body) => ({ params: { agreementId: agreement.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.work.delivered') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.work.deliver')} confirmLabel={t('agreements.record')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.work.deliverText')}</p>
      <DateField name="deliveredOn" label={t('agreements.work.deliveredOn')} today={today} maxOn={today} />
      <TextAreaField name="text" label={t('agreements.work.what')} hint={t('agreements.work.whatHint')} rows={4} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** 甲 accepts a delivery, or says what is wrong with it. */
export function InspectForm({ agreement, deliveryId, answer, onClose }: FormProps & { readonly deliveryId: string; readonly answer: 'inspection' | 'objection' }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.inspect, { answer, text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.inspect, {
    input: (body) => ({ params: { agreementId: agreement.id, deliveryId }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t(`agreements.work.${answer}Done`) }); onClose(); },
  });
  return (
    <FormDialog title={t(`agreements.work.${answer}`)} confirmLabel={t(`agreements.work.${answer}`)} danger={answer === 'objection'} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t(`agreements.work.${answer}Text`)}</p>
      <TextAreaField name="text" label={t(answer === 'objection' ? 'agreements.work.wrong' : 'agreements.work.note')} rows={4} optional={answer === 'inspection'} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
