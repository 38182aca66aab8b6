import { agreementRoutes } from '@hoshu/api-schema';
import { CheckboxField, DateField, RadioField, TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import type { Agreement } from './agreement-words.js';
import { PersonNameField } from './PersonName.js';

interface StepProps { readonly agreement: Agreement; readonly onClose: () => void }
const refreshes = [agreementRoutes.get, agreementRoutes.list, agreementRoutes.openPoints];

/** A position, a meeting, or the end without an agreement. */
export function EntryForm({ agreement, kind, onClose }: StepProps & { readonly kind: 'position' | 'meeting' | 'closing' }) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.addEntry, { kind, text: '', heldOn: kind === 'meeting' ? today : null, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.addEntry, {
    input: (body) => ({ params: { agreementId: agreement.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.recorded') }); onClose(); },
  });
  return (
    <FormDialog title={t(`agreements.add.${kind}`)} confirmLabel={t(kind === 'closing' ? 'agreements.add.closing' : 'agreements.record')} danger={kind === 'closing'} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      {kind === 'closing' && <p>{t('agreements.closingText')}</p>}
      {kind === 'meeting' && <DateField name="heldOn" label={t('agreements.heldOn')} today={today} maxOn={today} nullable />}
      <TextAreaField name="text" label={t(kind === 'closing' ? 'agreements.reason' : 'agreements.content')} rows={5} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** Accepts the proposal that stands on the screen: its hash goes with the answer. */
export function AcceptForm({ agreement, onClose }: StepProps) {
  const t = useT();
  const person = usePersonName();
  const proposal = agreement.entries.find(({ id }) => id === agreement.proposalId);
  const form = useRouteForm(agreementRoutes.accept, { contentHash: proposal?.contentHash ?? '', agreed: false as unknown as true, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.accept, {
    input: (body) => ({ params: { agreementId: agreement.id, proposalId: proposal?.id ?? '' }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.accepted') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.accept')} confirmLabel={t('agreements.accept')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.acceptText')}</p>
      <CheckboxField name="agreed" label={t('agreements.agree')} text={t('agreements.agree')} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** Declines a proposal of the other side. */
export function DeclineForm({ agreement, onClose }: StepProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.decline, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.decline, {
    input: (body) => ({ params: { agreementId: agreement.id, proposalId: agreement.proposalId ?? '' }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.declined') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.decline')} confirmLabel={t('agreements.decline')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.declineText')}</p>
      <TextAreaField name="text" label={t('agreements.reason')} rows={4} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** Takes the own side's proposal back. */
export function WithdrawForm({ agreement, onClose }: StepProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.withdraw, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.withdraw, {
    input: (body) => ({ params: { agreementId: agreement.id, proposalId: agreement.proposalId ?? '' }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.withdrawn') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.withdraw')} confirmLabel={t('agreements.withdraw')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <TextAreaField name="text" label={t('agreements.reason')} rows={3} optional />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

/** What is to be done after the agreement, by whom and until when. */
export function FollowUpForm({ agreement, onClose }: StepProps) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.addFollowUp, { text: '', taskSide: 'vendor', dueOn: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.addFollowUp, {
    input: (body) => ({ params: { agreementId: agreement.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('agreements.recorded') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.add.followUp')} confirmLabel={t('agreements.record')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <TextAreaField name="text" label={t('agreements.content')} rows={3} />
      <RadioField name="taskSide" label={t('agreements.taskSide')} options={(['vendor', 'client'] as const).map((value) => ({ value, label: t(`agreements.side.${value}`) }))} />
      <DateField name="dueOn" label={t('agreements.dueOn')} today={today} minOn={today} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
