import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@hoshu/contract-text';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { SigningDocuments } from './documents.js';
import { hashOf } from './terms-date.js';

export interface MovedContract {
  readonly contractId: string;
  readonly clientId: string;
  readonly terms: ContractTerms;
  readonly concludedOn: string;
  readonly method: 'paper' | 'external';
  /** Every term so far, the renewed ones too (第17条). */
  readonly periods: readonly { readonly number: number; readonly startsOn: string; readonly lastOn: string }[];
  /** The document the parties hold, kept byte-exact; null while it is not here. */
  readonly fileId: string | null;
}

/** D11: a contract that was concluded and renewed elsewhere. Who signed is on its paper; nothing is invented here, so representations and signatures stay open. */
@Injectable()
export class RegisterMoved {
  constructor(private readonly documents: SigningDocuments) {}

  /** Fixes the draft and writes conclusion, terms and document in the caller's transaction. Nobody is told. */
  async run(tx: Tx, moved: MovedContract): Promise<void> {
    const { contractId, clientId, terms, concludedOn, method, periods, fileId } = moved;
    const of = [tx.actor.tenantId, clientId, contractId];
    const version = found(await tx.one<{ id: string }>('update hoshu.contract_version set terms = $2, fixed_at = $3, body_hash = $4, effective_on = $5, version = version + 1 where contract_id = $1 and number = 1 and fixed_at is null returning id',
      [contractId, JSON.stringify(terms), tx.now, hashOf(terms), periods[0]?.startsOn ?? concludedOn]));
    await tx.query('insert into hoshu.contract_conclusion (tenant_id, client_id, contract_id, version_id, concluded_on, method) values ($1, $2, $3, $4, $5, $6)', [...of, version.id, concludedOn, method]);
    await tx.query(
      'insert into hoshu.contract_term (tenant_id, client_id, contract_id, version_id, number, starts_on, last_on) select $1, $2, $3, $4, x.number, x.starts_on, x.last_on from unnest($5::int[], $6::date[], $7::date[]) as x(number, starts_on, last_on)',
      [...of, version.id, periods.map((period) => period.number), periods.map((period) => period.startsOn), periods.map((period) => period.lastOn)]);
    if (fileId) await this.documents.add(tx, { id: contractId, clientId }, { kind: method === 'paper' ? 'paper_scan' : 'external', fileId });
    const last = periods.at(-1);
    await tx.audit({ type: 'contract.moved-in', contractId, clientId, article: '第17条1項', ...(fileId ? { target: { kind: 'file', id: fileId } } : {}), data: { method, concludedOn, termNumber: last?.number ?? 1, termLastOn: last?.lastOn ?? '' } });
  }
}
