import { Injectable } from '@nestjs/common';
import { addDays, localDate, type LocalDate } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { RepresentationRepository, type Party, type RecordRow } from './representation.repository.js';
import { askedKind, standingsOf, type AskedKind } from './standing.js';

interface NotLive { readonly facts: ContractFacts; readonly sinceOn: string; readonly goesLiveOn: string }
/** A request of 第20条1項 that went to nobody. `isSentLater`: sent on the day of going live all the same. */
export interface HeldRepresentation { readonly contractId: string; readonly party: Party; readonly kind: AskedKind; readonly dueOn: string; readonly on: LocalDate; readonly isSentLater: boolean }

function heldOf({ facts, sinceOn, goesLiveOn }: NotLive, newest: readonly RecordRow[]): HeldRepresentation[] {
  const live = localDate(goesLiveOn);
  const held: HeldRepresentation[] = [];
  const later = new Set(standingsOf(facts, newest, live).map((standing) => `${standing.party} ${standing.dueOn} ${askedKind(standing, facts, live)}`));
  // The day of the import was over already; from then on something changes only when a representation opens and when its day has passed.
  for (let on = addDays(localDate(sinceOn), 1); on < live;) {
    const standings = standingsOf(facts, newest, on);
    for (const standing of standings) {
      const [{ party, dueOn }, kind] = [standing, askedKind(standing, facts, on)];
      if (kind && !held.some((entry) => entry.party === party && entry.dueOn === dueOn && entry.kind === kind)) held.push({ contractId: facts.id, party, kind, dueOn, on, isSentLater: later.has(`${party} ${dueOn} ${kind}`) });
    }
    const now = on;
    const next = standings.flatMap(({ opensOn, dueOn }) => [localDate(opensOn), addDays(localDate(dueOn), 1)]).filter((day) => day > now).sort()[0];
    on = next ?? addDays(now, 1);
  }
  return held;
}

/** D11: the yearly requests that are kept back until a contract goes live here, by the rule that sends them. A contract that has ended by a day is not asked. */
@Injectable()
export class HeldRepresentations {
  constructor(private readonly repository: RepresentationRepository) {}

  async list(tx: Tx, contracts: readonly NotLive[]): Promise<HeldRepresentation[]> {
    const ids = contracts.map(({ facts }) => facts.id);
    const [newest, asked] = [await this.repository.newest(tx, ids), await this.repository.asked(tx, ids)];
    return contracts.flatMap((contract) => {
      const { end } = contract.facts;
      return heldOf(contract, newest.filter((row) => row.contract_id === contract.facts.id)).filter(({ party, dueOn, kind, on }) => (end === null || on <= end.lastOn) && !asked.has(`${contract.facts.id} ${party} ${dueOn} ${kind}`)).map((entry) => ({ ...entry, isSentLater: entry.isSentLater && (end === null || end.lastOn >= contract.goesLiveOn) }));
    });
  }
}
