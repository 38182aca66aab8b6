import { signingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { Facts } from '../../shared/parts/Facts.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, InstantText } from '../../shared/parts/values.js';
import { useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { AskedSteps } from '../../shared/signing/AskedSteps.js';
import { DateChange } from '../../shared/signing/DateChange.js';
import { signerOf } from '../../shared/signing/signer.js';
import { SigningTimeline } from '../../shared/signing/SigningTimeline.js';
import { waitsForDocuments, type SigningView } from '../../shared/signing/types.js';
import { waitingText } from '../../shared/signing/waiting-text.js';
import '../../shared/signing/signing.css';
import { PaperCopies } from './signing/PaperCopies.js';
import { PaperKit } from './signing/PaperKit.js';
import { requestTones, type SigningProps } from './signing/parts.js';
import { People } from './signing/People.js';
import { RequestActions, Withdraw } from './signing/RequestActions.js';
import './signing/signing.css';

/** While nothing is out: go on writing, register what was signed elsewhere, or give it up. */
function DraftActions({ contractId, again }: { readonly contractId: string; readonly again: boolean }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  return (
    <PermissionGate permission="contract.write" whoCan={whoCan}>
      <div className="h-page-actions">
        <ButtonLink to={pathTo('vendor.contractEdit', { contractId })}>{t(again ? 'vendorSigning.draft.again' : 'vendorSigning.draft.continue')}</ButtonLink>
        <ButtonLink variant="default" to={pathTo('vendor.contractRegister', { contractId })}>{t('vendorSigning.register.open')}</ButtonLink>
        <Withdraw contractId={contractId} />
      </div>
    </PermissionGate>
  );
}

/** What 甲 sees and does, so that 乙 can help on the telephone. */
function ClientSide() {
  const t = useT();
  return <details className="h-client-side"><summary>{t('vendorSigning.clientSide.title')}</summary><ol className="h-plain-list">{(['mail', 'read', 'represent', 'sign', 'copies'] as const).map((name) => <li key={name}>{t(`vendorSigning.clientSide.${name}`)}</li>)}</ol></details>;
}

function RequestPart({ view, request }: SigningProps) {
  const t = useT();
  return (
    <Section title={t('vendorSigning.title')} aside={<Status tone={requestTones[request.state]} label={t(`vendorSigning.state.${request.state}`)} />}>
      <Facts items={[
        { label: t('vendorSigning.sentAt'), value: <><InstantText at={request.sentAt} />　<span className="h-nowrap">{request.sentByName}</span></> }, { label: t('vendorSigning.form'), value: t(`vendorSigning.form.${request.form}`) },
        { label: t('vendorSigning.contractDate'), value: <DateText on={request.contractDate} form="contract" /> }, { label: t('vendorSigning.expiresOn'), value: <DateText on={request.expiresOn} form="deadline" /> },
        ...(request.form === 'electronic' ? [{ label: t('vendorSigning.order'), value: t(`signing.order.${request.order}`) }] : []), ...(view.waitingFor.length > 0 ? [{ label: t('vendorSigning.waitsFor'), value: waitingText(view, t) }] : []),
      ]} />
      <People view={view} />
      {view.declines.map((decline) => <div key={decline.declinedAt} className="h-note"><div><p className="h-note-title">{t('vendorSigning.declined', { name: decline.personName })}　<InstantText at={decline.declinedAt} /></p><p className="h-pre">{decline.reason}</p></div></div>)}
      <RequestActions view={view} request={request} />
      {['declined', 'expired', 'cancelled'].includes(request.state) && <DraftActions contractId={view.contractId} again />}
      {request.state === 'open' && request.form === 'electronic' && <ClientSide />}
    </Section>
  );
}

/** What 乙 itself is asked to do now, in order. */
function Asked({ view }: { readonly view: SigningView }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'signature.sign');
  const session = useSession();
  const query = useRoute(signingRoutes.read, { params: { contractId: view.contractId } });
  return (
    <Section title={t('vendorSigning.asked.title')} lead={t('vendorSigning.asked.lead')}>
      <PermissionGate permission="signature.sign" whoCan={whoCan}>
        <QueryView query={query}>{(document) => <div className="h-narrow"><AskedSteps document={document} signer={signerOf(session)} /></div>}</QueryView>
      </PermissionGate>
    </Section>
  );
}

/** D5: 乙 has said the new day stands, 甲 not yet. */
function OtherDate({ dates }: { readonly dates: NonNullable<SigningView['dateConfirmation']> }) {
  const t = useT();
  return <Section title={t('signing.date.title')} lead={t('vendorSigning.dateWaits')}><DateChange change={dates} /></Section>;
}

interface SectionProps { readonly contractId: string; /** The contract was given up. */ readonly withdrawn: boolean }

/** Everything about the signing of one contract on the vendor's page of it. */
export function SigningSection({ contractId, withdrawn }: SectionProps) {
  const t = useT();
  const query = useRoute(signingRoutes.get, { params: { contractId } }, { refetchIntervalMs: 20_000, isUnderWay: waitsForDocuments });
  if (withdrawn) return null;
  return (
    <QueryView query={query} what={t('vendorSigning.title')}>
      {(view) => (
        <>
          {view.request ? <RequestPart view={view} request={view.request} /> : !view.conclusion && <Section title={t('vendorSigning.title')} lead={t('vendorSigning.notSent')}><DraftActions contractId={contractId} again={false} /></Section>}
          {view.asked.length > 0 ? <Asked view={view} /> : view.dateConfirmation && !view.conclusion && <OtherDate dates={view.dateConfirmation} />}
          {view.request?.state === 'open' && view.request.form === 'paper' && <PaperKit contractId={contractId} />}
          {view.request?.form === 'paper' && ['open', 'completed'].includes(view.request.state) && <PaperCopies contractId={contractId} />}
          {view.timeline.length > 0 && <Section title={t('signing.timeline')}><SigningTimeline view={view} /></Section>}
        </>
      )}
    </QueryView>
  );
}
