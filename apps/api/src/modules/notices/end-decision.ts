import { Injectable } from '@nestjs/common';
import type { Explanation } from '@hoshu/api-schema';
import { endArticle, localDate, type ContractEndBasis } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { resolveInput } from './notice-rules.js';
import type { NoticeRecord } from './notice.repository.js';
import { why } from '../../platform/explain/index.js';

export interface EndDecision { readonly lastOn: string; readonly basis: ContractEndBasis; readonly needsReview: boolean; readonly explanation: Explanation }
/** What the end comes from: a notice of 第17条・第18条, or a declaration of rescission, which has no row in `notice`. */
interface EndSource { readonly noticeId: string | null; readonly declarationId?: string }
type DecidedNotice = Pick<NoticeRecord, 'id' | 'article' | 'channel' | 'authority' | 'requestedEndOn' | 'contractId'>;

// R06: at the same day 19/20 before 17 before 18; an agreement stands above all of them.
const rank: Readonly<Record<string, number>> = { agreed: -1, '19': 0, '20': 0, '541': 0, '17': 1, '18': 2 };

/** Turns a notice that arrived into the end of the contract, exactly one live end at a time. */
@Injectable()
export class EndDecisions {
  constructor(private readonly reader: ContractReader) {}

  /**
   * Decides under the contract's lock, which the caller already holds. Returns the end this notice made, or null when it made none
   * (without effect, or an earlier end stands). `explanation` is kept with the row. 第17条, 第18条, R06.
   */
  async decide(tx: Tx, notice: DecidedNotice, arrivedOn: string): Promise<EndDecision | null> {
    const facts = await this.reader.facts(tx, notice.contractId);
    const input = resolveInput(facts, { article: notice.article, medium: notice.channel === 'paper' ? 'paper' : 'email', arrivedOn: localDate(arrivedOn), ...(notice.requestedEndOn ? { requestedEnd: localDate(notice.requestedEndOn) } : {}) });
    const { result, explanation } = why('resolveEnd', input);
    if (result.endDate === null || result.basis === null) return this.withoutEffect(tx, facts, { notice, reason: 'no_effect', arrivedOn });
    // A term on record that begins after this end: the notice was registered after the renewal, so people must look at it.
    const renewedSince = facts.periods.some((period) => period.startsOn > (result.endDate ?? ''));
    const decision: EndDecision = { lastOn: result.endDate, basis: result.basis, needsReview: result.review || notice.authority === 'needs_check' || renewedSince, explanation };
    const refusal = await this.fix(tx, facts, { decision, arrivedOn, source: { noticeId: notice.id } });
    return refusal ? this.withoutEffect(tx, facts, { notice, reason: refusal, arrivedOn }) : decision;
  }

  /** Makes a decision the contract's end, unless another one comes first; the caller holds the contract's lock. Returns why not, or null. */
  async fix(tx: Tx, facts: ContractFacts, made: { decision: EndDecision; arrivedOn: string; source: EndSource }): Promise<'already_ended' | 'earlier_end_stands' | null> {
    const { decision, arrivedOn, source } = made;
    if (facts.end && facts.end.lastOn < arrivedOn) return 'already_ended';
    if (facts.end && !this.comesBefore(decision, facts.end)) return 'earlier_end_stands';
    if (facts.end) await this.supersede(tx, facts, { decision, source });
    await this.write(tx, facts, { decision, source });
    return null;
  }

  private comesBefore(decision: EndDecision, standing: { lastOn: string; basis: string }): boolean {
    if (decision.lastOn !== standing.lastOn) return decision.lastOn < standing.lastOn;
    return (rank[decision.basis] ?? 9) < (rank[standing.basis] ?? 9);
  }

  private async supersede(tx: Tx, facts: ContractFacts, by: { decision: EndDecision; source: EndSource }): Promise<void> {
    const reason = `より早い終了日 ${by.decision.lastOn}（${endArticle(by.decision.basis)}）の通知が到達したため`;
    await tx.change('update hoshu.contract_end set withdrawn_at = $2, withdrawn_reason = $3, version = version + 1 where id = $1 and withdrawn_at is null', [facts.end?.id, tx.now, reason]);
    await tx.audit({ type: 'contract.end-superseded', contractId: facts.id, clientId: facts.clientId, article: endArticle(by.decision.basis), data: { withdrawnLastOn: facts.end?.lastOn ?? '', withdrawnBasis: facts.end?.basis ?? '', lastOn: by.decision.lastOn, ...by.source } });
  }

  private async write(tx: Tx, facts: ContractFacts, made: { decision: EndDecision; source: EndSource }): Promise<void> {
    const { decision, source } = made;
    await tx.query(
      'insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis, notice_id, needs_review, explanation) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tx.actor.tenantId, facts.clientId, facts.id, decision.lastOn, decision.basis, source.noticeId, decision.needsReview, JSON.stringify(decision.explanation)]);
    await tx.audit({ type: 'contract.end-decided', contractId: facts.id, clientId: facts.clientId, article: endArticle(decision.basis), data: { lastOn: decision.lastOn, basis: decision.basis, needsReview: decision.needsReview, ...source } });
  }

  private async withoutEffect(tx: Tx, facts: ContractFacts, what: { notice: DecidedNotice; reason: string; arrivedOn: string }): Promise<null> {
    await tx.audit({ type: 'notice.without-effect', contractId: facts.id, clientId: facts.clientId, article: `第${what.notice.article}条`, data: { noticeId: what.notice.id, reason: what.reason, arrivedOn: what.arrivedOn, endsOn: facts.end?.lastOn ?? null } });
    return null;
  }
}
