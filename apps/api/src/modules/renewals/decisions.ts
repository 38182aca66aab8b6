import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, renewalRoutes } from '@hoshu/api-schema';
import { addDays, nonRenewalDeadline } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, noticeDays17, type ContractFacts } from '../contracts/index.js';
import { Members } from '../identity/index.js';
import { termOn } from '../notices/index.js';
import { DecisionRepository, type DecisionView } from './decision.repository.js';
import { DECISION_DAYS } from './running-terms.js';

type Body = BodyOf<typeof renewalRoutes.decide>;

/** What 乙 decides about the terms that come to their notice deadline (第17条2項, F113). A decision is no notice: the contract's end comes from `notices` alone. */
@Injectable()
export class Decisions {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: DecisionRepository, private readonly members: Members) {}

  queue(actor: Actor, query: QueryOf<typeof renewalRoutes.queue>): Promise<ResponseOf<typeof renewalRoutes.queue>> {
    return this.db.read(actor, async (tx) => ({ ...(await this.repository.page(tx, query)), total: null, counts: await this.repository.counts(tx) }));
  }

  /** Throws not_found. */
  get(actor: Actor, contractId: string, withReasons: boolean): Promise<ResponseOf<typeof renewalRoutes.get>> {
    return this.db.read(actor, async (tx) => {
      await this.reader.facts(tx, contractId);
      return { current: await this.repository.current(tx, contractId, withReasons), past: await this.repository.past(tx, contractId) };
    });
  }

  /**
   * Writes the decision about the running term under the contract's lock, so that a notice which arrived first wins.
   * Throws not_found, notice_contract_not_in_force, notice_contract_ended, renewal_end_stands, renewal_not_open_yet, renewal_deadline_passed, renewal_snooze_invalid, renewal_owner_unknown, version_stale.
   */
  async decide(actor: Actor, contractId: string, { body, version }: { readonly body: Body; readonly version: number }): Promise<DecisionView> {
    const owner = body.ownerId === null ? null : (await this.members.list(actor.tenantId, 'vendor', null)).find((member) => member.id === body.ownerId);
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const row = await this.decidable(tx, await this.reader.facts(tx, contractId));
      if (row.termNumber !== body.termNumber) throw new AppError('version_stale');
      this.checkSnooze(body, { today: tx.today, lastValidOn: row.lastValidOn });
      if (owner === undefined) throw new AppError('renewal_owner_unknown');
      if (!(await this.repository.save(tx, row, { body, ownerName: owner?.name ?? '', version }))) throw new AppError('version_stale');
      // In the stream of the tenant, not of the contract: what 乙 thinks about is not for 甲.
      await tx.audit({
        type: 'renewal.decided', article: '第17条2項', target: { kind: 'contract', id: contractId },
        data: { contractNumber: row.contractNumber, termNumber: row.termNumber, state: body.state, snoozedUntil: body.snoozedUntil, lastValidOn: row.lastValidOn }, personal: { owner: owner?.name ?? '', note: body.note },
      });
      return (await this.repository.current(tx, contractId, true)) ?? row;
    });
  }

  private async decidable(tx: Tx, facts: ContractFacts): Promise<DecisionView> {
    if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
    if (facts.end && facts.end.lastOn < tx.today) throw new AppError('notice_contract_ended', { data: { endsOn: facts.end.lastOn } });
    const term = termOn(facts, tx.today);
    if (facts.end && facts.end.lastOn <= term.lastOn) throw new AppError('renewal_end_stands', { data: { endsOn: facts.end.lastOn } });
    const { lastValid } = nonRenewalDeadline({ termEnd: term.lastOn, noticeDays: noticeDays17(facts, term.lastOn) });
    if (lastValid < tx.today) throw new AppError('renewal_deadline_passed', { data: { lastValidOn: lastValid } });
    const opensOn = addDays(lastValid, -DECISION_DAYS);
    const row = await this.repository.current(tx, facts.id, false);
    if (!row) throw new AppError('renewal_not_open_yet', { data: { opensOn: opensOn > term.startsOn ? opensOn : term.startsOn } });
    return row;
  }

  private checkSnooze({ state, snoozedUntil }: Body, { today, lastValidOn }: { readonly today: string; readonly lastValidOn: string }): void {
    const isRight = state === 'snoozed' ? snoozedUntil !== null && snoozedUntil > today && snoozedUntil <= lastValidOn : snoozedUntil === null;
    if (!isRight) throw new AppError('renewal_snooze_invalid', { data: { lastValidOn } });
  }
}
