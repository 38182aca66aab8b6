import { Injectable } from '@nestjs/common';
import type { ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { can, demandHoldsLimitationUntil, DEMAND_WARNINGS, evidenceChecklist, explain, isRescissionGround, localDate, missingEvidence, SHORTEST_SAFE_DEMAND_DAYS, type ContractSide } from '@hoshu/domain';
import { sideOf, type Actor } from '../../platform/actor.js';
import type { Tx } from '../../platform/db/tx.js';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { Members } from '../identity/index.js';
import { actsOf, arrivedOnOf, clauseOf, groundOf, hasLapsed, mayGoByPortal, otherSide, secondFrom, stateOf, titleOf, type State } from './declaration-rules.js';
import type { DeclarationRecord } from './declaration.repository.js';

type View = ResponseOf<typeof rescissionRoutes.get>;
type Row = ResponseOf<typeof rescissionRoutes.list>['items'][number];
type Words = View['nextStep'];

const steps: Readonly<Record<State, Words>> = {
  draft: { ja: '必要な資料・説明をそろえ、権限のある方が確認してください。相手方にはまだ見えません。', en: 'Put everything that is needed on file and let authorised people confirm. The other side sees nothing yet.' },
  ready: { ja: '送る準備ができました。通知書を送るか、印刷してください。', en: 'Ready: send or print the letter.' },
  sending: { ja: '相手方の通知先へ送信しています。', en: 'On its way to the notice address.' },
  letter_printed: { ja: '通知書を印刷し、押印して郵送してください（配達証明をおすすめします）。届くまでは到達していません。', en: 'Print, seal and post the letter (with proof of delivery). It has not arrived until it is delivered.' },
  posted: { ja: '郵送中です。配達された日を登録してください。', en: 'In the post. Register the day of delivery.' },
  attempted: { ja: '不在のため配達されていません。配達・受取拒絶・保管期間満了の日を登録してください。', en: 'Nobody was there. Register delivery, refusal or the end of retention.' },
  bounced: { ja: 'メールが届きませんでした。到達していません。通知書を印刷して郵送してください。', en: 'The e-mail bounced: it has not arrived. Print and post the letter.' },
  arrived: { ja: '相手方に到達しました。', en: 'It has arrived.' },
  withdrawn: { ja: '送る前に取りやめました。', en: 'It was given up before it was sent.' },
};
/** What a rescission freezes (policy of the product), and what nobody may take away. */
export const frozenActs: readonly Words[] = [
  { ja: '監視の追加と実行（解除の到達と同時に止まります）', en: 'Monitors: none is added, and those that run stop with the arrival' },
  { ja: '障害の新しい登録', en: 'New incidents' }, { ja: '契約内容の変更（新しい版）', en: 'New versions of the contract' },
];
export const keptActs: readonly Words[] = [
  { ja: '契約書・請求書・報告書・監査証跡の閲覧と保存', en: 'Reading and keeping contract, invoices, reports and the audit trail' },
  { ja: '通知、協議、損害賠償の請求', en: 'Notices, consultations, claims' }, { ja: '最終の請求・入金・精算と、引渡し', en: 'The last invoice, payments, settlement and hand-over' },
];

function warningsOf({ kind, event, periodDays }: DeclarationRecord, side: ContractSide): Words[] {
  if (kind === 'after_demand') return [...DEMAND_WARNINGS];
  if (kind === 'demand') return (periodDays ?? 0) < SHORTEST_SAFE_DEMAND_DAYS ? [{ ja: '期間が短いため、「相当の期間」といえるか確認してください（要確認）。', en: 'The period is short: check whether it is reasonable.' }] : [];
  return groundWarnings(event ?? '', side);
}

/** R32: what a person must weigh before relying on an event. */
export function groundWarnings(event: string, side: ContractSide): Words[] {
  const { steps: lines } = explain('immediateTermination', { event, terminatedBy: side === 'client' ? '甲' : '乙' });
  return lines.slice(1).map(({ ja, en }) => ({ ja, en }));
}

function effectOf({ effect }: DeclarationRecord): View['effect'] {
  if (!effect) return null;
  const { outcome, arrivedOn, demandLastOn } = effect;
  const words: Readonly<Record<typeof outcome, Words>> = {
    ended: { ja: `契約は ${arrivedOn} の到達の時に終了しました。`, en: `The contract ended on arrival, on ${arrivedOn}.` }, earlier_end_stands: { ja: 'より早い終了がすでに決まっていたため、終了日は変わりませんでした。', en: 'An earlier end stood already, so the last day did not change.' },
    already_ended: { ja: '到達した時、契約はすでに終了していました。', en: 'The contract had ended before it arrived.' }, demanded: { ja: `${demandLastOn ?? ''} の終わりまで履行を待ちます。契約は終了していません。`, en: `Performance is awaited until the end of ${demandLastOn ?? ''}. The contract goes on.` },
  };
  return { outcome, ...words[outcome], frozen: outcome === 'ended' ? [...frozenActs] : [], kept: outcome === 'ended' ? [...keptActs] : [] };
}

function demandOf(declaration: DeclarationRecord, today: string): View['demand'] {
  if (declaration.kind !== 'demand') return null;
  const { effect } = declaration;
  return {
    periodDays: declaration.periodDays ?? 0, demandedYen: declaration.demandedYen, lastOn: effect?.demandLastOn ?? null, hasLapsed: hasLapsed(declaration, today),
    holdsLimitationUntil: effect ? demandHoldsLimitationUntil(localDate(effect.arrivedOn)) : null, explanation: effect?.explanation ?? null,
  };
}

function explainedHold({ kind, effect }: DeclarationRecord): ExplainedValue[] {
  if (kind !== 'demand' || !effect) return [];
  const until = demandHoldsLimitationUntil(localDate(effect.arrivedOn));
  return [{ key: 'demand.holdsLimitationUntil', label: { ja: '時効の完成が止まる最後の日', en: 'Until when limitation is held' }, value: until, explanation: stated({ result: until, article: null, law: '民法150条1項', needsReview: true, steps: [{ ja: `催告の到達した ${effect.arrivedOn} から6か月の間は、時効は完成しません：${until} まで`, en: `For six months from its arrival on ${effect.arrivedOn} limitation does not end: until ${until}.` }] }) }];
}

/** Declarations for screens; the other side never sees what was prepared. */
@Injectable()
export class DeclarationViews {
  constructor(private readonly reader: ContractReader, private readonly members: Members) {}

  /** How many people of the reader's side may confirm (D9). */
  async authorisedPersons(actor: Actor): Promise<number> {
    return (await this.authorised(actor)).length;
  }

  async authorised(actor: Actor) {
    const side = sideOf(actor);
    return (await this.members.list(actor.tenantId, side, side === 'client' ? actor.clientId : null)).filter(({ role }) => can(side, role, 'rescission.declare'));
  }

  async view(tx: Tx, declaration: DeclarationRecord): Promise<View> {
    const facts = await this.reader.facts(tx, declaration.contractId);
    const isOwn = declaration.side === sideOf(tx.actor);
    const persons = isOwn ? await this.authorisedPersons(tx.actor) : 2;
    const ground = isOwn ? groundOf(declaration) : null;
    const state = stateOf(declaration, persons);
    const { sending } = declaration;
    return {
      ...this.row(tx, declaration, persons), contractNumber: facts.number, clientName: facts.clientName, clause: clauseOf(declaration), reason: declaration.reason, madeBy: declaration.madeBy, demandId: isOwn ? declaration.demandId : null, demand: demandOf(declaration, tx.today), explained: explainedHold(declaration),
      checklist: ground ? checklistOf(declaration, ground) : [], evidence: declaration.evidence.map(({ fileId: _, ...entry }) => entry), confirmations: declaration.confirmations.map(({ personName, confirmedAt }) => ({ personName, confirmedAt })),
      decision: ground ? { authorisedPersons: persons, secondFrom: secondFrom(declaration, persons), confirmedByMe: declaration.confirmations.some(({ personId }) => personId === tx.actor.userId) } : null,
      warnings: isOwn ? warningsOf(declaration, declaration.side) : [], channels: channelsOf(facts, declaration), sending: sending && { channel: sending.channel, sentAt: sending.sentAt, sentBy: sending.sentBy, authority: sending.authority, contentHash: sending.contentHash },
      deliveries: declaration.deliveries.map(({ fileId, ...way }) => ({ ...way, hasScan: fileId !== null })), effect: effectOf(declaration), withdrawal: declaration.withdrawal,
      nextStep: state === 'draft' && ground === null ? steps.ready : steps[state], mayDo: actsOf(declaration, persons, { side: sideOf(tx.actor), userId: tx.actor.userId, today: tx.today }),
    };
  }

  row(tx: Tx, declaration: DeclarationRecord, persons: number): Row {
    const { id, number, contractId, side, kind, event, demandSubject, madeOn } = declaration;
    return { id, number, contractId, side, isOwn: side === sideOf(tx.actor), kind, event, demandSubject, title: titleOf(declaration), state: stateOf(declaration, persons), madeOn, arrivedOn: arrivedOnOf(declaration), demandLastOn: declaration.effect?.demandLastOn ?? null };
  }
}

function checklistOf(declaration: DeclarationRecord, ground: NonNullable<ReturnType<typeof groundOf>>): View['checklist'] {
  const missing = new Set(missingEvidence(ground, declaration.evidence.map(({ item, fileId, text }) => ({ item, hasFile: fileId !== null, hasText: text !== '' }))).map(({ key }) => key));
  return evidenceChecklist(ground).map((entry) => ({ ...entry, onFile: !missing.has(entry.key) }));
}

function channelsOf(facts: ContractFacts, declaration: DeclarationRecord): View['channels'] {
  const recipient = otherSide(declaration.side);
  const portal = mayGoByPortal(facts, declaration);
  const { email, postal } = facts.terms.annex.notices[recipient];
  const portalNote = portal
    ? { ja: `別紙1の通知先 ${email} へ電子メールで送ります。相手方のメールサーバーが受け付けた時が到達です。`, en: `Goes by e-mail to ${email} of annex 1; acceptance by that mail server is its arrival.` }
    : email === '' ? { ja: '別紙1に相手方の通知先（メール）がないため、郵送してください。', en: 'Annex 1 has no e-mail address of the other side: post a letter.' }
      : { ja: '電子通知の特約がないため、ポータルからの解除の通知は到達したことになりません。書面で郵送してください。', en: 'Electronic notices were not agreed: a rescission by portal does not arrive. Post the letter.' };
  return { portal, portalNote, recipientEmail: email, recipientPostal: postal || facts.terms.parties[recipient].address, confirmName: facts.terms.parties[recipient].companyName };
}

/** A ground as the person chooses it: what it is, what it needs, what to weigh. */
export const groundChoice = (event: string, side: ContractSide) => ({
  clause: clauseOf({ kind: 'rescission', event: event as View['event'] }), warnings: groundWarnings(event, side), checklist: isRescissionGround(event) ? evidenceChecklist(event).map((entry) => ({ ...entry })) : [],
});
