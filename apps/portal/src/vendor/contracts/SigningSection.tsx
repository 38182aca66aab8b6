import { signingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { Facts } from '../../shared/parts/Facts.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { Timeline } from '../../shared/parts/Timeline.js';
import { DateText, InstantText } from '../../shared/parts/values.js';
import { ConfirmDate } from './signing/ConfirmDate.js';
import { Documents } from './signing/Documents.js';
import { PaperKit } from './signing/PaperKit.js';
import { requestTones, type SigningProps, type SigningView } from './signing/parts.js';
import { People } from './signing/People.js';
import { Representation } from './signing/Representation.js';
import { RequestActions, Withdraw } from './signing/RequestActions.js';
import { SignForm } from './signing/SignForm.js';
import './signing/signing.css';

/** While nothing is out: go on writing, register what was signed elsewhere, or give it up. */
function DraftActions({ contractId, again }: { readonly contractId: string; readonly again: boolean }) {
  const t = useT();
  return (
    <PermissionGate permission="contract.write" whoCan={t('vendorSigning.who.write')}>
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
        { label: t('vendorSigning.sentAt'), value: <><InstantText at={request.sentAt} />　{request.sentByName}</> }, { label: t('vendorSigning.form'), value: t(`vendorSigning.form.${request.form}`) },
        { label: t('vendorSigning.contractDate'), value: <DateText on={request.contractDate} form="contract" /> }, { label: t('vendorSigning.expiresOn'), value: <DateText on={request.expiresOn} form="deadline" /> },
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
  const { contractId } = view;
  const kinds = new Set(view.asked.map((entry) => entry.kind));
  const gates = useRoute(signingRoutes.gates, { params: { contractId } }, { enabled: kinds.has('represent') });
  return (
    <>
      {kinds.has('represent') && gates.data && <Representation contractId={contractId} statement={gates.data.statement} given={view.representations.vendor} />}
      {kinds.has('sign') && !kinds.has('represent') && <SignForm contractId={contractId} />}
      {view.dateConfirmation && !view.conclusion && <ConfirmDate contractId={contractId} dates={view.dateConfirmation} mine={kinds.has('confirm_date')} />}
    </>
  );
}

function History({ view }: { readonly view: SigningView }) {
  const t = useT();
  if (view.timeline.length === 0) return null;
  return <Section title={t('vendorSigning.timeline')}><Timeline label={t('vendorSigning.timeline')} entries={view.timeline.map((entry, index) => ({ id: `${index}`, title: entry.text[textLanguage()], at: entry.at, by: entry.personName, tone: entry.kind === 'declined' || entry.kind === 'expired' ? 'bad' as const : entry.kind === 'signed' || entry.kind === 'completed' ? 'good' as const : 'info' as const }))} /></Section>;
}

interface SectionProps { readonly contractId: string; /** The contract was given up. */ readonly withdrawn: boolean }

/** Everything about the signing of one contract on the vendor's page of it. */
export function SigningSection({ contractId, withdrawn }: SectionProps) {
  const t = useT();
  const query = useRoute(signingRoutes.get, { params: { contractId } }, { refetchIntervalMs: 20_000 });
  if (withdrawn) return null;
  return (
    <QueryView query={query} what={t('vendorSigning.title')}>
      {(view) => (
        <>
          {view.request ? <RequestPart view={view} request={view.request} /> : !view.conclusion && <Section title={t('vendorSigning.title')} lead={t('vendorSigning.notSent')}><DraftActions contractId={contractId} again={false} /></Section>}
          <Asked view={view} />
          {view.request?.state === 'open' && view.request.form === 'paper' && <PaperKit contractId={contractId} />}
          <Documents view={view} />
          <History view={view} />
        </>
      )}
    </QueryView>
  );
}
