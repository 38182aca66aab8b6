import type { Tone } from '../parts/Status.js';
import { useT, type MessageId } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { Section } from '../parts/Section.js';
import { AskContact } from '../parts/AskContact.js';
import { waitingText } from './waiting-text.js';
import { ContractDocuments } from './ContractDocuments.js';
import type { SigningDocument, SigningView } from './types.js';

const closed: Readonly<Record<'declined' | 'expired' | 'cancelled', { title: MessageId; text: MessageId; tone: Tone }>> = {
  declined: { title: 'signing.state.declined', text: 'signing.state.declinedText', tone: 'bad' },
  expired: { title: 'signing.state.expired', text: 'signing.state.expiredText', tone: 'warn' },
  cancelled: { title: 'signing.state.cancelled', text: 'signing.state.cancelledText', tone: 'muted' },
};

function Concluded({ view }: { readonly view: SigningView }) {
  const t = useT();
  return (
    <>
      <div className="h-callout" data-tone="good" role="status">
        <h2>{t('signing.done.title')}</h2>
        <p>{t('signing.done.text', { date: longDate(view.conclusion?.concludedOn ?? '') })}</p>
      </div>
      <Section title={t('signing.documents.title')} lead={t('signing.documents.lead')}><ContractDocuments view={view} /></Section>
      <Section title={t('signing.after.title')}>
        <ol className="h-plain-steps"><li>{t('signing.after.mail')}</li>{(view.side === 'vendor' || view.role === 'signer') && <li>{t(view.side === 'client' ? 'signing.after.portal' : 'signing.after.vendor')}</li>}<li>{t('signing.after.bill')}</li></ol>
      </Section>
    </>
  );
}

const standing: Readonly<Record<'approved' | 'cc' | 'viewer' | 'later', { title: MessageId; text: MessageId }>> = {
  approved: { title: 'signing.standing.approved', text: 'signing.standing.approvedText' }, cc: { title: 'signing.standing.cc', text: 'signing.standing.ccText' },
  viewer: { title: 'signing.standing.viewer', text: 'signing.standing.viewerText' }, later: { title: 'signing.standing.later', text: 'signing.standing.laterText' },
};

/** F130: nothing to do for this person now — it only reads, has approved, or its turn comes later. */
function Standing({ view }: { readonly view: SigningView }) {
  const t = useT();
  const names = waitingText(view, t);
  const approved = view.recipients.some((row) => row.id === view.recipientId && row.approvedAt !== null);
  const kind = view.role === 'cc' || view.role === 'viewer' ? view.role : approved ? 'approved' : 'later';
  const { title, text } = standing[kind];
  return (
    <div className="h-callout" data-tone="info" role="status">
      <h2>{t(title)}</h2>
      <p>{t(text)}</p>
      {names && <p>{t('signing.standing.waits', { names })}</p>}
      {view.request && view.request.order !== 'parallel' && <p>{t(`signing.order.${view.request.order}`)}</p>}
    </div>
  );
}

/** This side has done its part and waits for the other. */
function Waiting({ view }: { readonly view: SigningView }) {
  const t = useT();
  const other = view.side === 'client' ? view.vendorName : view.clientName;
  const date = view.dateConfirmation !== null;
  return (
    <div className="h-callout" data-tone="info" role="status">
      <h2>{t(date ? 'signing.waiting.dateTitle' : 'signing.waiting.title')}</h2>
      <p>{t(date ? 'signing.waiting.dateText' : 'signing.waiting.text', { company: other })}</p>
      <ol className="h-plain-steps"><li>{t('signing.waiting.step1', { company: other })}</li><li>{t('signing.waiting.step2')}</li><li>{t('signing.waiting.step3')}</li></ol>
    </div>
  );
}

/** Where the signing stands when this person has nothing to do; null while something is asked. */
export function SigningState({ document, view }: { readonly document: SigningDocument; readonly view: SigningView }) {
  const t = useT();
  if (view.conclusion) return <Concluded view={view} />;
  if (document.state === 'declined' || document.state === 'expired' || document.state === 'cancelled') {
    const { title, text, tone } = closed[document.state];
    const reason = view.declines.at(-1);
    return (
      <div className="h-callout" data-tone={tone} role="status">
        <h2>{t(title)}</h2>
        <p>{t(text, { date: longDate(document.expiresOn) })}</p>
        {document.state === 'declined' && reason && <p className="h-quote">{t('signing.state.reason', { name: reason.personName })}<br />{reason.reason}</p>}
        {document.side === 'client' && <AskContact contact={document.contact} />}
      </div>
    );
  }
  if (document.asked.length > 0) return null;
  const ownSigned = view.signatures.some((signature) => signature.party === document.side);
  if (ownSigned && view.role === 'signer') return <Waiting view={view} />;
  if (view.waitingFor.length > 0 || view.signatures.length === 2) return <Standing view={view} />;
  return (
    <div className="h-callout" data-tone="warn" role="status">
      <h2>{t(view.request?.form === 'electronic' ? 'signing.state.expired' : 'signing.state.paper')}</h2>
      <p>{t(view.request?.form === 'electronic' ? 'signing.state.expiredText' : 'signing.state.paperText', { date: longDate(document.expiresOn) })}</p>
      {document.side === 'client' && <AskContact contact={document.contact} />}
    </div>
  );
}
