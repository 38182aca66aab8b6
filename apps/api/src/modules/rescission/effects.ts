import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Explanation } from '@hoshu/api-schema';
import { DEMAND_WARNINGS, demandLastDay, demandSteps, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { Outbox, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { stated, why } from '../../platform/explain/index.js';
import { EndDecisions, mailParty } from '../notices/index.js';
import { arrivedOnOf, clauseOf, titleOf } from './declaration-rules.js';
import { DeclarationRepository, type DeclarationRecord } from './declaration.repository.js';
import { declarationMail } from './letter-text.js';
import { Sending } from './sending.js';

/** What follows from sending: the mail, the end on arrival, the freeze. Each step finds what it did before and stops. */
@Injectable()
export class RescissionEffects implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox, private readonly db: Db, private readonly mailer: Mailer, private readonly reader: ContractReader, private readonly repository: DeclarationRepository,
    private readonly sending: Sending, private readonly ends: EndDecisions,
  ) {}

  onModuleInit(): void {
    this.outbox.on('rescission.mail', (row, actor) => this.mail(row, found(actor)));
    this.outbox.on('rescission.arrived', (row, actor) => this.db.tx(found(actor), (tx) => this.arrived(tx, String(row.payload['declarationId']))));
  }

  // The acceptance by the other side's server is the arrival (D7); a bounce is none.
  private async mail(row: OutboxRow, actor: Actor): Promise<void> {
    const declarationId = String(row.payload['declarationId']);
    const { declaration, facts, demand } = await this.db.read(actor, async (tx) => {
      const record = await this.repository.get(tx, declarationId);
      return { declaration: record, facts: await this.reader.facts(tx, record.contractId), demand: await this.sending.demandOf(tx, record) };
    });
    const { sending } = declaration;
    if (!sending || declaration.deliveries.some(({ kind }) => kind === 'mail')) return;
    const replyTo = facts.terms.annex.notices[declaration.side].email;
    const acceptance = await this.mailer.send({
      to: sending.recipientEmail, ...declarationMail(facts, declaration, { demand, ...sending }), fromName: facts.terms.parties[declaration.side].companyName, ...(replyTo ? { replyTo } : {}), messageId: `<${row.id}@hoshu.example>`,
    });
    await this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, declaration.contractId);
      const arrival = why('arrivalDate', { channel: 'email', acceptedAt: tx.now.toISOString(), bounced: !acceptance.accepted });
      const isNew = await this.repository.addDelivery(tx, declaration, { kind: 'mail', attemptId: row.id, recipient: sending.recipientEmail, bounced: !acceptance.accepted, serverResponse: acceptance.response.slice(0, 1000), messageId: acceptance.messageId, businessAt: tx.now, arrivedOn: arrival.result, explanation: arrival.explanation });
      if (!isNew) return;
      if (arrival.result) await this.arrived(tx, declarationId);
      else await this.bounced(tx, facts, declaration);
    });
  }

  private async bounced(tx: Tx, facts: ContractFacts, declaration: DeclarationRecord): Promise<void> {
    await tx.audit({ type: 'rescission.bounced', article: '第19条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'declaration', id: declaration.id }, data: { side: declaration.side, number: declaration.number } });
    await mailParty(tx, facts, { party: declaration.side, cause: 'declaration', template: 'rescission.bounced', subjectRef: `declaration:${declaration.id}`, data: { title: titleOf(declaration).ja, titleEn: titleOf(declaration).en } });
  }

  /** Draws the consequence of the arrival, once: a demand's last day, or the end of the contract on that very day (R06, R32). */
  private async arrived(tx: Tx, declarationId: string): Promise<void> {
    const seen = await this.repository.get(tx, declarationId);
    await this.reader.lock(tx, seen.contractId);
    const declaration = await this.repository.get(tx, declarationId);
    const arrivedOn = arrivedOnOf(declaration);
    if (declaration.effect || arrivedOn === null) return;
    const facts = await this.reader.facts(tx, declaration.contractId);
    const effect = declaration.kind === 'demand' ? this.demanded(declaration, arrivedOn) : await this.ended(tx, facts, { declaration, arrivedOn });
    await this.repository.addEffect(tx, declaration, effect);
    await tx.audit({
      type: 'rescission.arrived', article: declaration.kind === 'rescission' ? '第19条' : '民法541条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'declaration', id: declarationId },
      data: { side: declaration.side, kind: declaration.kind, number: declaration.number, arrivedOn, outcome: effect.outcome, demandLastOn: effect.demandLastOn },
    });
    for (const party of ['client', 'vendor'] as const) {
      await mailParty(tx, facts, {
        party, cause: 'declaration', template: 'rescission.arrived', subjectRef: `declaration:${declarationId}`,
        data: { title: titleOf(declaration).ja, titleEn: titleOf(declaration).en, clause: clauseOf(declaration), giver: facts.terms.parties[declaration.side].companyName, arrivedOn, outcome: effect.outcome, lastOn: effect.demandLastOn ?? '' },
      });
    }
  }

  private demanded({ periodDays }: DeclarationRecord, arrivedOn: string) {
    const input = { arrivedOn: localDate(arrivedOn), periodDays: periodDays ?? 0 };
    const lastOn = demandLastDay(input);
    const explanation = stated({ result: lastOn, steps: demandSteps(input), article: null, law: '民法541条・140条', needsReview: true, inputs: input });
    return { outcome: 'demanded' as const, arrivedOn, demandLastOn: lastOn, endId: null, explanation };
  }

  private async ended(tx: Tx, facts: ContractFacts, { declaration, arrivedOn }: { readonly declaration: DeclarationRecord; readonly arrivedOn: string }) {
    const explanation = declaration.kind === 'after_demand' ? afterDemand(arrivedOn) : why('immediateTermination', { event: declaration.event ?? '', terminatedBy: declaration.side === 'client' ? '甲' : '乙' }).explanation;
    // Whether a ground is given is for people, never for the product (D10).
    const decision = { lastOn: arrivedOn, basis: declaration.kind === 'after_demand' ? ('541' as const) : ('19' as const), needsReview: true, explanation };
    const refusal = await this.ends.fix(tx, facts, { decision, arrivedOn, source: { noticeId: null, declarationId: declaration.id } });
    const end = refusal ? null : (await this.reader.facts(tx, facts.id)).end;
    return { outcome: refusal ?? ('ended' as const), arrivedOn, demandLastOn: null, endId: end?.id ?? null, explanation };
  }
}

const afterDemand = (arrivedOn: string): Explanation => stated({
  result: arrivedOn, steps: [{ ja: `催告の期間が過ぎ、解除の通知が ${arrivedOn} に到達しました。契約は到達の時に終了します。`, en: `The period of the demand was over and the rescission arrived on ${arrivedOn}; the contract ends on arrival.` }, ...DEMAND_WARNINGS],
  article: null, law: '民法541条', needsReview: true,
});
