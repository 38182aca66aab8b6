import { Injectable } from '@nestjs/common';
import type { ResponseOf, representationRoutes } from '@hoshu/api-schema';
import { attestation, localDate, type AttestationInput } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { parties, RepresentationRepository, type Party, type RecordRow } from './representation.repository.js';

export type PartyAttestation = ResponseOf<typeof representationRoutes.get>['parties'][number];

/** The day from which the anniversaries are counted: the first day of the first term, or the printed date while there is none. */
export const attestationInput = (facts: ContractFacts, answeredOn: string | null, today: string): AttestationInput => ({
  anchorOn: localDate(facts.periods[0]?.startsOn ?? facts.terms.contractDate ?? today), answeredOn: answeredOn === null ? null : localDate(answeredOn), today: localDate(today),
});

const wordsOf = (state: PartyAttestation['state'], { dueOn, refusedOn }: { dueOn: string; refusedOn: string }): PartyAttestation['text'] => ({
  missing: { ja: '表明の記録がありません。', en: 'There is no representation on record.' },
  answered: { ja: `表明しています。次は ${dueOn} までにお願いします。`, en: `Made. The next one is due on ${dueOn}.` },
  asked: { ja: `${dueOn} までに、改めて表明が必要です。`, en: `To be made again by ${dueOn}.` },
  overdue: { ja: `${dueOn} の期限を過ぎても、表明がありません。`, en: `Overdue since ${dueOn}.` },
  refused: { ja: `${refusedOn} に「表明できない」と申告がありました。`, en: `Declared on ${refusedOn} that it cannot make the representation.` },
})[state];

/** How each side of a contract stands, from the newest records. */
export function standingsOf(facts: ContractFacts, newest: readonly RecordRow[], today: string): PartyAttestation[] {
  return parties.map((party) => {
    const own = newest.filter((row) => row.contract_id === facts.id && row.party === party);
    const made = own.findLast((row) => row.kind === 'represented') ?? null;
    const refused = own.findLast((row) => row.kind === 'refused') ?? null;
    const yearly = attestation(attestationInput(facts, made?.on_day ?? null, today));
    const isRefused = refused !== null && (made === null || refused.at >= made.at);
    const state = isRefused ? 'refused' : yearly.state;
    return {
      party, companyName: facts.terms.parties[party].companyName, state, answeredOn: made?.on_day ?? null, answeredBy: made?.person_name ?? null, officers: made?.officers ?? [], opensOn: yearly.opensOn, dueOn: yearly.dueOn,
      text: wordsOf(state, { dueOn: yearly.dueOn, refusedOn: refused?.on_day ?? '' }),
    };
  });
}

export type AskedKind = 'asked' | 'overdue';
/** What a side is told today. A first representation that is missing belongs to the signing; from the first anniversary on it is asked for like the yearly one. */
export function askedKind({ state, dueOn }: Pick<PartyAttestation, 'state' | 'dueOn'>, facts: ContractFacts, today: string): AskedKind | null {
  if (state === 'missing' && dueOn !== facts.periods[0]?.startsOn) return today > dueOn ? 'overdue' : 'asked';
  return state === 'asked' || state === 'overdue' ? state : null;
}

/** For other slices: how both sides stand with 第20条1項. */
@Injectable()
export class RepresentationStandings {
  constructor(private readonly repository: RepresentationRepository) {}

  async of(tx: Tx, facts: ContractFacts): Promise<PartyAttestation[]> {
    return standingsOf(facts, await this.repository.newest(tx, [facts.id]), tx.today);
  }
}

/** Whether a side has to act. */
export const isWaiting = ({ state }: Pick<PartyAttestation, 'state'>): boolean => state !== 'answered';
export const otherOf = (party: Party): Party => (party === 'client' ? 'vendor' : 'client');
