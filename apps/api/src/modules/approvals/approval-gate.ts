import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@hoshu/contract-text';
import type { Tx } from '../../platform/db/tx.js';
import { ApprovalRepository } from './approval.repository.js';
import { draftHash, neededSteps, ownAnswers, requestState, waitingStep } from './course.js';

interface Words { readonly ja: string; readonly en: string }
export interface ApprovalGate { readonly ok: boolean; readonly reason: Words }

/** For sending: whether this very draft is approved (F137). */
@Injectable()
export class ApprovalGates {
  constructor(private readonly repository: ApprovalRepository) {}

  /** null when the draft needs no approval under the policy of today. */
  async of(tx: Tx, contractId: string, terms: ContractTerms): Promise<ApprovalGate | null> {
    const { steps } = await this.repository.policy(tx);
    if (neededSteps(steps, terms).length === 0) return null;
    const [request] = await this.repository.requests(tx, contractId);
    if (!request) return { ok: false, reason: { ja: '社内承認（稟議）をまだ依頼していません。', en: 'The internal approval was not asked for yet.' } };
    const answers = await this.repository.answers(tx, [request.id]);
    const state = requestState(request, answers);
    if (state === 'sentBack') {
      const answer = ownAnswers(request, answers).at(-1);
      return { ok: false, reason: { ja: `${answer?.user_name ?? ''} さんが差し戻しました：${answer?.reason ?? ''}`, en: `Sent back by ${answer?.user_name ?? ''}: ${answer?.reason ?? ''}` } };
    }
    if (request.draft_hash !== draftHash(terms)) return { ok: false, reason: { ja: '承認の依頼のあとで下書きが変わりました。もう一度、承認が必要です。', en: 'The draft has changed since the approval was asked for: it is needed anew.' } };
    const waiting = waitingStep(request, answers);
    if (!waiting) return { ok: true, reason: { ja: '承認されています。', en: 'Approved.' } };
    const names = waiting.step.approvers.map(({ name }) => name).join('・');
    return { ok: false, reason: { ja: `承認を待っています（${waiting.step.name}：${names}）。`, en: `Waits for approval (${waiting.step.name}: ${names}).` } };
  }
}
