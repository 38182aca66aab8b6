import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { contentHash } from './declaration.js';
import { NoticeDelivery } from './delivery.js';
import { mailParty, noticeEmail } from './mail-parties.js';
import { electronicAgreed, noticeDeadline, otherParty, type NoticeArticle, type Party } from './notice-rules.js';
import { NoticeRepository, type NewNotice } from './notice.repository.js';

interface DeskCase { id: string; contract_id: string; side: Party; article: NoticeArticle; requested_end_on: string | null; sender_name: string; note: string; received_on: string }
interface Scan { file_name: string; content_type: string; bytes: Buffer }

const caseIdOf = (row: OutboxRow): string => {
  const caseId = row.payload['caseId'];
  if (typeof caseId !== 'string') throw new Poison(`${row.kind} needs a case`);
  return caseId;
};

/** The tenant's side of the desk (D8): forwards what staff registered to the 通知先, and sends their standard answers. */
@Injectable()
export class DeskForwarding implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox, private readonly db: Db, private readonly reader: ContractReader, private readonly files: Files,
    private readonly repository: NoticeRepository, private readonly delivery: NoticeDelivery,
  ) {}

  onModuleInit(): void {
    this.outbox.on('notice.desk-forward', (row, actor) => this.forward(row, actor));
    this.outbox.on('notice.desk-answer', (row, actor) => this.answer(row, actor));
  }

  /** The desk only passes on: the notice arrives when the other side's own mail server accepts it. */
  async forward(row: OutboxRow, actor: Actor | null): Promise<void> {
    const caseId = caseIdOf(row);
    if (!actor) throw new Poison('a notice belongs to a tenant');
    const ready = await this.db.read(actor, async (tx) => {
      const desk = await this.deskCase(tx, caseId);
      const facts = await this.reader.facts(tx, desk.contract_id);
      const scan = await tx.one<Scan>('select file_name, content_type, bytes from support.scan where case_id = $1', [caseId]);
      return { known: await this.repository.find(tx, caseId), facts, notice: compose(facts, desk), scan, givenOn: desk.received_on };
    });
    if (ready.known) return;
    const attachments = ready.scan ? [{ filename: ready.scan.file_name, contentType: ready.scan.content_type, content: ready.scan.bytes }] : [];
    const acceptance = await this.delivery.mail(ready.facts, { ...ready.notice, givenOn: ready.givenOn }, { rowId: row.id, attachments });
    await this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, ready.notice.contractId);
      if (!(await this.repository.insert(tx, ready.notice))) return;
      const file = ready.scan ? await this.files.store(tx, { bytes: ready.scan.bytes, fileName: ready.scan.file_name, contentType: ready.scan.content_type, clientId: ready.notice.clientId, contractId: ready.notice.contractId }) : null;
      await tx.audit({ type: 'notice.forwarded-by-desk', contractId: ready.notice.contractId, clientId: ready.notice.clientId, article: `第${ready.notice.article}条`, target: { kind: 'notice', id: caseId }, data: { side: ready.notice.giverParty, contentHash: ready.notice.contentHash } });
      await this.delivery.complete(tx, await this.repository.get(tx, caseId), { attemptId: row.id, acceptance, ...(file ? { scanFileId: file.id } : {}) });
    });
  }

  /** Sends one of the desk's standard answers to the notice address of the side that gave the notice. */
  async answer(row: OutboxRow, actor: Actor | null): Promise<void> {
    const caseId = caseIdOf(row);
    if (!actor) throw new Poison('a notice belongs to a tenant');
    await this.db.tx(actor, async (tx) => {
      const desk = await this.deskCase(tx, caseId);
      const facts = await this.reader.facts(tx, desk.contract_id);
      await mailParty(tx, facts, { party: desk.side, cause: 'declaration', template: 'notices.desk-answer', subjectRef: `notice:${caseId}`, data: { ja: String(row.payload['ja']), en: String(row.payload['en']) } });
    });
  }

  private async deskCase(tx: Tx, caseId: string): Promise<DeskCase> {
    return found(await tx.one<DeskCase>(`select id, contract_id, side, article, to_char(requested_end_on, 'YYYY-MM-DD') as requested_end_on, sender_name, note, to_char(received_on, 'YYYY-MM-DD') as received_on from support.notice_case where id = $1`, [caseId]));
  }
}

function compose(facts: ContractFacts, desk: DeskCase): NewNotice {
  const declared = { article: desk.article, giverParty: desk.side, giverName: desk.sender_name, requestedEndOn: desk.requested_end_on, body: desk.note, givenOn: desk.received_on };
  return {
    ...declared, id: desk.id, clientId: facts.clientId, contractId: facts.id, versionId: facts.versionId, contractNumber: facts.number, giverUserId: null, giverEmail: '', authority: 'needs_check', channel: 'desk_email', source: 'desk',
    recipientEmail: noticeEmail(facts, otherParty(desk.side)), deadlineOn: noticeDeadline(facts, { article: desk.article, requestedEnd: desk.requested_end_on, on: desk.received_on }), electronicAgreed: electronicAgreed(facts), contentHash: contentHash(facts, declared),
  };
}
