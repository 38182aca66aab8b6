import { agreementRoutes } from '@hoshu/api-schema';
import { DateField, TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { yenText } from '../jp/money.js';
import { Facts } from '../parts/Facts.js';
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
  const delivery = agreement.entries.find(({ id }) => id === deliveryId);
  const terms = agreement.entries.find(({ id }) => id === agreement.proposalId)?.terms;
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.inspect, { answer, text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.inspect, {
    input: (body) => ({ params: { agreementId: agreement.id, deliveryId }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t(`agreements.work.${answer}Done`) }); onClose(); },
  });
  return (
    <FormDialog title={t(`agreements.work.${answer}`)} confirmLabel={t(`agreements.work.${answer}`)} danger={answer === 'objection'} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t(`agreements.work.${answer}Text`, { amount: yenText(terms?.kind === 'separate_work' ? terms.totalYen : 0) })}</p>
      {delivery && <Facts items={[{ label: t('agreements.work.what'), value: <span className="h-pre">{delivery.text}</span> }]} />}
      <TextAreaField name="text" label={t(answer === 'objection' ? 'agreements.work.wrong' : 'agreements.work.note')} rows={4} optional={answer === 'inspection'} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** 乙 takes back a delivery that was recorded by mistake. */
export function RecallForm({ agreement, deliveryId, onClose }: FormProps & { readonly deliveryId: string }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.recall, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.recall, {
    input: (body) => ({ params: { agreementId: agreement.id, deliveryId }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.work.recalled') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.work.recall')} confirmLabel={t('agreements.work.recallDo')} danger isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.work.recallText')}</p>
      <TextAreaField name="text" label={t('agreements.reason')} hint={t('agreements.work.reasonHint')} rows={3} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** 乙 gives up a fee that is on no invoice, for good (民法519条). */
export function WaiveForm({ agreement, totalYen, onClose }: FormProps & { readonly totalYen: number }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.waive, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.waive, {
    input: (body) => ({ params: { agreementId: agreement.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.work.waived') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.work.waive')} confirmLabel={t('agreements.work.waiveDo')} danger isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.work.waiveText', { amount: yenText(totalYen) })}</p>
      <TextAreaField name="text" label={t('agreements.reason')} hint={t('agreements.work.reasonHint')} rows={3} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
