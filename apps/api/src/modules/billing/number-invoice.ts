import { Injectable } from '@nestjs/common';
import { dueDateNotBefore, exemptVendorDeductionRate, invoiceTax, localDate, type Yen } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { addressOf, ContractReader } from '../contracts/index.js';
import { CompanyRepository, type CompanyProfile } from '../tenants/index.js';
import { BillingAlerts } from './alerts.js';
import { Allocations } from './allocations.js';
import { nextOfSeries } from './number-series.js';
import { frozenAccount, lockMoneyOf, type FrozenParty, type FrozenTaxGroup, type UnpaidInvoice } from './invoice-records.js';
import { Ledger } from './ledger.js';
import { grossOf, type TaxedLine } from './work-charges.js';

interface Draft {
  readonly id: string;
  readonly clientId: string;
  readonly contractId: string;
  readonly dueOn: string;
  readonly supplyLastOn: string;
  readonly priceMode: 'inclusive' | 'exclusive';
  readonly replacesNumber: string | null;
  readonly lines: readonly (TaxedLine & { readonly isWork: boolean; readonly lastOn: string })[];
}
type Rounding = 'floor' | 'round' | 'ceil';
/** What a document needs of 甲. */
export interface ClientRow { company_name: string; postal_code: string; prefecture: string; city: string; street: string; building: string; department: string; honorific: string; telephone: string }

const draftSql = `select i.id, i.client_id as "clientId", i.contract_id as "contractId", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", to_char(i.supply_last_on, 'YYYY-MM-DD') as "supplyLastOn", i.price_mode as "priceMode", i.replaces_number as "replacesNumber",
  (select jsonb_agg(jsonb_build_object('amount', l.amount_yen, 'rate', l.tax_rate_percent, 'isWork', ch.kind = 'separate_work', 'lastOn', to_char(l.period_end, 'YYYY-MM-DD')) order by l.position) from hoshu.invoice_line l join hoshu.charge ch on ch.id = l.charge_id where l.invoice_id = i.id) as lines
  from hoshu.invoice i where i.id = $1 and i.state = 'drafted'`;

/** The vendor as a document freezes it. */
export const issuerOf = (profile: CompanyProfile): FrozenParty => ({
  companyName: profile.company_name, postalCode: profile.postal_code, address: addressOf(profile), registrationNumber: profile.registration_number, department: '', honorific: '', telephone: profile.telephone,
});
/** 甲 as a document freezes it. */
export const recipientOf = (row: ClientRow): FrozenParty => ({
  companyName: row.company_name, postalCode: row.postal_code, address: addressOf({ ...row, representative_title: '', representative_name: '', notice_email: '', notice_postal: '' }),
  registrationNumber: null, department: row.department, honorific: row.honorific, telephone: row.telephone,
});

/** Step NUMBERED: number, parties, account, taxes and ledger of one draft in one transaction (F068, F069). */
@Injectable()
export class NumberInvoice {
  constructor(
    private readonly db: Db, private readonly company: CompanyRepository, private readonly reader: ContractReader, private readonly ledger: Ledger, private readonly allocations: Allocations, private readonly alerts: BillingAlerts,
  ) {}

  /** Drafts that have no number yet, in the order in which they get one. */
  drafts(tx: Tx): Promise<{ id: string }[]> {
    return tx.query<{ id: string }>(`select id from hoshu.invoice where state = 'drafted' order by supply_first_on, id`);
  }

  /** Issues one draft; null when another worker did. Returns its number. */
  run(actor: Actor, invoiceId: string): Promise<string | null> {
    return this.db.tx(actor, (tx) => this.issue(tx, invoiceId));
  }

  /** As `run`, inside a transaction of the caller. `withCredit` false: money that waits is left to the caller. */
  async issue(tx: Tx, invoiceId: string, { withCredit = true } = {}): Promise<string | null> {
    const seen = await tx.one<Draft>(draftSql, [invoiceId]);
    if (!seen) return null;
    await lockMoneyOf(tx, seen.clientId);
    const draft = await tx.one<Draft>(draftSql, [invoiceId]);
    if (!draft) return null;
    const profile = await this.company.profileOn(tx, tx.today);
    // What was agreed as a 別途契約 names its tax, rounded down: an invoice over it alone says the same.
    const rounding = draft.lines.every(({ isWork }) => isWork) ? 'floor' : profile.tax_rounding;
    const groups = this.taxGroups(draft, rounding);
    const totalYen = groups.reduce((sum, group) => sum + group.grossYen, 0);
    const dueOn = await this.dueOn(tx, draft);
    const number = await this.nextNumber(tx, profile.invoice_pattern, draft.clientId);
    await this.freeze(tx, { draft, profile, groups, rounding, totalYen, dueOn, number });
    await this.book(tx, { draft, totalYen, rounding });
    const creditYen = withCredit ? await this.allocations.applyCredit(tx, draft.clientId, draft.id) : 0;
    if (creditYen > 0) await tx.change('update hoshu.invoice set credit_yen = $2, version = version + 1 where id = $1', [draft.id, creditYen]);
    await tx.audit({
      type: 'billing.invoice-issued', article: '第11条', contractId: draft.contractId, clientId: draft.clientId, target: { kind: 'invoice', id: draft.id },
      data: { number, totalYen, dueOn, creditYen, ...(draft.replacesNumber ? { replaces: draft.replacesNumber } : {}) },
    });
    await tx.emit('billing.invoice', { invoiceId: draft.id });
    return number;
  }

  // R11: one rounding per rate and invoice.
  private taxGroups(draft: Draft, rounding: Rounding): FrozenTaxGroup[] {
    return Object.entries(invoiceTax({ lines: draft.lines, priceMode: draft.priceMode, rounding }))
      .map(([rate, { net, tax, gross }]) => ({ taxRatePercent: Number(rate), netYen: net, taxYen: tax, grossYen: gross }));
  }

  private async dueOn(tx: Tx, draft: Draft): Promise<string> {
    const { terms } = await this.reader.facts(tx, draft.contractId);
    const issuedOn = localDate(tx.today);
    if (draft.dueOn >= issuedOn || terms.dueDay === null) return draft.dueOn;
    return dueDateNotBefore(localDate(draft.dueOn), { dueDay: terms.dueDay, convention: terms.dueConvention }, issuedOn);
  }

  private async nextNumber(tx: Tx, pattern: string, clientId: string): Promise<string> {
    const last = await nextOfSeries(tx, 'invoice', clientId);
    if (last.sample) return `SAMPLE-${last.digits}`;
    return pattern.replaceAll('{YYYY}', tx.today.slice(0, 4)).replaceAll('{MM}', tx.today.slice(5, 7)).replaceAll('{client}', clientId.slice(-6).toUpperCase()).replaceAll('{seq}', last.digits);
  }

  private async freeze(tx: Tx, issue: { draft: Draft; profile: CompanyProfile; groups: FrozenTaxGroup[]; rounding: Rounding; totalYen: Yen; dueOn: string; number: string }): Promise<void> {
    const { draft, profile, groups, rounding, totalYen, dueOn, number } = issue;
    const client = await tx.one<ClientRow>('select company_name, postal_code, prefecture, city, street, building, department, honorific, telephone from hoshu.client where id = $1', [draft.clientId]);
    if (!client) throw new Error('an invoice has its client');
    const account = await this.company.bankAccountOn(tx, tx.today);
    if (!account) await this.alerts.raise(tx, { kind: 'no_bank_account', subjectKey: 'tenant', invoiceId: draft.id });
    const taxYen = groups.reduce((sum, group) => sum + group.taxYen, 0);
    // R13: what 甲 may still deduct when the vendor has no number.
    const deductible = profile.registration_number === null ? exemptVendorDeductionRate({ supplyDate: localDate(draft.supplyLastOn) }) : null;
    const changed = await tx.change(
      `update hoshu.invoice set state = 'numbered', number = $2, issued_on = $3, due_on = $4, rounding = $5, net_yen = $6, tax_yen = $7, total_yen = $8, issuer = $9, recipient = $10, bank_account = $11, tax_groups = $12, previous_unpaid = $13,
         deductible_percent = $14, company_profile_id = $15, version = version + 1 where id = $1 and state = 'drafted'`,
      [draft.id, number, tx.today, dueOn, rounding, totalYen - taxYen, taxYen, totalYen, JSON.stringify(issuerOf(profile)), JSON.stringify(recipientOf(client)), account ? JSON.stringify(frozenAccount(account)) : null,
        JSON.stringify(groups), JSON.stringify(await this.previousUnpaid(tx, draft)), deductible, profile.id]);
    if (changed !== 1) throw new Error('a draft is numbered once');
  }

  // D14: the old claims are shown beside the new one, never billed again.
  private previousUnpaid(tx: Tx, draft: Draft): Promise<UnpaidInvoice[]> {
    return tx.query<UnpaidInvoice>(
      `select i.number, to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", (i.total_yen - p.paid)::float8 as "amountYen" from hoshu.invoice i,
         lateral (select coalesce(sum(a.amount_yen), 0) as paid from hoshu.allocation a where a.invoice_id = i.id) p
       where i.client_id = $1 and i.id <> $2 and i.number is not null and i.due_on < $3 and i.total_yen > p.paid and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) order by i.due_on, i.number`,
      [draft.clientId, draft.id, tx.today]);
  }

  // D15: revenue belongs to the service period; what is billed before the period is over is 前受金 until then. The work of a 別途契約 is delivered: its day is the day of delivery.
  private async book(tx: Tx, { draft, totalYen, rounding }: { draft: Draft; totalYen: Yen; rounding: Rounding }): Promise<void> {
    const works = draft.lines.filter(({ isWork }) => isWork);
    const workYen = grossOf(works, { priceMode: draft.priceMode, rounding });
    const earned = draft.supplyLastOn < tx.today;
    const of = { clientId: draft.clientId, contractId: draft.contractId, invoiceId: draft.id };
    await this.ledger.post(tx, {
      ...of, kind: earned ? 'issue' : 'issue_deferred', effectiveOn: earned ? draft.supplyLastOn : tx.today, sourceKey: `issue:${draft.id}`,
      entries: [{ account: 'receivable', amountYen: totalYen - workYen }, { account: earned ? 'revenue' : 'deferred', amountYen: workYen - totalYen }],
    });
    const deliveredOn = works.map(({ lastOn }) => lastOn).sort().at(-1);
    if (deliveredOn) await this.ledger.post(tx, { ...of, kind: 'issue', effectiveOn: deliveredOn, sourceKey: `issue_work:${draft.id}`, entries: [{ account: 'receivable', amountYen: workYen }, { account: 'revenue', amountYen: -workYen }] });
  }
}
