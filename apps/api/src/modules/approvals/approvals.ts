import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, approvalRoutes as routes } from '@hoshu/api-schema';
import { deviationsFromForm, type ContractTerms, type Deviation } from '@hoshu/contract-text';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, DraftRepository, type ContractFacts } from '../contracts/index.js';
import { sendMail } from '../notifications/index.js';
import { ApprovalPeople } from './approval-people.js';
import { ApprovalRepository, type AnswerRow, type Approver, type FrozenStep, type RequestRow } from './approval.repository.js';
import { askedPeople, draftHash, neededSteps, ownAnswers, requestState, standsFor, waitingStep } from './course.js';

type View = ResponseOf<typeof routes.get>;
interface Scene { readonly facts: ContractFacts; readonly terms: ContractTerms; readonly hash: string; readonly deviations: Deviation[] }
const words = ({ ja, en }: Deviation) => ({ ja, en });

/** Asking for the approval of a draft, and answering it. An approval stands for the hash of the draft it was given for. */
@Injectable()
export class Approvals {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly drafts: DraftRepository, private readonly repository: ApprovalRepository, private readonly people: ApprovalPeople) {}

  async get(actor: Actor, contractId: string): Promise<View> {
    const people = await this.people.all(actor);
    return this.db.read(actor, async (tx) => this.view(tx, await this.scene(tx, contractId), people));
  }

  waiting(actor: Actor): Promise<ResponseOf<typeof routes.waiting>> {
    return this.db.read(actor, async (tx) => {
      const requests = await this.repository.newest(tx);
      const answers = await this.repository.answers(tx, requests.map(({ id }) => id));
      const absences = await this.repository.absences(tx);
      const items: ResponseOf<typeof routes.waiting>['items'] = [];
      for (const request of requests) {
        const waiting = waitingStep(request, answers);
        if (!waiting) continue;
        const facts = await this.reader.facts(tx, request.contract_id);
        const mine = request.requested_by !== actor.userId && standsFor(waiting.step, actor.userId, { absences, today: tx.today }) !== null;
        items.push({ contractId: facts.id, contractNumber: facts.number, clientName: facts.clientName, feeYen: request.fee_yen, requestedBy: request.requested_by_name, requestedAt: request.requested_at.toISOString(), step: waiting.step.name, mine });
      }
      return { items: items.sort((a, b) => Number(b.mine) - Number(a.mine)) };
    });
  }

  /** Freezes the steps of today and asks the first approvers. Throws not_found, contract_not_draft, approval_not_needed, approval_open. */
  async request(actor: Actor, contractId: string, note: string): Promise<View> {
    const people = await this.people.all(actor);
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const scene = await this.scene(tx, contractId);
      const { facts, terms, hash } = scene;
      if (!['draft', 'declined', 'expired'].includes(facts.status)) throw new AppError('contract_not_draft');
      const needed = neededSteps((await this.repository.policy(tx)).steps, terms);
      if (needed.length === 0) throw new AppError('approval_not_needed');
      const [before] = await this.repository.requests(tx, contractId);
      if (before?.draft_hash === hash && requestState(before, await this.repository.answers(tx, [before.id])) !== 'sentBack') throw new AppError('approval_open');
      const steps = needed.map(({ step, because }): FrozenStep => ({ name: step.name, because, approvers: people.filter(({ userId }) => step.approverIds.includes(userId)) }));
      // Whoever left the company approves nothing; a step without anybody would never end.
      if (steps.some(({ approvers }) => approvers.length === 0)) throw new AppError('approval_people');
      await this.repository.insertRequest(tx, { client_id: facts.clientId, contract_id: contractId, draft_hash: hash, fee_yen: terms.feeYen, deviations: scene.deviations.map(words), steps, note });
      const [request] = await this.repository.requests(tx, contractId);
      await tx.audit({ type: 'approval.requested', contractId, data: { draftHash: hash, feeYen: terms.feeYen, deviations: scene.deviations.map(({ path }) => path), steps: steps.map(({ name }) => name) } });
      await this.ask(tx, scene, { request: found(request ?? null), number: 1, people });
      return this.view(tx, scene, people);
    });
  }

  /** Throws not_found, approval_closed (not the newest, or not waiting), approval_draft_changed, approval_own_request, approval_not_yours. */
  async answer(actor: Actor, contractId: string, body: BodyOf<typeof routes.answer>): Promise<View> {
    const people = await this.people.all(actor);
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const scene = await this.scene(tx, contractId);
      const [request] = await this.repository.requests(tx, contractId);
      if (request?.id !== body.requestId) throw new AppError('approval_closed');
      const waiting = waitingStep(request, await this.repository.answers(tx, [request.id]));
      if (!waiting) throw new AppError('approval_closed');
      const as = this.allowed(actor, { request, step: waiting.step, absences: await this.repository.absences(tx), today: tx.today });
      if (body.kind === 'approved' && request.draft_hash !== scene.hash) throw new AppError('approval_draft_changed');
      if (!(await this.repository.insertAnswer(tx, request, { step: waiting.number, kind: body.kind, onBehalfOf: as.onBehalfOf, reason: body.reason }))) throw new AppError('approval_closed');
      const data = { request: request.id, step: waiting.number, draftHash: request.draft_hash, isDelegate: as.onBehalfOf !== null, reason: body.reason };
      const personal: Record<string, string> = as.onBehalfOf ? { onBehalfOf: as.onBehalfOf } : {};
      if (body.kind === 'approved') await tx.audit({ type: 'approval.approved', contractId, data, personal });
      else await tx.audit({ type: 'approval.sent-back', contractId, data, personal });
      await this.goOn(tx, scene, { request, number: waiting.number, people, answer: body });
      return this.view(tx, scene, people);
    });
  }

  // Nobody approves a request of their own, neither as approver nor as a delegate.
  private allowed(actor: Actor, { request, step, absences, today }: { request: RequestRow; step: FrozenStep; absences: Parameters<typeof standsFor>[2]['absences']; today: string }): { onBehalfOf: string | null } {
    const as = standsFor(step, actor.userId, { absences, today });
    if (!as) throw new AppError('approval_not_yours');
    if (request.requested_by === actor.userId) throw new AppError('approval_own_request');
    return as;
  }

  private async goOn(tx: Tx, scene: Scene, { request, number, people, answer }: { request: RequestRow; number: number; people: readonly Approver[]; answer: BodyOf<typeof routes.answer> }): Promise<void> {
    if (answer.kind === 'approved' && number < request.steps.length) return this.ask(tx, scene, { request, number: number + 1, people });
    const template = answer.kind === 'approved' ? 'approval.approved' : 'approval.sent-back';
    await this.mail(tx, scene, { request, to: request.requested_by_email, template, data: { person: tx.actor.name, reason: answer.reason } });
  }

  private async ask(tx: Tx, scene: Scene, { request, number, people }: { request: RequestRow; number: number; people: readonly Approver[] }): Promise<void> {
    const step = found(request.steps[number - 1] ?? null);
    for (const person of askedPeople(step, { absences: await this.repository.absences(tx), people, today: tx.today })) {
      await this.mail(tx, scene, { request, to: person.email, template: 'approval.asked', data: { step: step.name, requestedBy: request.requested_by_name, onBehalfOf: person.onBehalfOf } });
    }
  }

  private async mail(tx: Tx, { facts, terms }: Scene, mail: { request: RequestRow; to: string; template: string; data: Record<string, string> }): Promise<void> {
    const { request } = mail;
    await sendMail(tx, {
      template: mail.template, to: mail.to, locale: 'ja', path: `/app/contracts/${facts.id}/approval`, contractId: facts.id, subjectRef: `approval:${request.id}`,
      data: { ...mail.data, contractNumber: facts.number, clientName: terms.parties.client.companyName, fee: request.fee_yen === null ? '—' : `${request.fee_yen.toLocaleString('ja-JP')}円`, deviations: request.deviations.map(({ ja }) => ja).join('、') || 'なし', note: request.note },
    });
  }

  private async scene(tx: Tx, contractId: string): Promise<Scene> {
    const facts = await this.reader.facts(tx, contractId);
    const newest = found(await this.drafts.newest(tx, contractId));
    const terms = facts.conclusion ? newest.terms : await this.drafts.withRegisters(tx, facts, newest.terms);
    return { facts, terms, hash: draftHash(terms), deviations: deviationsFromForm(terms) };
  }

  private async view(tx: Tx, { facts, terms, hash, deviations }: Scene, people: readonly Approver[]): Promise<View> {
    const requests = await this.repository.requests(tx, facts.id);
    const answers = await this.repository.answers(tx, requests.map(({ id }) => id));
    const [newest] = requests;
    const waiting = newest ? waitingStep(newest, answers) : null;
    const as = newest && waiting && newest.requested_by !== tx.actor.userId ? standsFor(waiting.step, tx.actor.userId, { absences: await this.repository.absences(tx), today: tx.today }) : null;
    const stateOf = (request: RequestRow): View['state'] => { const state = requestState(request, answers); return state !== 'sentBack' && request.draft_hash !== hash && !facts.conclusion ? 'outdated' : state; };
    return {
      contractId: facts.id, contractNumber: facts.number, clientName: terms.parties.client.companyName, state: newest ? stateOf(newest) : 'none', feeYen: terms.feeYen, deviations: deviations.map(words),
      needed: neededSteps((await this.repository.policy(tx)).steps, terms).map(({ step, because }) => ({ name: step.name, because, approvers: people.filter(({ userId }) => step.approverIds.includes(userId)).map(({ name }) => name) })),
      requests: requests.map((request) => requestView(request, { answers, state: stateOf(request) })), mayAnswer: as !== null && tx.actor.permissions.has('approval.decide'), onBehalfOf: as?.onBehalfOf ?? null,
    };
  }
}

function requestView(request: RequestRow, { answers, state }: { answers: readonly AnswerRow[]; state: View['state'] }): View['requests'][number] {
  const own = ownAnswers(request, answers);
  const waiting = waitingStep(request, answers);
  return {
    id: request.id, note: request.note, requestedBy: request.requested_by_name, requestedAt: request.requested_at.toISOString(), feeYen: request.fee_yen, deviations: request.deviations, state,
    steps: request.steps.map((step, index) => {
      const answer = own.find((row) => row.step === index + 1) ?? null;
      return {
        number: index + 1, name: step.name, because: step.because, approvers: step.approvers.map(({ name }) => name), state: answer ? (answer.kind === 'approved' ? 'approved' : 'sentBack') : waiting?.number === index + 1 ? 'waiting' : 'later',
        answer: answer && { by: answer.user_name, onBehalfOf: answer.on_behalf_of, reason: answer.reason, at: answer.answered_at.toISOString() },
      };
    }),
  };
}
