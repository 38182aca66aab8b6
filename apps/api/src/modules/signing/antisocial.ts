import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import { antisocialGate, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { partyOf, requireRole, SigningAccess } from './access.js';
import type { Party, RepresentationRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

type View = ResponseOf<typeof signingRoutes.represent>;

/** 第20条1項 in the words each party agrees to; a changed text gets a new version. */
export const statement = {
  version: '2026-11',
  ja: '当社は、当社および次の役員等が、反社会的勢力に該当しないことを表明し、保証します（契約書 第20条1項）。該当することが判明したときは、相手方が催告なく契約を解除できることを理解しています（同条2項）。',
  en: 'We represent and warrant that neither we nor the officers listed here are antisocial forces (article 20(1)). We understand that the other side may end the contract without notice if this proves wrong (article 20(2)).',
} as const;

// R27: a representation is good for twelve months, as a check is.
const valid = (row: RepresentationRow, today: string): boolean => antisocialGate({ checkedOn: localDate(row.answered_on), result: 'clear', asOf: localDate(today) }) === 'ok';

export const representationView = (row: RepresentationRow, today: string): View => ({
  answeredBy: row.answered_by, answeredOn: row.answered_on, officers: row.officers, statementVersion: row.statement_version, valid: valid(row, today),
});

/** The parties whose representation is missing or older than a year. 第20条1項. */
export const missingRepresentations = (rows: readonly RepresentationRow[], today: string): Party[] =>
  (['client', 'vendor'] as const).filter((party) => !rows.some((row) => row.party === party && valid(row, today)));

/** Records a party's representation under 第20条1項 with the officers it speaks for. */
@Injectable()
export class Represent {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository) {}

  /** Throws conflict when the person agreed to an older text than the one in force; signing_role for approvers and copies. */
  run(actor: Actor, contractId: string, body: BodyOf<typeof signingRoutes.represent>): Promise<View> {
    if (body.statementVersion !== statement.version) throw new AppError('conflict');
    return this.db.tx(actor, async (tx) => {
      const scene = await this.access.locked(tx, contractId);
      requireRole(scene, 'signer');
      const { facts } = scene;
      return this.record(tx, { id: facts.id, clientId: facts.clientId }, { party: partyOf(actor), version: statement.version, text: statement.ja, officers: body.officers, answeredBy: body.personName, answeredOn: tx.today });
    });
  }

  /** Writes one representation; `answeredOn` is the day of the paper when it was given on paper. */
  async record(tx: Tx, contract: { id: string; clientId: string }, given: { party: Party; version: string; text: string; officers: readonly string[]; answeredBy: string; answeredOn: string }): Promise<View> {
    const row = { party: given.party, statement_version: given.version, officers: [...given.officers], answered_by: given.answeredBy, answered_on: given.answeredOn, answered_at: tx.now };
    await this.repository.insertRepresentation(tx, contract, { ...row, statement: given.text });
    await tx.audit({
      type: 'signing.represented', contractId: contract.id, clientId: contract.clientId, article: '第20条1項',
      data: { party: given.party, statementVersion: given.version, officerCount: given.officers.length, answeredOn: given.answeredOn }, personal: { officers: given.officers.join('、'), answeredBy: given.answeredBy },
    });
    return representationView(row, tx.today);
  }
}
