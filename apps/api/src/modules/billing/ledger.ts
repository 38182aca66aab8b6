import { Injectable } from '@nestjs/common';
import type { Yen } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';

/** receivable 売掛金, revenue 売上, deferred 前受金, suspense 仮受金, fee_difference 手数料差額, the money itself by rail, 期首 (opening) for what came from before the product, and 返金 (refund) for what goes back to 甲 after an end. */
export type Account = 'receivable' | 'revenue' | 'deferred' | 'suspense' | 'fee_difference' | 'cash:own' | 'cash:stripe' | 'opening' | 'refund';

/** Debit is positive, credit negative; the entries of a posting sum to zero (a database trigger insists). */
export interface Entry {
  readonly account: Account;
  readonly amountYen: Yen;
}

export interface Posting {
  readonly kind: string;
  /** The day the fact belongs to: revenue bears the last day of its service period (D15). */
  readonly effectiveOn: string;
  /** Names the fact; a fact posts once. */
  readonly sourceKey: string;
  readonly clientId: string | null;
  readonly contractId?: string;
  readonly invoiceId?: string;
  readonly receiptId?: string;
  readonly entries: readonly Entry[];
}

/** The double-entry ledger: rows are written once and corrected by opposite rows. */
@Injectable()
export class Ledger {
  /** Writes a posting; one with the same source key stands already and is left alone. */
  async post(tx: Tx, posting: Posting): Promise<void> {
    const entries = posting.entries.filter(({ amountYen }) => amountYen !== 0);
    if (entries.length === 0) return;
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.ledger_posting (tenant_id, kind, effective_on, source_key, client_id, contract_id, invoice_id, receipt_id) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, source_key) do nothing returning id`,
      [tx.actor.tenantId, posting.kind, posting.effectiveOn, posting.sourceKey, posting.clientId, posting.contractId ?? null, posting.invoiceId ?? null, posting.receiptId ?? null]);
    if (!row) return;
    for (const entry of entries) {
      await tx.query('insert into hoshu.ledger_entry (tenant_id, posting_id, account, amount_yen) values ($1, $2, $3, $4)', [tx.actor.tenantId, row.id, entry.account, entry.amountYen]);
    }
  }

  /** Posts the opposite of every posting of these kinds about an invoice. */
  async reverseInvoice(tx: Tx, invoiceId: string, kinds: readonly string[]): Promise<void> {
    const postings = await tx.query<{ id: string; kind: string; client_id: string; contract_id: string; entries: { account: Account; amount: number }[] }>(
      `select p.id, p.kind, p.client_id, p.contract_id, (select jsonb_agg(jsonb_build_object('account', e.account, 'amount', e.amount_yen)) from hoshu.ledger_entry e where e.posting_id = p.id) as entries
       from hoshu.ledger_posting p where p.invoice_id = $1 and p.kind = any($2)`, [invoiceId, [...kinds]]);
    for (const posting of postings) {
      await this.post(tx, {
        kind: 'void', effectiveOn: tx.today, sourceKey: `void:${posting.id}`, clientId: posting.client_id, contractId: posting.contract_id, invoiceId,
        entries: posting.entries.map(({ account, amount }) => ({ account, amountYen: -amount })),
      });
    }
  }

  /** Sums of the accounts of one contract, debit positive; money that waits (前受金) belongs to the client and is not among them. */
  async balancesOf(tx: Tx, contractId: string): Promise<ReadonlyMap<Account, Yen>> {
    const rows = await tx.query<{ account: Account; sum: string }>('select e.account, sum(e.amount_yen) as sum from hoshu.ledger_entry e join hoshu.ledger_posting p on p.id = e.posting_id where p.contract_id = $1 group by e.account', [contractId]);
    return new Map(rows.map(({ account, sum }) => [account, Number(sum)]));
  }

  /** Sum of every account of the tenant, debit positive. */
  async balances(tx: Tx): Promise<ReadonlyMap<Account, Yen>> {
    const rows = await tx.query<{ account: Account; sum: string }>('select account, sum(amount_yen) as sum from hoshu.ledger_entry group by account');
    return new Map(rows.map(({ account, sum }) => [account, Number(sum)]));
  }
}
