import { Injectable } from '@nestjs/common';
import { firstDayOf, invoiceTax, lastDayOf, serviceMonth } from '@hoshu/domain';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { CompanyRepository } from '../tenants/index.js';
import { lineText } from './draft-invoices.js';
import { frozenAccount } from './invoice-records.js';
import { Ledger } from './ledger.js';
import { issuerOf, recipientOf, type ClientRow } from './number-invoice.js';

interface Owner { readonly contractId: string; readonly clientId: string }
/** An invoice that was sent from elsewhere and is still owed; the amount is what is left of it, tax included. */
export interface OpeningInvoice { readonly number: string; readonly month: string; readonly dueOn: string; readonly amountYen: number; readonly transferFeeBearer: 'client' | 'vendor' }

/** D11: what 甲 owes and what 甲 has paid ahead on the day of moving in. Nothing here issues a document or a mail. */
@Injectable()
export class OpeningMoney {
  constructor(private readonly ledger: Ledger, private readonly company: CompanyRepository) {}

  /** Takes a receivable over as an invoice with its own number, sent already. Its charge is of the kind `opening`: the run does not count it. */
  async invoice(tx: Tx, owner: Owner, opening: OpeningInvoice): Promise<string> {
    const profile = await this.company.profileOn(tx, tx.today);
    const account = await this.company.bankAccountOn(tx, tx.today);
    const client = found(await tx.one<ClientRow>('select company_name, postal_code, prefecture, city, street, building, department, honorific, telephone from hoshu.client where id = $1', [owner.clientId]));
    const month = serviceMonth(opening.month);
    const [firstOn, lastOn] = [firstDayOf(month), lastDayOf(month)];
    const { amountYen } = opening;
    const groups = Object.entries(invoiceTax({ lines: [{ amount: amountYen, rate: 10 }], priceMode: 'inclusive', rounding: profile.tax_rounding })).map(([rate, { net, tax, gross }]) => ({ taxRatePercent: Number(rate), netYen: net, taxYen: tax, grossYen: gross }));
    const taxYen = groups.reduce((sum, group) => sum + group.taxYen, 0);
    const of = [tx.actor.tenantId, owner.clientId, owner.contractId];
    const charge = found(await tx.one<{ id: string }>(
      `insert into hoshu.charge (tenant_id, client_id, contract_id, kind, service_month, period_start, period_end, amount_yen, tax_mode, tax_rate_percent, prorated, due_on) values ($1, $2, $3, 'opening', $4, $5, $6, $7, 'inclusive', 10, false, $8) returning id`,
      [...of, month, firstOn, lastOn, amountYen, opening.dueOn]));
    // The day on which it was issued elsewhere is not known: the last day of its month, at the latest its due day.
    const issuedOn = [lastOn as string, opening.dueOn, tx.today].sort()[0];
    const invoice = found(await tx.one<{ id: string }>(
      `insert into hoshu.invoice (tenant_id, client_id, contract_id, state, number, issued_on, due_on, supply_first_on, supply_last_on, price_mode, rounding, net_yen, tax_yen, total_yen, issuer, recipient, bank_account, tax_groups, previous_unpaid, transfer_fee_bearer, company_profile_id)
       values ($1, $2, $3, 'notified', $4, $5, $6, $7, $8, 'inclusive', $9, $10, $11, $12, $13, $14, $15, $16, '[]', $17, $18) returning id`,
      [...of, opening.number, issuedOn, opening.dueOn, firstOn, lastOn, profile.tax_rounding, amountYen - taxYen, taxYen, amountYen, JSON.stringify(issuerOf(profile)), JSON.stringify(recipientOf(client)), account ? JSON.stringify(frozenAccount(account)) : null, JSON.stringify(groups), opening.transferFeeBearer, profile.id]));
    await tx.query(
      `insert into hoshu.invoice_line (tenant_id, client_id, contract_id, invoice_id, charge_id, position, description, period_start, period_end, amount_yen, tax_rate_percent) values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, 10)`,
      [...of, invoice.id, charge.id, lineText(month), firstOn, lastOn, amountYen]);
    await this.ledger.post(tx, { kind: 'opening_receivable', effectiveOn: tx.today, sourceKey: `opening:${invoice.id}`, clientId: owner.clientId, contractId: owner.contractId, invoiceId: invoice.id, entries: [{ account: 'receivable', amountYen }, { account: 'opening', amountYen: -amountYen }] });
    return invoice.id;
  }

  /** Takes money over that 甲 has paid ahead (前受金); it pays the next invoices. Returns the receipt's id. */
  async deposit(tx: Tx, owner: Owner, deposit: { readonly amountYen: number; readonly paidOn: string; readonly externalId: string }): Promise<string> {
    const { amountYen, paidOn, externalId } = deposit;
    const receipt = found(await tx.one<{ id: string }>(
      `insert into hoshu.receipt (tenant_id, client_id, rail, paid_on, amount_yen, payer_name, note, external_id) values ($1, $2, 'own', $3, $4, '', '移行時の前受金', $5) returning id`, [tx.actor.tenantId, owner.clientId, paidOn, amountYen, externalId]));
    await this.ledger.post(tx, { kind: 'opening_deposit', effectiveOn: paidOn, sourceKey: `receipt:${receipt.id}`, clientId: owner.clientId, contractId: owner.contractId, receiptId: receipt.id, entries: [{ account: 'opening', amountYen }, { account: 'deferred', amountYen: -amountYen }] });
    return receipt.id;
  }

  /** The number that the next invoice gets; the counter never goes back. Returns the last number before. Throws move_number_back. */
  async nextNumber(tx: Tx, next: number): Promise<number> {
    const row = await tx.one<{ last: string }>(`select last_number as last from hoshu.number_counter where series = 'invoice' for update`);
    const before = Number(row?.last ?? 0);
    if (next <= before) throw new AppError('move_number_back', { data: { last: before } });
    await tx.query(`insert into hoshu.number_counter (tenant_id, series, last_number) values ($1, 'invoice', $2) on conflict (tenant_id, series) do update set last_number = excluded.last_number`, [tx.actor.tenantId, next - 1]);
    return before;
  }

  /** Takes `nextNumber` back as long as no number was used since; else the gap stays, as numbers do not come back. */
  async numberBack(tx: Tx, { next, before }: { readonly next: number; readonly before: number }): Promise<void> {
    await tx.query(`update hoshu.number_counter set last_number = $2 where series = 'invoice' and last_number = $1`, [next - 1, before]);
  }
}
