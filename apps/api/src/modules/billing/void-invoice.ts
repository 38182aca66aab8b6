import { Injectable } from '@nestjs/common';
import { feeChargeOf, localDate, serviceMonth } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, isBilled, type ContractFacts } from '../contracts/index.js';
import { DraftInvoices } from './draft-invoices.js';
import { monthTerms, planTerms, withIssue, type PlannedCharge } from './invoice-plan.js';
import { lockMoneyOf } from './invoice-records.js';
import { Ledger } from './ledger.js';
import { NumberInvoice } from './number-invoice.js';
import { WorkCharges } from './work-charges.js';

interface Voided { readonly id: string; readonly number: string; readonly clientId: string; readonly contractId: string; readonly paid: number; readonly voided: boolean; readonly chargeId: string; readonly kind: string; readonly month: string }

/** Voiding and reissuing (F068): the number stays used, the charge is free for exactly one new invoice that names the old one. */
@Injectable()
export class VoidInvoice {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly drafts: DraftInvoices, private readonly numbers: NumberInvoice, private readonly ledger: Ledger, private readonly works: WorkCharges) {}

  /** Throws not_found, invoice_already_void, invoice_has_payments. */
  run(actor: Actor, invoiceId: string, wish: { readonly reason: string; readonly reissue: boolean }): Promise<{ replacementId: string | null }> {
    return this.db.tx(actor, async (tx) => {
      const seen = found(await this.invoice(tx, invoiceId));
      await this.reader.lock(tx, seen.contractId);
      await lockMoneyOf(tx, seen.clientId);
      return this.within(tx, invoiceId, wish);
    });
  }

  /** As `run`, inside a transaction of a caller who holds both locks. `withCredit` false: money that waits does not pay the new invoice. */
  async within(tx: Tx, invoiceId: string, wish: { readonly reason: string; readonly reissue: boolean; readonly withCredit?: boolean }): Promise<{ replacementId: string | null }> {
    const invoice = found(await this.invoice(tx, invoiceId));
    if (invoice.voided) throw new AppError('invoice_already_void');
    if (invoice.paid !== 0) throw new AppError('invoice_has_payments');
    await this.void(tx, invoice, wish.reason);
    const replacementId = wish.reissue ? await this.reissue(tx, invoice, wish.withCredit ?? true) : null;
    await tx.audit({
      type: 'billing.invoice-voided', article: '第11条', contractId: invoice.contractId, clientId: invoice.clientId, target: { kind: 'invoice', id: invoice.id }, data: { number: invoice.number, reason: wish.reason, replacementId },
    });
    return { replacementId };
  }

  private invoice(tx: Tx, invoiceId: string): Promise<Voided | null> {
    return tx.one<Voided>(
      `select i.id, i.number, i.client_id as "clientId", i.contract_id as "contractId", coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.invoice_id = i.id), 0)::float8 as paid,
         exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) as voided, l.charge_id as "chargeId", ch.kind, ch.service_month as month
       from hoshu.invoice i join hoshu.invoice_line l on l.invoice_id = i.id and l.position = 1 join hoshu.charge ch on ch.id = l.charge_id where i.id = $1 and i.number is not null`, [invoiceId]);
  }

  private async void(tx: Tx, invoice: Voided, reason: string): Promise<void> {
    await tx.query('insert into hoshu.invoice_void (tenant_id, client_id, contract_id, invoice_id, reason, voided_on) values ($1, $2, $3, $4, $5, $6)', [tx.actor.tenantId, invoice.clientId, invoice.contractId, invoice.id, reason, tx.today]);
    await tx.change('update hoshu.invoice_line set live = false, version = version + 1 where invoice_id = $1 and live', [invoice.id]);
    await this.ledger.reverseInvoice(tx, invoice.id, ['issue', 'issue_deferred', 'release']);
    await tx.emit('stripe.void', { invoiceId: invoice.id });
  }

  // The works of 別途契約 on it go onto the new invoice as they were agreed, with the fee of the month or alone.
  private async reissue(tx: Tx, invoice: Voided, withCredit: boolean): Promise<string | null> {
    const facts = await this.reader.facts(tx, invoice.contractId);
    const replaces = { id: invoice.id, number: invoice.number };
    const works = await this.works.onInvoice(tx, invoice.id);
    const feeId = invoice.kind === 'separate_work' ? null : await this.feeDraft(tx, facts, invoice);
    if (feeId === null && works.length === 0) return null;
    if (feeId !== null) await this.works.addLines(tx, facts, { invoiceId: feeId, works, from: 2 });
    const replacementId = feeId ?? (await this.works.draft(tx, facts, { works, replaces }));
    await this.numbers.issue(tx, replacementId, { withCredit });
    return replacementId;
  }

  // The charge is computed anew: a wrong fee, or an end of the contract that came later, is right on the new invoice. Null when the month is not billed any more.
  private async feeDraft(tx: Tx, facts: ContractFacts, invoice: Voided): Promise<string | null> {
    const month = serviceMonth(invoice.month);
    const fee = planTerms(facts, await this.drafts.settings(tx), month);
    if (!fee || !facts.conclusion) throw new AppError('schedule_incomplete');
    const terms = monthTerms(facts, month);
    const charge = withIssue({ charge: feeChargeOf(fee, month), fee, terms }, localDate(facts.conclusion.concludedOn));
    const isOver = facts.end !== null && charge.periodStartOn > facts.end.lastOn;
    if (isOver || !isBilled(terms)(charge)) {
      await tx.change('update hoshu.charge set cancelled_at = $2, version = version + 1 where id = $1', [invoice.chargeId, tx.now]);
      return null;
    }
    await this.recompute(tx, invoice.chargeId, charge);
    return this.drafts.draftOver(tx, { facts, charge: { ...charge, id: invoice.chargeId }, runId: null, replaces: { id: invoice.id, number: invoice.number } });
  }

  private recompute(tx: Tx, chargeId: string, charge: PlannedCharge): Promise<number> {
    return tx.change(
      'update hoshu.charge set period_end = $2, amount_yen = $3, tax_rate_percent = $4, prorated = $5, due_on = $6, tax_mode = $7, version = version + 1 where id = $1', [chargeId, charge.periodEndOn, charge.amountYen, charge.taxRatePercent, charge.prorated, charge.dueOn, charge.terms.taxMode]);
  }
}
