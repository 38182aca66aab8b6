import type { ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { immediateTermination, isRescissionGround, missingEvidence, SOLE_PERSON_WAIT_MINUTES, type ContractSide, type DeclarationGround, type EvidenceItem } from '@hoshu/domain';
import type { ContractFacts } from '../contracts/index.js';
import type { DeclarationRecord } from './declaration.repository.js';

type View = ResponseOf<typeof rescissionRoutes.get>;
export type State = View['state'];
type Words = View['nextStep'];

export const otherSide = (side: ContractSide): ContractSide => (side === 'client' ? 'vendor' : 'client');
const waitMs = SOLE_PERSON_WAIT_MINUTES * 60_000;

/** What a declaration of rescission stands on; null for a demand, which needs neither evidence nor a second person. */
export function groundOf({ kind, event }: Pick<DeclarationRecord, 'kind' | 'event'>): DeclarationGround | null {
  if (kind === 'after_demand') return 'demandUnmet';
  return kind === 'rescission' && event !== null && isRescissionGround(event) ? event : null;
}

/** The clause a declaration rests on: 第19条3号, 民法541条. */
export function clauseOf({ kind, event }: Pick<DeclarationRecord, 'kind' | 'event'>): string {
  if (kind !== 'rescission') return '民法541条';
  const { clause } = immediateTermination({ event: event ?? '' });
  if (clause === '19(4)/20-2') return '第19条4号・第20条2項';
  return clause === null ? '第19条' : clause.replace(/^19\((\d)\)$/, '第19条$1号');
}

const eventNames: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  materialBreach: ['重大な契約違反', 'material breach'], paymentSuspension: ['支払停止', 'suspension of payments'], insolvency: ['支払不能', 'insolvency'], bankruptcyPetition: ['破産手続開始の申立て', 'bankruptcy petition'], civilRehabilitationPetition: ['民事再生手続開始の申立て', 'civil rehabilitation petition'],
  corporateReorganizationPetition: ['会社更生手続開始の申立て', 'corporate reorganisation petition'], specialLiquidationPetition: ['特別清算開始の申立て', 'special liquidation petition'], antisocial: ['反社会的勢力との関係', 'ties to antisocial forces'], latePayment: ['支払の遅れ', 'late payment'],
};
export const eventName = (event: string): Words => ({ ja: eventNames[event]?.[0] ?? event, en: eventNames[event]?.[1] ?? event });

/** What a declaration is called on screens and in mails. */
export function titleOf({ kind, event, demandSubject }: Pick<DeclarationRecord, 'kind' | 'event' | 'demandSubject'>): Words {
  if (kind === 'demand') return demandSubject === 'payment' ? { ja: '支払の催告', en: 'Demand for payment' } : { ja: '是正の催告', en: 'Demand to put right' };
  if (kind === 'after_demand') return { ja: '催告後の解除', en: 'Rescission after a demand' };
  const { ja, en } = eventName(event ?? '');
  return { ja: `解除（${ja}）`, en: `Rescission (${en})` };
}

/** The first day on which it arrived by any way; null while it has not. */
export const arrivedOnOf = ({ deliveries }: Pick<DeclarationRecord, 'deliveries'>): string | null => deliveries.map(({ arrivedOn }) => arrivedOn).filter((on) => on !== null).sort()[0] ?? null;

/** What is still missing of the evidence that the ground needs. */
export function missingOf(declaration: DeclarationRecord): EvidenceItem[] {
  const ground = groundOf(declaration);
  return ground ? missingEvidence(ground, declaration.evidence.map(({ item, fileId, text }) => ({ item, hasFile: fileId !== null, hasText: text !== '' }))) : [];
}

/** D9: two different people; where only one may confirm, twice with ten minutes between. A demand needs none. */
export function isConfirmed(declaration: DeclarationRecord, authorisedPersons: number): boolean {
  if (groundOf(declaration) === null) return true;
  if (new Set(declaration.confirmations.map(({ personId }) => personId)).size >= 2) return true;
  const times = declaration.confirmations.map(({ confirmedAt }) => Date.parse(confirmedAt));
  return authorisedPersons < 2 && times.length >= 2 && Math.max(...times) - Math.min(...times) >= waitMs;
}

/** When the only authorised person may confirm again; null before the first time and where two people confirm. */
export function secondFrom(declaration: DeclarationRecord, authorisedPersons: number): string | null {
  const first = declaration.confirmations[0];
  return authorisedPersons < 2 && first ? new Date(Date.parse(first.confirmedAt) + waitMs).toISOString() : null;
}

/** Where a declaration stands, from its rows alone. */
export function stateOf(declaration: DeclarationRecord, authorisedPersons: number): State {
  if (declaration.withdrawal) return 'withdrawn';
  if (arrivedOnOf(declaration)) return 'arrived';
  const papers = declaration.deliveries.filter(({ kind }) => kind === 'paper');
  if (papers.some(({ firstAttemptOn }) => firstAttemptOn)) return 'attempted';
  if (papers.length > 0) return 'posted';
  if (declaration.deliveries.some(({ bounced }) => bounced)) return 'bounced';
  if (declaration.sending) return declaration.sending.channel === 'letter' ? 'letter_printed' : 'sending';
  return missingOf(declaration).length === 0 && isConfirmed(declaration, authorisedPersons) ? 'ready' : 'draft';
}

/** D7: a rescission by portal arrives only where 別紙1 agrees electronic notices; a demand has no form and goes by real e-mail. */
export const mayGoByPortal = (facts: ContractFacts, { kind, side }: Pick<DeclarationRecord, 'kind' | 'side'>): boolean =>
  facts.terms.annex.notices[otherSide(side)].email !== '' && (kind === 'demand' || facts.terms.annex.specialTerms.electronicNotice === true);

/** The demand has arrived and its last day is over. */
export const hasLapsed = (demand: Pick<DeclarationRecord, 'kind' | 'effect'>, today: string): boolean => demand.kind === 'demand' && demand.effect?.demandLastOn !== null && demand.effect?.demandLastOn !== undefined && demand.effect.demandLastOn < today;

interface Reader { readonly side: ContractSide; readonly userId: string | null; readonly today: string }

/** What the reader may do with it now. Nothing can be taken back once it set out (民法540条2項). */
export function actsOf(declaration: DeclarationRecord, authorisedPersons: number, reader: Reader): View['mayDo'] {
  if (declaration.side !== reader.side) return [];
  const state = stateOf(declaration, authorisedPersons);
  if (state === 'arrived') return hasLapsed(declaration, reader.today) ? ['rescind'] : [];
  if (state === 'withdrawn' || state === 'sending') return [];
  if (state !== 'draft' && state !== 'ready') return ['deliver'];
  const ground = groundOf(declaration) !== null;
  const missing = missingOf(declaration).length > 0;
  const confirmed = isConfirmed(declaration, authorisedPersons);
  const mine = declaration.confirmations.some(({ personId }) => personId === reader.userId);
  return [...(ground ? ['evidence' as const] : []), ...(ground && !missing && !confirmed && (!mine || authorisedPersons < 2) ? ['confirm' as const] : []), ...(state === 'ready' ? ['send' as const] : []), 'withdraw'];
}
