import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, noticeRoutes } from '@hoshu/api-schema';
import type { PaperDelivery } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { contentHash } from './declaration.js';
import { NoticeDelivery } from './delivery.js';
import { electronicAgreed, noticeDeadline, otherParty } from './notice-rules.js';
import { arrivedOnOf, NoticeRepository, type NoticeRecord } from './notice.repository.js';
import { NoticeViews } from './notice-views.js';
import { partyOf } from './preview.js';
import { why } from '../../platform/explain/index.js';

type Body = BodyOf<typeof noticeRoutes.registerPaper>;
const dayFields = ['postedOn', 'deliveredOn', 'refusedOn', 'firstAttemptOn', 'retentionExpiredOn'] as const;

/** 第17条2項・第18条: a paper notice with its scan and the days of its delivery; the end follows from the day of arrival (R05). */
@Injectable()
export class RegisterPaper {
  constructor(
    private readonly db: Db, private readonly reader: ContractReader, private readonly repository: NoticeRepository, private readonly files: Files,
    private readonly delivery: NoticeDelivery, private readonly views: NoticeViews,
  ) {}

  /** Keeps the scan, byte-exact when it is a PDF. Throws file_refused. */
  uploadScan(actor: Actor, contractId: string, upload: { bytes: Buffer; fileName: string; contentType: string }): Promise<{ fileId: string }> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const file = await this.files.storeUpload(tx, { ...upload, clientId: facts.clientId, contractId: facts.id }, 'evidence');
      await tx.audit({ type: 'notice.scan-kept', contractId: facts.id, clientId: facts.clientId, article: '第17条2項', data: { fileId: file.id, sha256: file.sha256 } });
      return { fileId: file.id };
    });
  }

  /** Registers the letter and decides the end at once when it arrived. Throws not_found, notice_arrival_in_future, notice_before_contract, notice_arrived_already, notice_contract_not_in_force. */
  register(actor: Actor, contractId: string, body: Body): Promise<ResponseOf<typeof noticeRoutes.registerPaper>> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.reader.facts(tx, contractId);
      await this.reader.lock(tx, seen.id);
      const facts = await this.reader.facts(tx, contractId);
      this.checkDays(tx, facts, body);
      await this.checkScan(tx, facts, body.scanFileId);
      const notice = body.noticeId === null ? await this.newNotice(tx, facts, body) : await this.printedHere(tx, facts, body.noticeId);
      await this.keep(tx, facts, { notice, body });
      return this.views.view(tx, await this.repository.get(tx, notice.id));
    });
  }

  private checkDays(tx: Tx, facts: ContractFacts, body: Body): void {
    const concludedOn = facts.conclusion?.concludedOn;
    if (concludedOn === undefined || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
    for (const field of dayFields) {
      const value = body[field];
      if (value !== null && value > tx.today) throw new AppError('notice_arrival_in_future', { fields: [{ path: `body.${field}`, code: 'future', message: '今日までの日にしてください。' }] });
      if (value !== null && value < concludedOn) throw new AppError('notice_before_contract', { fields: [{ path: `body.${field}`, code: 'before_contract', message: '契約の成立日以後の日にしてください。' }], data: { concludedOn } });
    }
  }

  private async checkScan(tx: Tx, facts: ContractFacts, fileId: string): Promise<void> {
    found(await tx.one('select id from hoshu.file where id = $1 and contract_id = $2', [fileId, facts.id]));
  }

  private async printedHere(tx: Tx, facts: ContractFacts, noticeId: string): Promise<NoticeRecord> {
    const notice = await this.repository.get(tx, noticeId);
    if (notice.contractId !== facts.id) throw new AppError('not_found');
    if (arrivedOnOf(notice)) throw new AppError('notice_arrived_already', { data: { arrivedOn: arrivedOnOf(notice) } });
    return notice;
  }

  // Whether the person who wrote the letter may do so is not known to whoever registers it (D7).
  private async newNotice(tx: Tx, facts: ContractFacts, body: Body): Promise<NoticeRecord> {
    const requestedEndOn = body.article === 18 ? body.requestedEnd : null;
    const declared = { article: body.article, giverParty: body.giverParty, giverName: body.giverName, requestedEndOn, body: body.text, givenOn: tx.today };
    const own = body.giverParty === partyOf(tx.actor);
    const id = randomUUID();
    await this.repository.insert(tx, {
      ...declared, id, clientId: facts.clientId, contractId: facts.id, versionId: facts.versionId, contractNumber: facts.number, giverUserId: null, giverEmail: own ? tx.actor.email : '', authority: own && tx.actor.noticeAuthority ? 'ok' : 'needs_check',
      channel: 'paper', source: partyOf(tx.actor), recipientEmail: facts.terms.annex.notices[otherParty(body.giverParty)].email, deadlineOn: noticeDeadline(facts, { article: body.article, requestedEnd: requestedEndOn, on: body.deliveredOn ?? body.postedOn ?? tx.today }),
      electronicAgreed: electronicAgreed(facts), contentHash: contentHash(facts, declared),
    });
    return this.repository.get(tx, id);
  }

  private async keep(tx: Tx, facts: ContractFacts, what: { notice: NoticeRecord; body: Body }): Promise<void> {
    const { body } = what;
    const days = Object.fromEntries(dayFields.filter((field) => body[field] !== null).map((field) => [field, body[field]]));
    const arrival = why('arrivalDate', { channel: 'paper', ...days } as PaperDelivery);
    // A letter of a portal notice that bounced is paper from now on: the form of 第17条 is judged by what arrived.
    const notice = { ...what.notice, channel: 'paper' as const };
    await this.repository.insertDelivery(tx, notice, {
      attemptId: randomUUID(), kind: 'paper', recipient: facts.terms.annex.notices[otherParty(notice.giverParty)].postal, businessAt: tx.now, ...days, scanFileId: body.scanFileId, arrivedOn: arrival.result, explanation: arrival.explanation, recordedBy: tx.actor.name, recordedSide: partyOf(tx.actor), postingMethod: body.postingMethod, trackingNumber: body.trackingNumber,
    });
    await tx.audit({
      type: 'notice.paper-registered', contractId: facts.id, clientId: facts.clientId, article: notice.article === 17 ? '第17条2項' : '第18条', target: { kind: 'notice', id: notice.id },
      data: { giverParty: notice.giverParty, arrivedOn: arrival.result, scanFileId: body.scanFileId, postingMethod: body.postingMethod, trackingNumber: body.trackingNumber, recordedSide: partyOf(tx.actor), ...days },
    });
    if (!arrival.result) return;
    if (tx.actor.kind === 'vendor') await this.delivery.settle(tx, facts, notice, arrival.result);
    else await tx.emit('notice.arrived', { noticeId: notice.id });
  }
}
