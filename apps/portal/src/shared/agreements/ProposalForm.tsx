import { agreementRoutes, type AgreementTerms, type BodyInputOf } from '@hoshu/api-schema';
import { CheckboxField, DateField, NumberField, RadioField, TextAreaField, TextField, useFormAct, useRouteForm, YenField } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import type { Agreement, AgreementKind } from './agreement-words.js';
import { PersonNameField } from './PersonName.js';

type TermsInput = BodyInputOf<typeof agreementRoutes.propose>['terms'];

const emptyTerms: Readonly<Record<AgreementKind, unknown>> = {
  consultation: { kind: 'consultation' }, related_system: { kind: 'related_system', systemName: '', url: '' }, other_work: { kind: 'other_work', work: '', frequency: '' },
  backup_terms: { kind: 'backup_terms', frequency: '', retention: '', method: '' }, deliverable_rights: { kind: 'deliverable_rights', deliverable: '', rightsHolder: 'vendor', includesAdaptation: false },
  separate_work: { kind: 'separate_work', work: '', feeYen: null, deliverOn: '', payOn: '', inspectionDays: null },
};

/** What was proposed, as it is proposed again: the tax is worked out anew. */
function inputOf(terms: AgreementTerms | null): TermsInput | null {
  if (terms?.kind !== 'separate_work') return terms;
  const { taxMode: _mode, taxPercent: _percent, taxYen: _tax, totalYen: _total, ...input } = terms;
  return input;
}

function SeparateWorkFields() {
  const t = useT();
  const { today } = useSession();
  return (
    <>
      <TextAreaField name="terms.work" label={t('agreements.separateWork')} hint={t('agreements.separateWorkHint')} rows={4} />
      <YenField name="terms.feeYen" label={t('agreements.fee')} hint={t('agreements.feeHint')} />
      <DateField name="terms.deliverOn" label={t('agreements.deliverOn')} today={today} minOn={today} />
      <DateField name="terms.payOn" label={t('agreements.payOn')} today={today} minOn={today} />
      <NumberField name="terms.inspectionDays" label={t('agreements.inspection')} hint={t('agreements.inspectionHint')} unit={t('agreements.days')} optional />
    </>
  );
}

function TermFields({ kind }: { readonly kind: AgreementKind }) {
  const t = useT();
  if (kind === 'separate_work') return <SeparateWorkFields />;
  if (kind === 'related_system') return <><TextField name="terms.systemName" label={t('agreements.systemName')} /><TextField name="terms.url" label={t('agreements.url')} optional /></>;
  if (kind === 'other_work') return <><TextField name="terms.work" label={t('agreements.work')} /><TextField name="terms.frequency" label={t('agreements.frequency')} hint={t('agreements.frequencyHint')} /></>;
  if (kind === 'backup_terms') {
    return (
      <>
        <TextField name="terms.frequency" label={t('agreements.frequency')} hint={t('agreements.frequencyHint')} />
        <TextField name="terms.retention" label={t('agreements.retention')} hint={t('agreements.retentionHint')} />
        <TextField name="terms.method" label={t('agreements.method')} hint={t('agreements.methodHint')} />
      </>
    );
  }
  if (kind === 'consultation') return null;
  return (
    <>
      <TextField name="terms.deliverable" label={t('agreements.deliverable')} />
      <RadioField name="terms.rightsHolder" label={t('agreements.rightsHolder')} options={(['vendor', 'client', 'shared'] as const).map((value) => ({ value, label: t(`agreements.holder.${value}`) }))} />
      <CheckboxField name="terms.includesAdaptation" label={t('agreements.includesAdaptation')} text={t('agreements.includesAdaptation')} hint={t('agreements.includesAdaptationHint')} />
    </>
  );
}

/** A proposal, beginning with the one on the table so that a counter-proposal changes only what differs. */
export function ProposalForm({ agreement, onClose }: { readonly agreement: Agreement; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const before = agreement.entries.find(({ id }) => id === agreement.proposalId);
  const form = useRouteForm(agreementRoutes.propose, { text: before?.text ?? '', terms: inputOf(before?.terms ?? null) ?? (emptyTerms[agreement.kind] as TermsInput), answerBy: null, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.propose, {
    input: (body) => ({ params: { agreementId: agreement.id }, body }), refreshes: [agreementRoutes.get, agreementRoutes.list, agreementRoutes.openPoints], onProblem: person.onProblem,
    onDone: () => { notify({ tone: 'good', text: t('agreements.proposed') }); onClose(); },
  });
  return (
    <FormDialog title={t(before ? 'agreements.counter' : 'agreements.propose')} confirmLabel={t('agreements.sendProposal')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.proposeText')}</p>
      <TermFields kind={agreement.kind} />
      <TextAreaField name="text" label={t('agreements.proposalText')} hint={t('agreements.proposalTextHint')} rows={5} />
      <DateField name="answerBy" label={t('agreements.answerBy')} today={today} minOn={today} nullable optional />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
