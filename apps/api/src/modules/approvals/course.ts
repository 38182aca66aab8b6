import type { ApprovalStep } from '@hoshu/api-schema';
import { deviationsFromForm, type ContractTerms, type Deviation } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { AbsenceRow, AnswerRow, Approver, FrozenStep, RequestRow } from './approval.repository.js';

export type RequestState = 'waiting' | 'approved' | 'sentBack';

/** What an approval is bound to: everything of the draft but the day and the form of signing, which sending itself chooses. */
export function draftHash(terms: ContractTerms): string {
  const { startOn, startsAtMidnight, months, renewalMonths } = terms.term;
  const ownStart = startOn === terms.contractDate ? null : startOn;
  return sha256(canonicalJson({ ...terms, signingForm: null, contractDate: null, term: { startOn: ownStart, startsAtMidnight, months, renewalMonths: renewalMonths ?? null } }));
}

/** The steps that a draft needs, each with its reason. */
export function neededSteps(steps: readonly ApprovalStep[], terms: ContractTerms): { step: ApprovalStep; because: FrozenStep['because'] }[] {
  const deviations = deviationsFromForm(terms);
  return steps.flatMap((step) => {
    const because = reasonOf(step, { feeYen: terms.feeYen, deviations });
    return because ? [{ step, because }] : [];
  });
}

function reasonOf({ condition, fromYen }: ApprovalStep, { feeYen, deviations }: { feeYen: number | null; deviations: readonly Deviation[] }): FrozenStep['because'] | null {
  if (condition === 'always') return { ja: 'すべての契約', en: 'every contract' };
  const isLarge = condition !== 'deviation' && fromYen !== null && feeYen !== null && feeYen >= fromYen;
  const differs = condition !== 'amount' && deviations.length > 0;
  if (isLarge) return { ja: `月額が${fromYen.toLocaleString('ja-JP')}円以上`, en: `monthly fee of JPY ${fromYen.toLocaleString('en-US')} or more` };
  return differs ? { ja: 'ひな形との違いがある', en: 'differs from the form' } : null;
}

/** The answers of one request. */
export const ownAnswers = (request: RequestRow, answers: readonly AnswerRow[]): AnswerRow[] => answers.filter(({ request_id }) => request_id === request.id);

export function requestState(request: RequestRow, answers: readonly AnswerRow[]): RequestState {
  const own = ownAnswers(request, answers);
  if (own.some(({ kind }) => kind === 'sent_back')) return 'sentBack';
  return own.length >= request.steps.length ? 'approved' : 'waiting';
}

/** The step whose answer is awaited, counted from 1; null when the request waits for nothing. */
export function waitingStep(request: RequestRow, answers: readonly AnswerRow[]): { number: number; step: FrozenStep } | null {
  const number = ownAnswers(request, answers).length + 1;
  const step = request.steps[number - 1];
  return step && requestState(request, answers) === 'waiting' ? { number, step } : null;
}

/** Who may answer for an approver today: the person, and the delegate while absent. */
export const isAbsent = (absence: AbsenceRow, today: string): boolean => absence.from_on <= today && absence.until_on >= today;

/** As whom a person may answer a step: `own`, on behalf of an absent approver, or not at all. */
export function standsFor(step: FrozenStep, userId: string | null, { absences, today }: { absences: readonly AbsenceRow[]; today: string }): { onBehalfOf: string | null } | null {
  if (step.approvers.some((approver) => approver.userId === userId)) return { onBehalfOf: null };
  const absence = absences.find((row) => isAbsent(row, today) && row.delegate_user_id === userId && step.approvers.some((approver) => approver.userId === row.user_id));
  return absence ? { onBehalfOf: absence.user_name } : null;
}

/** Everyone to ask about a step: its approvers, and the delegates of those who are absent. */
export function askedPeople(step: FrozenStep, { absences, people, today }: { absences: readonly AbsenceRow[]; people: readonly Approver[]; today: string }): (Approver & { onBehalfOf: string })[] {
  const delegates = absences.filter((row) => isAbsent(row, today) && step.approvers.some(({ userId }) => userId === row.user_id))
    .flatMap((row) => people.filter(({ userId }) => userId === row.delegate_user_id).map((person) => ({ ...person, onBehalfOf: row.user_name })));
  return [...step.approvers.map((approver) => ({ ...approver, onBehalfOf: '' })), ...delegates].filter((person, index, all) => all.findIndex(({ userId }) => userId === person.userId) === index);
}
