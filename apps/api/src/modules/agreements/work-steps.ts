import { Injectable, type OnModuleInit } from '@nestjs/common';
import { decideWork, inspectUntil, localDate, workCourse } from '@hoshu/domain';
import type { BodyOf, agreementRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { IssueWork, WorkCharges } from '../billing/index.js';
import { ContractReader } from '../contracts/index.js';
import { AgreementSteps, type Known } from './agreement-steps.js';
import type { AgreementDetail } from './agreement-view.js';
import { AgreementRepository } from './agreement.repository.js';
import { agreedWork, workEntries, type SeparateWorkTerms } from './work-view.js';

// A delivery whose last day to object has passed without an answer, and whose fee is not charged: `$1` is the business day.
const lapsed = `from hoshu.agreement_entry d where d.kind = 'delivery' and d.due_on < $1 and not exists (select 1 from hoshu.agreement_entry a where a.refers_to_id = d.id) and not exists (select 1 from hoshu.charge ch where ch.agreement_id = d.agreement_id)`;

/** From the delivery of a 別途契約 to its charge (第4条2項, 民法633条): 乙 delivers, 甲 confirms or objects, and what is accepted is charged once. 乙 takes back what it recorded by mistake, and may give the fee up. */
@Injectable()
export class WorkSteps implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: AgreementRepository, private readonly steps: AgreementSteps, private readonly contracts: ContractReader, private readonly charges: WorkCharges, private readonly issuing: IssueWork,
    private readonly outbox: Outbox, private readonly tasks: DueTasks,
  ) {}

  onModuleInit(): void {
    this.outbox.on('agreement.charge', (row, actor) => this.charge(found(actor), String(row.payload['agreementId'])));
    // Before the monthly run, so that the day's invoice takes it.
    this.tasks.register({ name: 'agreements.inspections', order: 25, run: (actor) => this.chargeLapsed(actor), dueWhen: `exists (select 1 ${lapsed})` });
  }

  /** Throws agreement_not_agreed, agreement_kind, work_delivered_already, work_delivery_day, person_name_required. */
  deliver(actor: Actor, agreementId: string, body: BodyOf<typeof routes.deliver>): Promise<AgreementDetail> {
    return this.steps.step(actor, { agreementId, personName: body.personName }, async (known) => {
      const { terms, agreedOn } = agreedOf(known);
      this.decide(known, { kind: 'delivery', refersToId: null });
      const { tx } = known;
      if (body.deliveredOn > tx.today || body.deliveredOn < agreedOn) throw new AppError('work_delivery_day', { fields: [{ path: 'body.deliveredOn', code: 'date', message: '合意した日から今日までの日付にしてください。' }] });
      const dueOn = inspectUntil({ deliveredOn: localDate(body.deliveredOn), recordedOn: localDate(tx.today), inspectionDays: terms.inspectionDays });
      if (dueOn === null) await tx.emit('agreement.charge', { agreementId });
      return { kind: 'delivery', text: body.text, heldOn: body.deliveredOn, ...(dueOn === null ? {} : { taskSide: 'client', dueOn }) };
    });
  }

  /** Throws work_not_inspecting, agreement_not_agreed, agreement_kind, person_name_required. */
  inspect(actor: Actor, ids: { readonly agreementId: string; readonly deliveryId: string }, body: BodyOf<typeof routes.inspect>): Promise<AgreementDetail> {
    return this.steps.step(actor, { agreementId: ids.agreementId, personName: body.personName }, async (known) => {
      agreedOf(known);
      this.decide(known, { kind: body.answer, refersToId: ids.deliveryId });
      if (body.answer === 'inspection') await known.tx.emit('agreement.charge', { agreementId: ids.agreementId });
      return { kind: body.answer, text: body.text, refersToId: ids.deliveryId, heldOn: known.tx.today };
    });
  }

  /** A delivery recorded by mistake, with the reason. What it made billable is not any more. Throws work_not_recallable, work_waived, work_invoiced, agreement_not_agreed, agreement_kind, person_name_required. */
  recall(actor: Actor, ids: { readonly agreementId: string; readonly deliveryId: string }, body: BodyOf<typeof routes.recall>): Promise<AgreementDetail> {
    return this.steps.step(actor, { agreementId: ids.agreementId, personName: body.personName }, async (known) => {
      agreedOf(known);
      this.decide(known, { kind: 'recall', refersToId: ids.deliveryId });
      await this.charges.cancel(known.tx, ids.agreementId, { why: 'delivery_recalled' });
      return { kind: 'recall', text: body.text, refersToId: ids.deliveryId, heldOn: known.tx.today };
    });
  }

  /** 乙 gives the fee up for good (民法519条), with the reason. Throws work_not_charged, work_waived, work_invoiced, agreement_not_agreed, agreement_kind, person_name_required. */
  waive(actor: Actor, agreementId: string, body: BodyOf<typeof routes.waive>): Promise<AgreementDetail> {
    return this.steps.step(actor, { agreementId, personName: body.personName }, async (known) => {
      agreedOf(known);
      this.decide(known, { kind: 'waiver', refersToId: null });
      await this.charges.cancel(known.tx, agreementId, { why: 'fee_waived' });
      return { kind: 'waiver', text: body.text, heldOn: known.tx.today };
    });
  }

  private decide({ tx, entries }: Known, next: Parameters<typeof decideWork>[1]): void {
    const decision = decideWork(workEntries(entries), next, localDate(tx.today));
    if (!decision.ok) throw new AppError(decision.refusal, { article: decision.article });
  }

  /** The fee on an invoice of its own, now. Throws work_not_charged, work_waived, work_invoiced, contract_not_live. */
  issue(actor: Actor, agreementId: string): Promise<AgreementDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, agreementId);
      await this.contracts.lock(tx, row.contract_id);
      const { state } = workCourse(workEntries(await this.repository.entries(tx, [agreementId])), localDate(tx.today));
      if (state === 'waived') throw new AppError('work_waived');
      await this.issuing.run(tx, { contractId: row.contract_id, agreementId });
      return this.steps.detail(tx, agreementId);
    });
  }

  // Safe to run twice: the charge of an agreement exists once.
  private charge(actor: Actor, agreementId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      await this.chargeWithin(tx, agreementId);
    });
  }

  private async chargeWithin(tx: Tx, agreementId: string): Promise<boolean> {
    const row = await this.repository.get(tx, agreementId);
    await this.contracts.lock(tx, row.contract_id);
    const entries = await this.repository.entries(tx, [agreementId]);
    const agreed = agreedWork(row, entries);
    const { state, deliveredOn } = workCourse(workEntries(entries), localDate(tx.today));
    if (!agreed || state !== 'accepted' || deliveredOn === null) return false;
    const { feeYen, taxMode, payOn } = agreed.terms;
    return this.charges.make(tx, await this.contracts.facts(tx, row.contract_id), { agreementId, feeYen, taxMode, deliveredOn, payOn });
  }

  private async chargeLapsed(actor: Actor): Promise<void> {
    const rows = await this.db.read(actor, (tx) => tx.query<{ id: string; agreementId: string }>(`select d.id, d.agreement_id as "agreementId" ${lapsed} order by d.id`, [tx.today]));
    for (const { id, agreementId } of rows) {
      await this.db.tx(actor, async (tx) => {
        if (await this.chargeWithin(tx, agreementId)) await tx.emit('agreement.inspection-over', { deliveryId: id });
      });
    }
  }
}

function agreedOf({ row, entries }: Known): { readonly terms: SeparateWorkTerms; readonly agreedOn: string } {
  const agreed = agreedWork(row, entries);
  if (agreed) return agreed;
  throw new AppError(row.kind === 'separate_work' ? 'agreement_not_agreed' : 'agreement_kind');
}
