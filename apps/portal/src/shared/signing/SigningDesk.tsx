import { signingRoutes } from '@hoshu/api-schema';
import { useState, type ReactNode } from 'react';
import { useRoute } from '../api/hooks.js';
import { AnnexView } from '../contracts/AnnexView.js';
import { ArticleList } from '../contracts/ArticleList.js';
import { useT, type MessageId } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { MessagePage } from '../parts/MessagePage.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Copies } from './AddCopy.js';
import { AskedSteps } from './AskedSteps.js';
import { NextStepBar } from './NextStepBar.js';
import { OtherWays, type LeftBy } from './OtherWays.js';
import { SigningState } from './SigningState.js';
import { SigningSummary } from './SigningSummary.js';
import { SigningTimeline } from './SigningTimeline.js';
import { waitsForDocuments, type Signer, type SigningDocument, type SigningView } from './types.js';
import '../parts/parts.css';
import './signing.css';
import { WhyOf } from '../parts/WhyOf.js';

const titles: Readonly<Record<SigningView['role'], MessageId>> = { signer: 'signing.title', approver: 'signing.titleApprover', cc: 'signing.titleCopy', viewer: 'signing.titleCopy' };

interface DeskProps { readonly contractId: string; readonly signer: Signer; readonly crumbs?: readonly { readonly label: string; readonly to: string }[]; /** Where to go on after forwarding or declining. */ readonly onward?: ReactNode }

function Reading({ document, view, signer, onLeft }: { readonly document: SigningDocument; readonly view: SigningView; readonly signer: Signer; readonly onLeft: (how: LeftBy) => void }) {
  const t = useT();
  const asked = document.asked.length > 0;
  return (
    <>
      <SigningState document={document} view={view} />
      {document.message && asked && <blockquote className="h-callout" data-tone="muted"><p className="h-label">{t('signing.message', { name: view.request?.sentByName ?? '' })}</p><p className="h-pre">{document.message}</p></blockquote>}
      {asked && <p className="h-lead">{t(view.role === 'approver' ? 'signing.introApprover' : 'signing.intro')}</p>}
      <SigningSummary document={document} />
      <Section title={t('contracts.text')} lead={t('contracts.textLead')}><ArticleList model={document.model} plainWords={document.plainWords} /></Section>
      <Section title={t('contracts.annex')}><AnnexView annex={document.model.annex} /></Section>
      {asked && <Section title={t('signing.act')} aside={<WhyOf values={document.summary.explained} of="expiresOn" />} lead={t('signing.actLead', { date: longDate(document.expiresOn) })}><AskedSteps document={document} signer={signer} /></Section>}
      {asked && document.side === 'client' && <OtherWays document={document} signer={signer} onLeft={onLeft} />}
      <Section title={t('signing.timeline')}><SigningTimeline view={view} /></Section>
      {view.side === 'client' && <Copies view={view} />}
      <NextStepBar document={document} />
    </>
  );
}

/** Reading and signing one contract, for a person with a signing link and for signed-in people alike. */
export function SigningDesk({ contractId, signer, crumbs, onward }: DeskProps) {
  const t = useT();
  const [left, setLeft] = useState<LeftBy | null>(null);
  const document = useRoute(signingRoutes.read, { params: { contractId }, query: { explain: '1' } }, { enabled: left === null });
  const view = useRoute(signingRoutes.get, { params: { contractId } }, { enabled: left === null, isUnderWay: waitsForDocuments });
  if (left) return <MessagePage title={t(`signing.left.${left}`)} text={t(`signing.left.${left}Text`)}>{onward}</MessagePage>;
  return (
    <QueryView whole query={document}>
      {(read) => (
        <Frame title={t(titles[view.data?.role ?? 'signer'])} lead={t('signing.lead', { number: read.contractNumber, company: read.side === 'client' ? read.contact.companyName : (view.data?.clientName ?? '') })} {...(crumbs ? { crumbs } : {})}>
          <QueryView query={view}>{(state) => <Reading document={read} view={state} signer={signer} onLeft={setLeft} />}</QueryView>
        </Frame>
      )}
    </QueryView>
  );
}
