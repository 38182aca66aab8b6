import { stated } from '../../platform/explain/index.js';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, representationRoutes as routes } from '@hoshu/api-schema';
import { attestation, attestationSteps } from '@hoshu/domain';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { actingName } from '../clients/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { antisocialStatement, Represent } from '../signing/index.js';
import { RepresentationMails } from './mails.js';
import { RepresentationRepository, type RecordRow } from './representation.repository.js';
import { attestationInput, isWaiting, otherOf, standingsOf, type PartyAttestation } from './standing.js';

type Detail = ResponseOf<typeof routes.get>;
const isRunning = ({ conclusion, status }: ContractFacts): boolean => conclusion !== null && status !== 'ended';

/** The yearly representation of 第20条1項: what waits, giving it for many contracts at once, and telling that it cannot be given. */
@Injectable()
export class Representations {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: RepresentationRepository, private readonly represent: Represent, private readonly mails: RepresentationMails) {}

  /** Running contracts whose representation of the own side waits; the officers of the newest one, to begin with. */
  waiting(actor: Actor): Promise<ResponseOf<typeof routes.waiting>> {
    return this.db.read(actor, async (tx) => {
      const side = sideOf(actor);
      const contracts = (await this.reader.concluded(tx)).filter(isRunning);
      const newest = await this.repository.newest(tx, contracts.map(({ id }) => id));
      const items = contracts.flatMap((facts) => {
        const own = standingsOf(facts, newest, tx.today).find(({ party }) => party === side);
        if (!own || !isWaiting(own)) return [];
        return [{ contractId: facts.id, contractNumber: facts.number, otherName: facts.terms.parties[otherOf(side)].companyName, own, title: { ja: `契約 ${facts.number}：反社会的勢力でないことの表明（第20条1項）`, en: `Contract ${facts.number}: representation under article 20(1)` } }];
      });
      const made = newest.filter((row) => row.party === side && row.kind === 'represented').sort((a, b) => a.at.getTime() - b.at.getTime());
      return { statement: antisocialStatement, officers: made.at(-1)?.officers ?? [], items };
    });
  }

  /** Throws not_found. */
  get(actor: Actor, contractId: string, isExplained: boolean): Promise<Detail> {
    return this.db.read(actor, async (tx) => this.detail(tx, await this.visible(tx, contractId), isExplained));
  }

  /** Records the representation of the actor's side for each contract. Throws not_found, conflict (older statement), contract_not_concluded, person_name_required. */
  async attest(actor: Actor, body: BodyOf<typeof routes.attest>): Promise<{ recorded: number }> {
    if (body.statementVersion !== antisocialStatement.version) throw new AppError('conflict');
    const answeredBy = await actingName(this.db, actor, body.personName);
    // In one order for everybody, so that two people who answer for the same contracts wait for each other.
    const ids = [...new Set(body.contractIds)].sort();
    return this.db.tx(actor, async (tx) => {
      for (const id of ids) {
        const facts = await this.concluded(tx, id);
        await this.represent.record(tx, { id, clientId: facts.clientId }, { party: sideOf(actor), version: antisocialStatement.version, text: antisocialStatement.ja, officers: body.officers, answeredBy, answeredOn: tx.today });
      }
      return { recorded: ids.length };
    });
  }

  /** 第20条2項: the other side hears of it at once; what follows is its decision. Throws not_found, contract_not_concluded, person_name_required. */
  async refuse(actor: Actor, contractId: string, body: BodyOf<typeof routes.refuse>): Promise<Detail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      const facts = await this.concluded(tx, contractId);
      const party = sideOf(actor);
      await this.repository.insertRefusal(tx, facts, { party, personName, reason: body.reason });
      await tx.audit({ type: 'representation.refused', contractId, clientId: facts.clientId, article: '第20条2項', data: { party, reason: body.reason }, personal: { person: personName } });
      await this.mails.send(tx, facts, { to: otherOf(party), cause: 'act', template: 'representation.refused', ref: `${party}:${tx.now.toISOString()}`, data: { reason: body.reason, person: personName, other: facts.terms.parties[party].companyName } });
      return this.detail(tx, facts, false);
    });
  }

  private async concluded(tx: Tx, contractId: string): Promise<ContractFacts> {
    await this.reader.lock(tx, contractId);
    const facts = await this.visible(tx, contractId);
    if (!facts.conclusion) throw new AppError('contract_not_concluded');
    return facts;
  }

  // 甲 sees a contract from the moment it is sent.
  private async visible(tx: Tx, contractId: string): Promise<ContractFacts> {
    const facts = await this.reader.facts(tx, contractId);
    if (tx.actor.kind === 'client' && ['draft', 'withdrawn'].includes(facts.status)) throw new AppError('not_found');
    return facts;
  }

  private async detail(tx: Tx, facts: ContractFacts, isExplained: boolean): Promise<Detail> {
    const history = await this.repository.history(tx, facts.id);
    const standings = standingsOf(facts, history, tx.today);
    return {
      contractId: facts.id, contractNumber: facts.number, side: sideOf(tx.actor), statement: antisocialStatement, isConcluded: facts.conclusion !== null, parties: standings, history: historyOf(history),
      explained: isExplained ? standings.map((standing) => explainedDay(facts, standing, tx.today)) : [],
    };
  }
}

/** Newest first; each representation tells who joined and who left since the one before of its side. */
function historyOf(rows: readonly RecordRow[]): Detail['history'] {
  return rows.map((row, index) => {
    const before = rows.slice(0, index).findLast((other) => other.party === row.party && other.kind === 'represented')?.officers ?? row.officers;
    const isMade = row.kind === 'represented';
    return {
      id: row.id, kind: row.kind, party: row.party, personName: row.person_name, on: row.on_day, at: row.at.toISOString(), officers: row.officers, statementVersion: row.statement_version, statement: row.statement, reason: row.reason,
      added: isMade ? row.officers.filter((name) => !before.includes(name)) : [], removed: isMade ? before.filter((name) => !row.officers.includes(name)) : [],
    };
  }).reverse();
}

function explainedDay(facts: ContractFacts, { party, answeredOn }: PartyAttestation, today: string): Detail['explained'][number] {
  const input = attestationInput(facts, answeredOn, today);
  const result = attestation(input);
  const label = party === 'client' ? { ja: 'お客様（甲）の表明の期限', en: 'Due day of the client' } : { ja: '保守会社（乙）の表明の期限', en: 'Due day of the vendor' };
  return { key: `representation.${party}`, label, value: result.dueOn, explanation: stated({ result, steps: attestationSteps(input, result), article: '第20条1項', needsReview: true, inputs: input }) };
}
