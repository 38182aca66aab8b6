import { amendmentRoutes } from '@hoshu/api-schema';
import { useState, type ReactNode } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { agreementPaths } from '../agreements/agreement-words.js';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonAnchor, ButtonLink } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { amendmentPath, amendmentTones, stateKey, type Amendment } from './amendment-words.js';
import { AcceptForm, DeclineForm, WithdrawForm } from './AnswerForms.js';
import { ClauseDiff } from './ClauseDiff.js';

type Open = 'accept' | 'decline' | 'withdraw';
const dialogs = { accept: AcceptForm, decline: DeclineForm, withdraw: WithdrawForm } as const;
interface PartProps { readonly amendment: Amendment; readonly side: Side }

function Answer({ amendment, side }: PartProps) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.settle');
  const can = useCan();
  const [open, setOpen] = useState<Open | null>(null);
  if (amendment.state !== 'open' || amendment.method !== 'electronic') return null;
  const act = (which: Open, more: { variant?: 'default'; danger?: boolean } = {}) => <GatedButton permission="agreement.settle" whoCan={whoCan} obtainable {...more} onClick={() => setOpen(which)}>{t(`amendments.${which}`)}</GatedButton>;
  const Dialog = open && dialogs[open];
  const isMine = amendment.proposedSide === side;
  const counter = withSearch(pathTo(side === 'client' ? 'client.amendmentNew' : 'vendor.amendmentNew', { contractId: amendment.contractId }), { counters: amendment.id });
  return (
    <Section title={t('amendments.answer')}>
      <p>{t(isMine ? `amendments.theirTurn.${amendment.proposedSide}` : 'amendments.yourTurn')}</p>
      <div className="h-page-actions">{isMine ? act('withdraw', { variant: 'default', danger: true }) : <>{act('accept')}{can('agreement.settle') && <ButtonLink to={counter} variant="default">{t('amendments.counter')}</ButtonLink>}{act('decline', { variant: 'default', danger: true })}</>}</div>
      {Dialog && <Dialog amendment={amendment} onClose={() => setOpen(null)} />}
    </Section>
  );
}

/** The document of what was agreed, how it can be checked, and the way to object to what was registered (第21条). */
function SignedDocument({ amendment, side }: PartProps) {
  const t = useT();
  const can = useCan();
  if (!amendment.pdfReady) return <p className="h-note-small">{t('amendments.pdfSoon')}</p>;
  const isScan = amendment.method !== 'electronic';
  return (
    <>
      <div className="h-page-actions">
        <ButtonAnchor href={addressOf(amendmentRoutes.pdf, { params: { amendmentId: amendment.id } })} download variant="default">{t(isScan ? 'amendments.scan' : 'amendments.pdf')}</ButtonAnchor>
        {isScan && side === 'client' && can('agreement.write') && <ButtonLink to={withSearch(agreementPaths(side).open, { contractId: amendment.contractId, subject: t('amendments.objectSubject', { number: amendment.number }) })} variant="default">{t('amendments.object')}</ButtonLink>}
      </div>
      {amendment.isSealed && <p className="h-note-small">{t('amendments.sealed')} <AppLink to={pathTo('public.check')} small>{t('amendments.check')}</AppLink></p>}
    </>
  );
}

/** A 変更覚書 that both will sign on paper: the sheet to print, and for 乙 what came back. */
function Paper({ amendment, side, register }: PartProps & { readonly register: ReactNode }) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.settle');
  const [withdrawing, setWithdrawing] = useState(false);
  if (amendment.state !== 'open' || amendment.method === 'electronic') return null;
  return (
    <>
      <Section title={t('amendments.paper')} lead={t(`amendments.paperLead.${side}`)}>
        <div className="h-page-actions">
          {amendment.method === 'paper' && <ButtonAnchor href={addressOf(amendmentRoutes.print, { params: { amendmentId: amendment.id } })} download variant="default">{t('amendments.print')}</ButtonAnchor>}
          {side === 'vendor' && <GatedButton permission="agreement.settle" whoCan={whoCan} obtainable variant="default" danger onClick={() => setWithdrawing(true)}>{t('amendments.withdrawPaper')}</GatedButton>}
        </div>
        {withdrawing && <WithdrawForm amendment={amendment} onClose={() => setWithdrawing(false)} />}
      </Section>
      {register}
    </>
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
        ...(amendment.kind === 'agreed' ? [{ label: t('amendments.method'), value: t(`amendments.method.${amendment.method}`) }] : []),
        ...(amendment.counters ? [{ label: t('amendments.counters'), value: <AppLink to={amendmentPath(side, amendment.counters.id)}>{amendment.counters.number}</AppLink> }] : []),
        ...(amendment.counteredBy ? [{ label: t('amendments.counteredBy'), value: <AppLink to={amendmentPath(side, amendment.counteredBy.id)}>{amendment.counteredBy.number}</AppLink> }] : []),
        { label: t(amendment.method === 'electronic' ? 'amendments.proposedBy' : 'amendments.preparedBy'), value: <>{t(`amendments.side.${amendment.proposedSide}`)}　{amendment.proposedBy}<br /><InstantText at={amendment.proposedAt} /></> },
        ...(amendment.message ? [{ label: t('amendments.message'), value: <span className="h-pre">{amendment.message}</span> }] : []),
        ...(amendment.answerText ? [{ label: t('amendments.reason'), value: <span className="h-pre">{amendment.answerText}</span> }] : []),
        ...(amendment.counterFeeYen !== null ? [{ label: t('amendments.counterFee'), value: <Money yen={amendment.counterFeeYen} /> }] : []),
      ]} />
      {amendment.state === 'agreed' && <SignedDocument amendment={amendment} side={side} />}
    </Section>
  );
}

function Detail({ amendment, side, register }: PartProps & { readonly register: ReactNode }) {
  const t = useT();
  const language = textLanguage();
  const paths = contractPaths(side, amendment.contractId);
  return (
    <Frame title={t(`amendments.kind.${amendment.kind}`)} lead={`${amendment.number}　${amendment.clientName}`} crumbs={[{ label: t('amendments.contracts'), to: paths.list }, { label: amendment.contractNumber, to: paths.contract }]} badge={<Status tone={amendmentTones[amendment.state]} label={t(stateKey(amendment))} />}>
      <Summary amendment={amendment} side={side} />
      <Section title={t('amendments.changes')} lead={t('amendments.changesLead')}><ClauseDiff changes={amendment.model.changes} /></Section>
      {amendment.kind === 'agreed' && <Section title={t('amendments.clauses')}><ol>{amendment.model.clauses.map((clause) => <li key={clause}>{clause}</li>)}</ol></Section>}
      <Answer amendment={amendment} side={side} />
      <Paper amendment={amendment} side={side} register={register} />
      {amendment.signatures.length > 0 && <Section title={t(amendment.kind === 'notice' ? 'amendments.givers' : 'amendments.signatures')}>
        <Facts items={amendment.signatures.map((signature) => ({ label: t(`amendments.side.${signature.party}`), value: <>{signature.personName}（{signature.role[language]}・{t(`amendments.authority.${signature.authority}`)}）<br />{amendment.method === 'electronic' ? <InstantText at={signature.signedAt} /> : <DateText on={signature.signedOn} />}</> }))} />
        <p className="h-note-small">{t('amendments.hash')}：<code>{amendment.bodyHash}</code></p>
      </Section>}
    </Frame>
  );
}

/** One 変更覚書 with its comparison, for either side. `register`: 乙's form for what came back signed on paper. */
export function AmendmentPage({ amendmentId, side, register }: { readonly amendmentId: string; readonly side: Side; readonly register?: (amendment: Amendment) => ReactNode }) {
  const query = useRoute(amendmentRoutes.get, { params: { amendmentId } }, { refetchIntervalMs: 30_000, isUnderWay: ({ state, pdfReady }) => state === 'agreed' && !pdfReady });
  return <QueryView whole query={query}>{(amendment) => <Detail amendment={amendment} side={side} register={register?.(amendment)} />}</QueryView>;
}
