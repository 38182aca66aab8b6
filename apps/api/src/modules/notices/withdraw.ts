import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BodyOf, ResponseOf, noticeRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { actingName } from '../clients/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { EndDecisions } from './end-decision.js';
import { mailParties, mailParty } from './mail-parties.js';
import { otherParty } from './notice-rules.js';
import { arrivedOnOf, NoticeRepository, type NoticeRecord } from './notice.repository.js';
import { NoticeViews } from './notice-views.js';
import { partyOf } from './preview.js';

type View = ResponseOf<typeof routes.get>;
interface Step { readonly kind: 'request' | 'consent' | 'refusal'; readonly text: string; readonly refersToId: string | null; readonly personName: string }

/** A notice that has arrived binds its giver: it goes only with the other side's consent (民法540条2項 by analogy, F117). */
@Injectable()
export class WithdrawNotice implements OnModuleInit {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: NoticeRepository, private readonly decisions: EndDecisions, private readonly views: NoticeViews, private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.on('notice.withdrawn', (row, actor) => this.lift(row, actor));
  }

  /** Throws notice_not_arrived, notice_not_own, notice_withdrawal_open, notice_withdrawn_already, notice_withdrawal_too_late, person_name_required. */
  async request(actor: Actor, noticeId: string, body: BodyOf<typeof routes.requestWithdrawal>): Promise<View> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.inNotice(actor, noticeId, async (tx, notice, facts) => {
      if (notice.giverParty !== partyOf(actor)) throw new AppError('notice_not_own');
      if (notice.withdrawal.some((step) => step.kind === 'request' && !notice.withdrawal.some(({ refersToId }) => refersToId === step.id))) throw new AppError('notice_withdrawal_open');
      await this.record(tx, notice, { kind: 'request', text: body.text, refersToId: null, personName });
      await mailParty(tx, facts, { party: otherParty(notice.giverParty), cause: 'declaration', template: 'notices.withdrawal-requested', subjectRef: `notice:${notice.id}`, data: { article: String(notice.article), giverCompany: facts.terms.parties[notice.giverParty].companyName, text: body.text } });
    });
  }

  /** Throws notice_own_withdrawal, notice_withdrawal_answered, besides what `request` throws. */
  async answer(actor: Actor, ids: { readonly noticeId: string; readonly requestId: string }, body: BodyOf<typeof routes.answerWithdrawal>): Promise<View> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.inNotice(actor, ids.noticeId, async (tx, notice) => {
      if (notice.giverParty === partyOf(actor)) throw new AppError('notice_own_withdrawal');
      const request = notice.withdrawal.find(({ id, kind }) => id === ids.requestId && kind === 'request');
      if (!request) throw new AppError('not_found');
      if (notice.withdrawal.some(({ refersToId }) => refersToId === request.id)) throw new AppError('notice_withdrawal_answered');
      await this.record(tx, notice, { kind: body.answer, text: body.text, refersToId: request.id, personName });
      if (body.answer === 'consent') await tx.emit('notice.withdrawn', { noticeId: notice.id });
    });
  }

  private inNotice(actor: Actor, noticeId: string, work: (tx: Tx, notice: NoticeRecord, facts: ContractFacts) => Promise<void>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.views.visible(tx, noticeId);
      await this.reader.lock(tx, seen.contractId);
      const [facts, notice] = [await this.reader.facts(tx, seen.contractId), await this.repository.get(tx, noticeId)];
      if (arrivedOnOf(notice) === null) throw new AppError('notice_not_arrived');
      if (notice.withdrawal.some(({ kind }) => kind === 'consent')) throw new AppError('notice_withdrawn_already');
      if (facts.end && facts.end.lastOn < tx.today) throw new AppError('notice_withdrawal_too_late', { data: { endsOn: facts.end.lastOn } });
      await work(tx, notice, facts);
      return this.views.view(tx, await this.repository.get(tx, noticeId));
    });
  }

  private async record(tx: Tx, notice: NoticeRecord, step: Step): Promise<void> {
    await this.repository.insertWithdrawal(tx, notice, { ...step, side: partyOf(tx.actor), role: tx.actor.role });
    await tx.audit({
      type: events[step.kind].type, contractId: notice.contractId, clientId: notice.clientId, article: `第${notice.article}条`, target: { kind: 'notice', id: notice.id },
      data: { side: partyOf(tx.actor), role: tx.actor.role, contentHash: notice.contentHash, refersTo: step.refersToId }, personal: { person: step.personName },
    });
  }

  /** Handles outbox kind `notice.withdrawn`: the end that this notice made is lifted, and what other notices say holds again. A second run finds no end of it. */
  async lift(row: OutboxRow, actor: Actor | null): Promise<void> {
    const noticeId = row.payload['noticeId'];
    if (!actor || typeof noticeId !== 'string') throw new Poison('notice.withdrawn needs a tenant and a notice');
    await this.db.tx(actor, async (tx) => {
      const seen = await this.repository.get(tx, noticeId);
      await this.reader.lock(tx, seen.contractId);
      const before = await this.reader.facts(tx, seen.contractId);
      if (before.end?.noticeId === noticeId) {
        await tx.change('update hoshu.contract_end set withdrawn_at = $2, withdrawn_reason = $3, version = version + 1 where id = $1 and withdrawn_at is null', [before.end.id, tx.now, '相手方の同意により通知が撤回されたため']);
        await tx.audit({ type: 'contract.end-withdrawn', contractId: before.id, clientId: before.clientId, article: `第${before.end.basis}条`, data: { lastOn: before.end.lastOn, basis: before.end.basis, noticeId } });
        for (const other of await this.standing(tx, before.id, noticeId)) await this.decisions.decide(tx, other.notice, other.arrivedOn);
      }
      const facts = await this.reader.facts(tx, before.id);
      await mailParties(tx, facts, { cause: 'declaration', template: 'notices.withdrawn', subjectRef: `notice:${noticeId}`, data: { article: String(seen.article), giverCompany: facts.terms.parties[seen.giverParty].companyName, endsOn: facts.end?.lastOn ?? '' } });
    });
  }

  // In the order of arrival, as they would have counted without the one that is gone.
  private async standing(tx: Tx, contractId: string, withoutId: string): Promise<{ notice: NoticeRecord; arrivedOn: string }[]> {
    const others = (await this.repository.ofContract(tx, contractId)).filter(({ id, withdrawal }) => id !== withoutId && !withdrawal.some(({ kind }) => kind === 'consent'));
    return others.flatMap((notice) => {
      const arrivedOn = arrivedOnOf(notice);
      const byPaper = notice.deliveries.some((delivery) => delivery.kind === 'paper' && delivery.arrivedOn === arrivedOn);
      return arrivedOn ? [{ notice: byPaper ? { ...notice, channel: 'paper' as const } : notice, arrivedOn }] : [];
    }).sort((a, b) => (a.arrivedOn < b.arrivedOn ? -1 : 1));
  }
}

const events = { request: { type: 'notice.withdrawal-requested' }, consent: { type: 'notice.withdrawal-agreed' }, refusal: { type: 'notice.withdrawal-refused' } } as const;
