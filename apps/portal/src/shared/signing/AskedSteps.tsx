import { useT, type MessageId } from '../i18n/translate.js';
import { ApproveForm } from './ApproveForm.js';
import { ConfirmDateForm } from './ConfirmDateForm.js';
import { RepresentForm } from './RepresentForm.js';
import { SignForm } from './SignForm.js';
import type { AskedKind, Signer, SigningDocument } from './types.js';

export const stepTitles: Readonly<Record<AskedKind, MessageId>> = { approve: 'signing.step.approve', represent: 'signing.step.represent', sign: 'signing.step.sign', confirm_date: 'signing.step.confirmDate' };

interface AskedStepsProps { readonly document: SigningDocument; readonly signer: Signer }

/** The acts this side still owes, one after the other: only the first is open. Nothing when nothing is asked. */
export function AskedSteps({ document, signer }: AskedStepsProps) {
  const t = useT();
  const [current, ...later] = document.asked;
  if (!current) return null;
  const { contractId, statement, dateConfirmation } = document;
  return (
    <div className="h-stack">
      <h3 id="signing-step">{t(stepTitles[current.kind])}</h3>
      {current.kind === 'approve' && <ApproveForm document={document} personName={signer.name} />}
      {current.kind === 'represent' && <RepresentForm contractId={contractId} statement={statement} personName={signer.name} />}
      {current.kind === 'sign' && <SignForm document={document} signer={signer} />}
      {current.kind === 'confirm_date' && dateConfirmation && <ConfirmDateForm contractId={contractId} change={dateConfirmation} personName={signer.name} />}
      {later.map(({ kind }) => <p key={kind} className="h-later">{t('signing.step.next', { step: t(stepTitles[kind]) })}</p>)}
    </div>
  );
}
