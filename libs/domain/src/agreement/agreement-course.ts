import { refuse, type ContractSide, type Decision } from '../decision/decision.js';

export const agreementEntryKinds = ['position', 'meeting', 'proposal', 'withdrawal', 'decline', 'acceptance', 'closing', 'followUp', 'followUpDone', 'delivery', 'inspection', 'objection', 'recall', 'waiver'] as const;
export type AgreementEntryKind = (typeof agreementEntryKinds)[number];

/** One step of a consultation, in the order of recording. `refersToId`: the proposal or delivery that is answered, or the follow-up that is done. */
export interface AgreementEntry {
  readonly id: string;
  readonly kind: AgreementEntryKind;
  readonly side: ContractSide;
  readonly refersToId: string | null;
}

export type AgreementState = 'open' | 'proposed' | 'agreed' | 'closed';

export interface AgreementCourse {
  readonly state: AgreementState;
  /** The proposal on the table, or the one that both sides agreed to. */
  readonly proposalId: string | null;
  /** Whose answer is awaited; null unless a proposal lies on the table. */
  readonly waitingFor: ContractSide | null;
  /** Follow-ups that nobody has reported as done. */
  readonly openFollowUpIds: readonly string[];
}

export type AgreementRefusal = 'agreement_settled' | 'agreement_not_agreed' | 'agreement_no_proposal' | 'agreement_superseded' | 'agreement_own_proposal' | 'agreement_other_proposal' | 'agreement_proposal_open' | 'agreement_follow_up_done';

const other = (side: ContractSide): ContractSide => (side === 'client' ? 'vendor' : 'client');
const answers: readonly AgreementEntryKind[] = ['withdrawal', 'decline', 'acceptance'];
const afterAgreement: readonly AgreementEntryKind[] = ['followUp', 'delivery', 'inspection', 'objection', 'recall', 'waiver'];

/** 第21条: where a consultation stands after its entries. A new proposal takes the place of the one before it. */
export function agreementCourse(entries: readonly AgreementEntry[]): AgreementCourse {
  const done = new Set(entries.filter(({ kind }) => kind === 'followUpDone').map(({ refersToId }) => refersToId));
  const openFollowUpIds = entries.filter(({ kind, id }) => kind === 'followUp' && !done.has(id)).map(({ id }) => id);
  const acceptance = entries.find(({ kind }) => kind === 'acceptance');
  if (acceptance) return { state: 'agreed', proposalId: acceptance.refersToId, waitingFor: null, openFollowUpIds };
  if (entries.some(({ kind }) => kind === 'closing')) return { state: 'closed', proposalId: null, waitingFor: null, openFollowUpIds };
  const proposal = entries.findLast(({ kind }) => kind === 'proposal');
  const isAnswered = entries.some(({ kind, refersToId }) => answers.includes(kind) && refersToId === proposal?.id);
  if (!proposal || isAnswered) return { state: 'open', proposalId: null, waitingFor: null, openFollowUpIds };
  return { state: 'proposed', proposalId: proposal.id, waitingFor: other(proposal.side), openFollowUpIds };
}

// Why an answer comes too late: the proposal was replaced, or somebody answered it or took it back.
function lostProposal(entries: readonly AgreementEntry[], proposalId: string | null): AgreementRefusal {
  const isAnswered = entries.some(({ kind, refersToId }) => answers.includes(kind) && refersToId === proposalId);
  return !isAnswered && entries.some(({ id, kind }) => id === proposalId && kind === 'proposal') ? 'agreement_superseded' : 'agreement_no_proposal';
}

function answerProblem(entries: readonly AgreementEntry[], next: Omit<AgreementEntry, 'id'>): AgreementRefusal | null {
  const course = agreementCourse(entries);
  if (course.proposalId !== next.refersToId) return lostProposal(entries, next.refersToId);
  if (next.kind === 'withdrawal') return course.waitingFor === next.side ? 'agreement_other_proposal' : null;
  return course.waitingFor === next.side ? null : 'agreement_own_proposal';
}

/**
 * 第21条: whether a step may follow. What both sides agreed to stands unchanged: after it only follow-ups and the delivery of a 別途契約 are added.
 * Nobody accepts or declines a proposal of its own, and only the proposal that lies on the table can be answered.
 */
export function decideAgreementEntry(entries: readonly AgreementEntry[], next: Omit<AgreementEntry, 'id'>): Decision<{ readonly course: AgreementCourse }, AgreementRefusal> {
  const course = agreementCourse(entries);
  const problem = ((): AgreementRefusal | null => {
    if (next.kind === 'followUpDone') return course.openFollowUpIds.includes(next.refersToId ?? '') ? null : 'agreement_follow_up_done';
    if (afterAgreement.includes(next.kind)) return course.state === 'agreed' ? null : 'agreement_not_agreed';
    // An answer to a proposal that was replaced or answered hears of that, whatever came of the matter.
    if (answers.includes(next.kind) && course.state === 'agreed' && course.proposalId !== next.refersToId) return lostProposal(entries, next.refersToId);
    if (course.state === 'agreed' || course.state === 'closed') return 'agreement_settled';
    if (answers.includes(next.kind)) return answerProblem(entries, next);
    return next.kind === 'closing' && course.state === 'proposed' ? 'agreement_proposal_open' : null;
  })();
  return problem ? refuse(problem, '第21条') : { ok: true, course };
}
