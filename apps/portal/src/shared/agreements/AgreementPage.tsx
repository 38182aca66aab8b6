import { agreementRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { GatedButton, PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import { AgreementTimeline } from './AgreementTimeline.js';
import { agreementPaths, stateText, stateTones, termFacts, type Agreement } from './agreement-words.js';
import { AcceptForm, DeclineForm, EntryForm, FollowUpForm, WithdrawForm } from './EntryForms.js';
import { ProposalForm } from './ProposalForm.js';
import { ProxyForm } from './ProxyForm.js';
import { WorkSection } from './WorkSection.js';

type Open = 'propose' | 'accept' | 'decline' | 'withdraw' | 'proxyEnter' | 'position' | 'meeting' | 'closing' | 'followUp';
interface PartProps { readonly agreement: Agreement; readonly side: Side; readonly onOpen: (open: Open) => void }

/** The proposal on the table, or what was agreed, with what this side can do about it. */
function ProposalSection({ agreement, side, onOpen }: PartProps) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.settle');
  const proposal = agreement.entries.find(({ id }) => id === agreement.proposalId);
  const act = (open: Open, more: { variant?: 'default'; danger?: boolean } = {}) => <GatedButton permission="agreement.settle" whoCan={whoCan} obtainable {...more} onClick={() => onOpen(open)}>{t(`agreements.${open === 'propose' && proposal ? 'counter' : open}` as 'agreements.propose')}</GatedButton>;
  if (!proposal) {
    if (agreement.state === 'closed') return null;
    return <Section title={t('agreements.proposal')}><p>{t('agreements.noProposal')}</p><div className="h-page-actions">{act('propose')}</div></Section>;
  }
  const acceptance = agreement.entries.find(({ kind }) => kind === 'acceptance');
  const facts = [
    ...termFacts(proposal.terms, t),
    { label: t('agreements.proposedBy'), value: <>{t(`agreements.side.${proposal.side}`)}　{proposal.personName}<br /><InstantText at={proposal.at} /></> },
    ...(acceptance ? [{ label: t('agreements.acceptedBy'), value: <>{t(`agreements.side.${acceptance.side}`)}　{acceptance.personName}{acceptance.proxy && `（${t('agreements.proxy')}）`}<br /><InstantText at={acceptance.at} /></> }] : []),
    ...(agreement.answerBy ? [{ label: t('agreements.answerBy'), value: <DateText on={agreement.answerBy} form="deadline" /> }] : []),
  ];
  return (
    <Section title={t(acceptance ? 'agreements.agreedContent' : 'agreements.proposal')}>
      <p className="h-pre">{proposal.text}</p>
      <Facts items={facts} />
      {acceptance && <div>{agreement.pdfReady ? <ButtonAnchor href={addressOf(agreementRoutes.pdf, { params: { agreementId: agreement.id } })} download variant="default">{t(agreement.kind === 'separate_work' ? 'agreements.separatePdf' : 'agreements.pdf')}</ButtonAnchor> : <p className="h-note-small">{t('agreements.pdfSoon')}</p>}</div>}
      {!acceptance && (
        <>
          <p className="h-note-small">{t(agreement.waitingFor === side ? 'agreements.yourTurn' : 'agreements.theirTurn')}</p>
          <div className="h-page-actions">{agreement.waitingFor === side ? <>{act('accept')}{act('propose', { variant: 'default' })}{act('decline', { variant: 'default', danger: true })}</> : <>{act('propose', { variant: 'default' })}{act('withdraw', { variant: 'default', danger: true })}{side === 'vendor' && act('proxyEnter', { variant: 'default' })}</>}</div>
        </>
      )}
    </Section>
  );
}

/** What anybody of a side may add. */
function AddSection({ agreement, side, onOpen }: PartProps) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.write');
  if (agreement.state === 'closed') return null;
  const choices: readonly Open[] = agreement.state === 'agreed' ? ['followUp'] : ['position', 'meeting', ...(agreement.state === 'open' ? ['closing' as const] : [])];
  return (
    <Section title={t('agreements.add')}>
      <PermissionGate permission="agreement.write" whoCan={whoCan}>
        <div className="h-page-actions">{choices.map((open) => <Button key={open} variant="default" onClick={() => onOpen(open)}>{t(`agreements.add.${open}` as 'agreements.add.position')}</Button>)}</div>
      </PermissionGate>
    </Section>
  );
}

function OpenDialog({ agreement, open, onClose }: { readonly agreement: Agreement; readonly open: Open; readonly onClose: () => void }) {
  if (open === 'propose') return <ProposalForm agreement={agreement} onClose={onClose} />;
  if (open === 'accept') return <AcceptForm agreement={agreement} onClose={onClose} />;
  if (open === 'decline') return <DeclineForm agreement={agreement} onClose={onClose} />;
  if (open === 'withdraw') return <WithdrawForm agreement={agreement} onClose={onClose} />;
  if (open === 'proxyEnter') return <ProxyForm agreement={agreement} onClose={onClose} />;
  if (open === 'followUp') return <FollowUpForm agreement={agreement} onClose={onClose} />;
  return <EntryForm agreement={agreement} kind={open} onClose={onClose} />;
}

function Detail({ agreement, side }: { readonly agreement: Agreement; readonly side: Side }) {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const parts = { agreement, side, onOpen: setOpen };
  return (
    <Frame title={agreement.subject} lead={`${agreement.number}　${agreement.clientName}`} crumbs={[{ label: t('agreements.title'), to: agreementPaths(side).list }]} badge={<Status tone={stateTones[agreement.state]} label={stateText(agreement, side, t)} />}>
      <Section title={t('agreements.what')}>
        <Facts items={[
          { label: t('agreements.kind'), value: `${t(`agreements.kind.${agreement.kind}`)}（${agreement.article}）` },
          { label: t('agreements.contract'), value: <AppLink to={contractPaths(side, agreement.contractId).contract}>{agreement.contractNumber}</AppLink> },
          { label: t('agreements.openedBy'), value: `${t(`agreements.side.${agreement.openedSide}`)}　${agreement.openedBy}` },
          ...(agreement.about ? [{ label: t('agreements.about'), value: agreement.about.label }] : []),
        ]} />
      </Section>
      <ProposalSection {...parts} />
      {agreement.work && <WorkSection agreement={agreement} work={agreement.work} side={side} />}
      <AddSection {...parts} />
      <AgreementTimeline agreement={agreement} />
      {open && <OpenDialog agreement={agreement} open={open} onClose={() => setOpen(null)} />}
    </Frame>
  );
}

/** One consultation, for either side (第21条). */
export function AgreementPage({ agreementId, side }: { readonly agreementId: string; readonly side: Side }) {
  const query = useRoute(agreementRoutes.get, { params: { agreementId } }, { refetchIntervalMs: 30_000, isUnderWay: ({ state, pdfReady, work }) => (state === 'agreed' && !pdfReady) || work?.charge?.state === 'preparing' });
  return <QueryView whole query={query}>{(agreement) => <Detail agreement={agreement} side={side} />}</QueryView>;
}
