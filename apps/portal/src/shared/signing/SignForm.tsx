import { signingRoutes } from '@hoshu/api-schema';
import { useEffect, useRef, useState } from 'react';
import { CheckboxField, Form, RadioField, TextField, UploadField, useFormAct, useRouteForm } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { dateProposalOf, type DateProposal } from './date-proposal.js';
import { DateChange } from './DateChange.js';
import { SecondFactorField } from './SecondFactorField.js';
import { signingReads, type Signer, type SigningDocument } from './types.js';

interface SignFormProps { readonly document: SigningDocument; readonly signer: Signer; readonly onDone?: () => void }

function AuthorityFields({ contractId }: { readonly contractId: string }) {
  const t = useT();
  return (
    <div className="h-inset">
      <TextField name="authorityNote" label={t('signing.sign.note')} hint={t('signing.sign.noteHint')} optional />
      <UploadField name="authorityFileId" label={t('signing.sign.file')} hint={t('signing.sign.fileHint')} accept=".pdf,image/*" optional route={signingRoutes.uploadAuthority} input={(file) => ({ params: { contractId }, file })} fileIdOf={({ fileId }) => fileId} />
    </div>
  );
}

/** D5 inside the form: shown when the API says that today's signature needs another date. */
function NewDate({ proposal }: { readonly proposal: DateProposal }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return <div ref={box} tabIndex={-1} role="group" aria-label={t('signing.date.title')} className="h-callout" data-tone="warn"><h3>{t('signing.date.title')}</h3><DateChange change={proposal} /></div>;
}

/** A signature: name, title, authority (D6), and the one explicit text of consent beside the button. */
export function SignForm({ document, signer, onDone }: SignFormProps) {
  const t = useT();
  const { contractId, bodyHash, consent } = document;
  const [proposal, setProposal] = useState<DateProposal | null>(null);
  const form = useRouteForm(signingRoutes.sign, { personName: signer.name, title: '', authorityNote: '', authorityFileId: null, bodyHash, requireTwoFactor: false });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.sign, {
    input: (body) => ({ params: { contractId }, body: { ...body, ...(proposal ? { confirmDate: proposal.contractDate } : {}) } }), refreshes: signingReads,
    onDone: () => { notify({ tone: 'good', text: t('signing.sign.done') }); onDone?.(); },
    onProblem: (problem) => {
      const found = dateProposalOf(problem);
      setProposal(found);
      return found !== null;
    },
  });
  const delegated = form.watch('authority') === 'delegated';
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="personName" label={t('signing.personName')} hint={t('signing.personNameHint')} autoComplete="name" />
      <TextField name="title" label={t('signing.sign.title')} hint={t('signing.sign.titleHint')} autoComplete="organization-title" />
      <RadioField name="authority" label={t('signing.sign.authority')} options={[{ value: 'representative', label: t('signing.sign.representative'), hint: t('signing.sign.representativeHint') }, { value: 'delegated', label: t('signing.sign.delegated'), hint: t('signing.sign.delegatedHint') }]} />
      {delegated && <AuthorityFields contractId={contractId} />}
      <SecondFactorField state={signer.secondFactor} />
      {proposal && <NewDate proposal={proposal} />}
      <div className="h-consent">
        <CheckboxField name="agreed" label={t('signing.sign.agreeLabel')} text={consent[textLanguage()]} />
        <Button type="submit" fullWidth size="lg" loading={isPending}>{t(proposal ? 'signing.date.submit' : 'signing.sign.submit')}</Button>
        <p className="h-note-small">{t('signing.sign.effect')}</p>
      </div>
    </Form>
  );
}
