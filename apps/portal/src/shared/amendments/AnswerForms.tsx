import { amendmentRoutes } from '@hoshu/api-schema';
import { CheckboxField, RadioField, TextAreaField, YenField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { PersonNameField } from '../agreements/PersonName.js';
import { notify } from '../parts/notify.js';
import type { Amendment } from './amendment-words.js';

interface AnswerProps { readonly amendment: Amendment; readonly onClose: () => void }
const refreshes = [amendmentRoutes.get, amendmentRoutes.ofContract];

/** The signer states why he may sign (D6). */
export function AuthorityField({ name = 'authority' }: { readonly name?: string }) {
  const t = useT();
  return <RadioField name={name} label={t('amendments.authority')} options={(['representative', 'delegated'] as const).map((value) => ({ value, label: t(`amendments.authority.${value}`) }))} />;
}

/** The other side signs what stands on the screen: its hash goes with the answer. */
export function AcceptForm({ amendment, onClose }: AnswerProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(amendmentRoutes.accept, { bodyHash: amendment.bodyHash, agreed: false as unknown as true, authority: '' as 'representative', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.accept, {
    input: (body) => ({ params: { amendmentId: amendment.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('amendments.accepted') }); onClose(); },
  });
  return (
    <FormDialog title={t('amendments.accept')} confirmLabel={t('amendments.acceptConfirm')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('amendments.acceptText', { on: amendment.effectiveOn })}</p>
      <AuthorityField />
      <CheckboxField name="agreed" label={t('amendments.agree')} text={t('amendments.agree')} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** The other side does not agree; where the fee would change, it may say which fee it wishes. */
export function DeclineForm({ amendment, onClose }: AnswerProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(amendmentRoutes.decline, { text: '', counterFeeYen: null, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.decline, {
    input: (body) => ({ params: { amendmentId: amendment.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('amendments.declined') }); onClose(); },
  });
  return (
    <FormDialog title={t('amendments.decline')} confirmLabel={t('amendments.decline')} danger isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('amendments.declineText')}</p>
      {amendment.oldFeeYen !== amendment.newFeeYen && <YenField name="counterFeeYen" label={t('amendments.counterFee')} hint={t('amendments.counterFeeHint')} optional />}
      <TextAreaField name="text" label={t('amendments.reason')} rows={4} optional />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** The proposing side takes its proposal back. */
export function WithdrawForm({ amendment, onClose }: AnswerProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(amendmentRoutes.withdraw, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.withdraw, {
    input: (body) => ({ params: { amendmentId: amendment.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('amendments.withdrawn') }); onClose(); },
  });
  return (
    <FormDialog title={t('amendments.withdraw')} confirmLabel={t('amendments.withdraw')} danger isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('amendments.withdrawText')}</p>
      <TextAreaField name="text" label={t('amendments.reason')} rows={3} optional />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
