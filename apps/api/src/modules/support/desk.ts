import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, supportRoutes } from '@hoshu/api-schema';
import { daysBetween, localDate } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import { withoutKey, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { inspectUpload } from '../../platform/storage/inspect.js';
import { overallResult, requirementChecks, type RequirementCheck } from '../notices/index.js';
import { articleOf, CaseRepository, insideTenant, targetOf, type CaseRow } from './case.repository.js';
import type { StaffMail } from './overdue.js';
import { rescissionChecks } from './rescission-checks.js';
import { answersFor, deskLimit, standardAnswerTexts, type AnswerKey } from './standard-answers.js';

type CaseView = ResponseOf<typeof supportRoutes.notice>;
type QueueRow = ResponseOf<typeof supportRoutes.notices>['items'][number];

const checksOf = (row: CaseRow, today: string): RequirementCheck[] =>
  row.article === 19 || row.article === 541 ? rescissionChecks(row) : requirementChecks({ article: row.article, side: row.side, channel: row.channel, deadlineOn: row.deadline_on, arrivedOn: row.arrived_on, requestedEndOn: row.requested_end_on, electronicAgreed: row.electronic_agreed, authority: row.authority, bounced: row.bounced }, today);

function queueRow(tx: Tx, row: CaseRow, names: ReadonlyMap<string, string>): QueueRow {
  const { today } = tx;
  return {
    id: row.id, tenantName: names.get(row.tenant_id) ?? '', contractNumber: row.contract_number, side: row.side, article: row.article, channel: row.channel, source: row.source, receivedOn: row.received_on, deadlineOn: row.deadline_on,
    daysLeft: row.deadline_on ? daysBetween(localDate(today), localDate(row.deadline_on)) : null, arrivedOn: row.arrived_on, result: overallResult(checksOf(row, today)), handlerName: row.handler_name, handledByMe: row.handler_id !== null && row.handler_id === tx.actor.userId, forwardedAt: row.forwarded_at?.toISOString() ?? null, escalatedAt: row.escalated_at?.toISOString() ?? null, overdueStep: row.overdue_step,
  };
}

/** The termination desk (D8): staff register, forward and explain; they never receive, confirm or judge a notice for a party. */
@Injectable()
export class TerminationDesk {
  constructor(private readonly db: Db, private readonly repository: CaseRepository) {}

  /** The queue by deadline. Each tenant in it finds the look in its own trail (F120). */
  async list(actor: Actor): Promise<{ items: QueueRow[] }> {
    const { rows, items } = await this.db.read(actor, async (tx) => {
      const found = await this.repository.queue(tx);
      const names = await this.repository.tenantNames(tx, found.map((row) => row.tenant_id));
      return { rows: found, items: found.map((row) => queueRow(tx, row, names)) };
    });
    const counts = new Map<string, number>();
    for (const { tenant_id: tenantId } of rows) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
    for (const [tenantId, count] of counts) await this.db.tx(insideTenant(actor, tenantId), (tx) => tx.audit({ type: 'support.listed-notices', article: '第17条', data: { count } }));
    return { items };
  }

  /** Many clients leave at once (a vendor fails): one press for all of them. Cases that a colleague changed meanwhile are left out. */
  async takeOverMany(actor: Actor, caseIds: readonly string[]): Promise<{ taken: number; left: number }> {
    let taken = 0;
    // Each case is a transaction of its own and taking one over again changes nothing: the key of the whole request is not one of theirs.
    for (const caseId of new Set(caseIds)) {
      taken += await this.takeOver(withoutKey(actor), caseId).then(() => 1, (error: unknown) => {
        if (error instanceof AppError && ['conflict', 'not_found'].includes(error.code)) return 0;
        throw error;
      });
    }
    return { taken, left: new Set(caseIds).size - taken };
  }

  /** What the desk cannot solve alone goes to a superior, with the reason on record; superiors hear of it by mail, once. */
  escalate(actor: Actor, caseId: string, note: string): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      const isFirst = await this.repository.markEscalated(tx, row);
      if (isFirst) await tx.emit('support.tell-staff', { what: 'escalated', step: 2, subjectId: row.id, contractNumber: '', deadlineOn: row.deadline_on ?? '' } satisfies StaffMail);
      await this.repository.addEvent(tx, { caseId, kind: 'escalated', note });
      await this.record(tx, row, 'support.escalated');
      return this.view(tx, await this.repository.get(tx, caseId));
    });
  }

  /** Opening a case is itself a fact in the tenant's own trail. */
  open(actor: Actor, caseId: string): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      await this.record(tx, row, 'support.viewed-notice');
      return this.view(tx, row);
    });
  }

  /** Throws conflict when a colleague was faster. */
  takeOver(actor: Actor, caseId: string): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      if (row.handler_id === actor.userId) return this.view(tx, row);
      await this.repository.takeOver(tx, row);
      await this.repository.addEvent(tx, { caseId, kind: 'taken_over' });
      await this.record(tx, row, 'support.took-over');
      return this.view(tx, await this.repository.get(tx, caseId));
    });
  }

  /** The text goes by mail to the giver's notice address, which staff do not see. Throws support_answer_unfit for one that speaks of another article. */
  answer(actor: Actor, caseId: string, key: AnswerKey): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      if (!answersFor(row.article).includes(key)) throw new AppError('support_answer_unfit');
      await this.repository.addEvent(tx, { caseId, kind: 'answered', note: standardAnswerTexts[key].ja });
      await this.record(tx, row, 'support.answered', { answer: key });
      await tx.emit('notice.desk-answer', { caseId, ...standardAnswerTexts[key] });
      return this.view(tx, row);
    });
  }

  findContract(actor: Actor, number: string): Promise<ResponseOf<typeof supportRoutes.findContract>> {
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.findContracts(tx, number);
      const names = await this.repository.tenantNames(tx, rows.map((row) => row.tenant_id));
      return { items: rows.map((row) => ({ tenantId: row.tenant_id, tenantName: names.get(row.tenant_id) ?? '', contractNumber: row.contract_number })) };
    });
  }

  /** A notice that came to the desk. It has not arrived at anybody yet. Throws support_contract_unknown, notice_arrival_in_future. */
  async register(actor: Actor, body: BodyOf<typeof supportRoutes.register>): Promise<CaseView> {
    const contract = await this.db.read(actor, async (tx) => {
      if (body.receivedOn > tx.today) throw new AppError('notice_arrival_in_future');
      return (await this.repository.findContracts(tx, body.contractNumber)).find((row) => row.tenant_id === body.tenantId);
    });
    if (!contract) throw new AppError('support_contract_unknown');
    return this.db.tx(insideTenant(actor, contract.tenant_id), async (tx) => {
      const id = randomUUID();
      await this.repository.insert(tx, {
        id, client_id: contract.client_id, contract_id: contract.contract_id, contract_number: contract.contract_number, side: body.side, article: body.article, received_on: body.receivedOn,
        requested_end_on: body.article === 18 ? body.requestedEnd : null, sender_name: body.senderName, note: body.note, tracking_number: body.trackingNumber,
      });
      const row = await this.repository.get(tx, id);
      await this.repository.addEvent(tx, { caseId: id, kind: 'registered', note: body.cameBy === 'paper' ? '書面で到着' : '電子メールで到着' });
      await this.record(tx, row, 'support.registered-notice', { side: body.side, cameBy: body.cameBy, receivedOn: body.receivedOn, trackingNumber: body.trackingNumber });
      return this.view(tx, row);
    });
  }

  /** Throws file_refused, duplicate, support_not_forwardable. */
  addScan(actor: Actor, caseId: string, upload: { bytes: Buffer; fileName: string }): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      if (row.source !== 'desk' || row.forwarded_at) throw new AppError('support_not_forwardable');
      const { bytes, contentType } = await inspectUpload(upload.bytes, 'evidence');
      const digest = sha256(bytes);
      await this.repository.insertScan(tx, { caseId, fileName: upload.fileName, contentType, sha256: digest, bytes });
      await this.repository.addEvent(tx, { caseId, kind: 'scan_added', note: upload.fileName });
      await this.record(tx, row, 'support.added-scan', { sha256: digest });
      return this.view(tx, row);
    });
  }

  /** Hands the notice to the worker, which mails it to the 通知先; once. Throws support_not_forwardable. */
  forward(actor: Actor, caseId: string): Promise<CaseView> {
    return this.repository.inCase(actor, caseId, async (tx, row) => {
      await this.repository.markForwarded(tx, row);
      await this.repository.addEvent(tx, { caseId, kind: 'forwarded' });
      await this.record(tx, row, 'support.forwarded-notice');
      await tx.emit('notice.desk-forward', { caseId });
      return this.view(tx, await this.repository.get(tx, caseId));
    });
  }

  private async record(tx: Tx, row: CaseRow, type: string, data: Readonly<Record<string, string>> = {}): Promise<void> {
    await tx.audit({ type, contractId: row.contract_id, clientId: row.client_id, article: articleOf(row.article), target: targetOf(row), data });
  }

  private async view(tx: Tx, row: CaseRow): Promise<CaseView> {
    const [names, history, hasScan] = [await this.repository.tenantNames(tx, [row.tenant_id]), await this.repository.history(tx, row.id), await this.repository.hasScan(tx, row.id)];
    return {
      ...queueRow(tx, row, names), requestedEndOn: row.requested_end_on, senderName: row.sender_name, note: row.note, trackingNumber: row.tracking_number, hasScan, canForward: row.source === 'desk' && row.forwarded_at === null, checks: checksOf(row, tx.today).map((check) => ({ ...check })),
      answers: answersFor(row.article).map((key) => ({ key, ...standardAnswerTexts[key] })), limit: deskLimit,
      history: history.map((event) => ({ at: event.at.toISOString(), kind: event.kind, staffName: event.staff_name, note: event.note })),
    };
  }
}
