import { amendmentRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import { amendmentTones, type Amendment } from './amendment-words.js';
import { AcceptForm, DeclineForm, WithdrawForm } from './AnswerForms.js';
import { ClauseDiff } from './ClauseDiff.js';

type Open = 'accept' | 'decline' | 'withdraw';
const dialogs = { accept: AcceptForm, decline: DeclineForm, withdraw: WithdrawForm } as const;
interface PartProps { readonly amendment: Amendment; readonly side: Side }

function Answer({ amendment, side }: PartProps) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.settle');
  const [open, setOpen] = useState<Open | null>(null);
  if (amendment.state !== 'open') return null;
  const act = (which: Open, more: { variant?: 'default'; danger?: boolean } = {}) => <GatedButton permission="agreement.settle" whoCan={whoCan} obtainable {...more} onClick={() => setOpen(which)}>{t(`amendments.${which}`)}</GatedButton>;
  const Dialog = open && dialogs[open];
  return (
    <Section title={t('amendments.answer')}>
      <p>{t(side === 'client' ? 'amendments.yourTurn' : 'amendments.theirTurn')}</p>
      <div className="h-page-actions">{side === 'client' ? <>{act('accept')}{act('decline', { variant: 'default', danger: true })}</> : act('withdraw', { variant: 'default', danger: true })}</div>
      {Dialog && <Dialog amendment={amendment} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Summary({ amendment, side }: PartProps) {
  const t = useT();
  const language = textLanguage();
  const fee = amendment.oldFeeYen !== amendment.newFeeYen && amendment.oldFeeYen !== null && amendment.newFeeYen !== null;
  return (
    <Section title={t('amendments.what')} lead={amendment.outcome[language]}>
      <Facts items={[
        { label: t('amendments.contract'), value: <AppLink to={contractPaths(side, amendment.contractId).contract}>{amendment.contractNumber}</AppLink> },
        ...(fee ? [{ label: t('amendments.fee'), value: <><Money yen={amendment.oldFeeYen ?? 0} /> → <strong><Money yen={amendment.newFeeYen ?? 0} /></strong></> }] : []),
        { label: t('amendments.effectiveOn'), value: <DateText on={amendment.effectiveOn} form="deadline" /> },
        ...(amendment.answerBy ? [{ label: t('amendments.answerBy'), value: <DateText on={amendment.answerBy} form="deadline" /> }] : []),
        { label: t('amendments.proposedBy'), value: <>{t(`amendments.side.${amendment.proposedSide}`)}　{amendment.proposedBy}<br /><InstantText at={amendment.proposedAt} /></> },
        ...(amendment.message ? [{ label: t('amendments.message'), value: <span className="h-pre">{amendment.message}</span> }] : []),
        ...(amendment.answerText ? [{ label: t('amendments.reason'), value: <span className="h-pre">{amendment.answerText}</span> }] : []),
        ...(amendment.counterFeeYen !== null ? [{ label: t('amendments.counterFee'), value: <Money yen={amendment.counterFeeYen} /> }] : []),
      ]} />
      {amendment.state === 'agreed' && <div>{amendment.pdfReady ? <ButtonAnchor href={addressOf(amendmentRoutes.pdf, { params: { amendmentId: amendment.id } })} download variant="default">{t('amendments.pdf')}</ButtonAnchor> : <p className="h-note-small">{t('amendments.pdfSoon')}</p>}</div>}
    </Section>
  );
}

function Detail({ amendment, side }: PartProps) {
  const t = useT();
  const language = textLanguage();
  const paths = contractPaths(side, amendment.contractId);
  return (
    <Frame title={t(`amendments.kind.${amendment.kind}`)} lead={`${amendment.number}　${amendment.clientName}`} crumbs={[{ label: t('amendments.contracts'), to: paths.list }, { label: amendment.contractNumber, to: paths.contract }]} badge={<Status tone={amendmentTones[amendment.state]} label={t(`amendments.state.${amendment.state}`)} />}>
      <Summary amendment={amendment} side={side} />
      <Section title={t('amendments.changes')} lead={t('amendments.changesLead')}><ClauseDiff changes={amendment.model.changes} /></Section>
      {amendment.kind === 'agreed' && <Section title={t('amendments.clauses')}><ol>{amendment.model.clauses.map((clause) => <li key={clause}>{clause}</li>)}</ol></Section>}
      <Answer amendment={amendment} side={side} />
      <Section title={t(amendment.kind === 'notice' ? 'amendments.givers' : 'amendments.signatures')}>
        <Facts items={amendment.signatures.map((signature) => ({ label: t(`amendments.side.${signature.party}`), value: <>{signature.personName}（{signature.role[language]}・{t(`amendments.authority.${signature.authority}`)}）<br /><InstantText at={signature.signedAt} /></> }))} />
        <p className="h-note-small">{t('amendments.hash')}：<code>{amendment.bodyHash}</code></p>
      </Section>
    </Frame>
  );
}

/** One 変更覚書 with its comparison, for either side. */
export function AmendmentPage({ amendmentId, side }: { readonly amendmentId: string; readonly side: Side }) {
  const query = useRoute(amendmentRoutes.get, { params: { amendmentId } }, { refetchIntervalMs: 30_000 });
  return <QueryView whole query={query}>{(amendment) => <Detail amendment={amendment} side={side} />}</QueryView>;
}
