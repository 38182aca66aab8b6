import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { localDate, type PaperDelivery } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { declarationLetterPdf } from '../../platform/pdf/index.js';
import { ContractReader } from '../contracts/index.js';
import { why } from '../../platform/explain/index.js';
import { plainName, postalOf } from '../notices/index.js';
import { Declarations, type OpenedDeclaration } from './declarations.js';
import { isConfirmed, mayGoByPortal, missingOf, otherSide } from './declaration-rules.js';
import { DeclarationRepository, type DeclarationRecord } from './declaration.repository.js';
import { declarationHash, letterText } from './letter-text.js';

type View = ResponseOf<typeof rescissionRoutes.get>;
type Paper = BodyOf<typeof rescissionRoutes.registerDelivery>;
const dayFields = ['postedOn', 'deliveredOn', 'refusedOn', 'firstAttemptOn', 'retentionExpiredOn'] as const;

/** The way of a declaration to the other side: by real e-mail or on paper (D7, R05). */
@Injectable()
export class Sending {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly declarations: Declarations, private readonly repository: DeclarationRepository) {}

  /** Throws not_found, rescission_step, rescission_evidence_missing, rescission_not_confirmed, rescission_channel, rescission_contract_over, notice_name_mismatch. */
  send(actor: Actor, declarationId: string, body: BodyOf<typeof rescissionRoutes.send>): Promise<View> {
    return this.declarations.act(actor, { declarationId, act: 'send' }, async (opened) => {
      const { tx, declaration, facts } = opened;
      this.check(opened, body);
      const recipient = otherSide(declaration.side);
      const channel = body.channel === 'portal' ? 'portal_email' as const : 'letter' as const;
      const contentHash = declarationHash(facts, declaration, await this.demandOf(tx, declaration));
      await this.repository.addSending(tx, declaration, { channel, authority: actor.noticeAuthority ? 'ok' : 'needs_check', recipientEmail: facts.terms.annex.notices[recipient].email, recipientPostal: facts.terms.annex.notices[recipient].postal, contentHash });
      // A letter that was only printed is its giver's own until it is on its way.
      await tx.audit({
        type: channel === 'letter' ? 'rescission.letter-made' : 'rescission.sent', ...(channel === 'letter' ? { ownSide: true as const } : {}), article: declaration.kind === 'rescission' ? '第19条' : '民法541条', contractId: facts.id, clientId: facts.clientId,
        target: { kind: 'declaration', id: declarationId }, data: { side: declaration.side, kind: declaration.kind, number: declaration.number, contentHash, confirmations: declaration.confirmations.length },
      });
      if (channel === 'portal_email') await tx.emit('rescission.mail', { declarationId, contractId: facts.id });
    });
  }

  private check({ declaration, facts, persons }: OpenedDeclaration, body: BodyOf<typeof rescissionRoutes.send>): void {
    if (facts.status === 'ended') throw new AppError('rescission_contract_over');
    const missing = missingOf(declaration);
    if (missing.length > 0) throw new AppError('rescission_evidence_missing', { data: { missing: missing.map(({ ja, en }) => ({ ja, en })) } });
    if (!isConfirmed(declaration, persons)) throw new AppError('rescission_not_confirmed');
    if (body.channel === 'portal' && !mayGoByPortal(facts, declaration)) throw new AppError('rescission_channel');
    if (plainName(body.confirmName) !== plainName(facts.terms.parties[otherSide(declaration.side)].companyName)) throw new AppError('notice_name_mismatch', { fields: [{ path: 'body.confirmName', code: 'mismatch', message: '会社名が契約書と一致しません。' }] });
  }

  /** Posting and delivery of the printed letter; its arrival takes effect right after. Throws not_found, rescission_step, notice_arrival_in_future, notice_before_contract. */
  registerDelivery(actor: Actor, declarationId: string, body: Paper): Promise<View> {
    return this.declarations.act(actor, { declarationId, act: 'deliver' }, async ({ tx, declaration, facts }) => {
      this.checkDays(tx, declaration, body);
      await this.declarations.checkFile(tx, facts.id, body.fileId);
      const days = Object.fromEntries(dayFields.filter((field) => body[field] !== null).map((field) => [field, body[field]]));
      const arrival = why('arrivalDate', { channel: 'paper', ...days } as PaperDelivery);
      await this.repository.addDelivery(tx, declaration, { kind: 'paper', attemptId: randomUUID(), recipient: declaration.sending?.recipientPostal ?? '', businessAt: tx.now, ...days, trackingNumber: body.trackingNumber, fileId: body.fileId, arrivedOn: arrival.result, explanation: arrival.explanation });
      await tx.audit({ type: 'rescission.delivery-registered', article: '第19条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'declaration', id: declarationId }, data: { side: declaration.side, number: declaration.number, arrivedOn: arrival.result, trackingNumber: body.trackingNumber, ...days } });
      if (arrival.result) await tx.emit('rescission.arrived', { declarationId, contractId: facts.id });
    });
  }

  private checkDays(tx: Tx, declaration: DeclarationRecord, body: Paper): void {
    const sentOn = declaration.sending?.sentOn ?? tx.today;
    for (const field of dayFields) {
      const value = body[field];
      if (value !== null && value > tx.today) throw new AppError('notice_arrival_in_future', { fields: [{ path: `body.${field}`, code: 'future', message: '今日までの日にしてください。' }] });
      if (value !== null && value < sentOn) throw new AppError('notice_before_contract', { fields: [{ path: `body.${field}`, code: 'before_sending', message: '通知書を作った日以後の日にしてください。' }], data: { sentOn } });
    }
  }

  /** The letter as it was, or will be, sent. Throws not_found. */
  letter(actor: Actor, declarationId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const declaration = await this.repository.get(tx, declarationId);
      const sentOn = declaration.sending?.sentOn ?? tx.today;
      const facts = await this.reader.facts(tx, declaration.contractId, sentOn);
      const { terms } = facts;
      const sender = terms.parties[declaration.side];
      const recipient = terms.parties[otherSide(declaration.side)];
      const words = letterText(facts, declaration, await this.demandOf(tx, declaration));
      const bytes = await declarationLetterPdf({
        ...words, writtenOn: localDate(sentOn), createdAt: declaration.sending ? new Date(declaration.sending.sentAt) : tx.now, contractNumber: facts.number, isDraft: declaration.sending === null,
        sender: { companyName: sender.companyName, registrationNumber: null, ...postalOf(terms, declaration.side) }, senderRepresentative: [sender.representativeTitle, sender.representativeName].filter(Boolean).join('　'),
        recipient: { companyName: recipient.companyName, ...postalOf(terms, otherSide(declaration.side)), honorific: '御中' },
      });
      return new FileAnswer(Buffer.from(bytes), 'application/pdf', `${words.title}-${facts.number}.pdf`);
    });
  }

  /** The demand that a rescission follows; null otherwise. */
  async demandOf(tx: Tx, declaration: DeclarationRecord): Promise<DeclarationRecord | null> {
    return declaration.demandId === null ? null : this.repository.get(tx, declaration.demandId);
  }
}
