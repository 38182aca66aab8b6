import type { Tx } from '../../platform/db/tx.js';
import type { BankAccount } from '../tenants/index.js';

/** A party as it was on the day of issue. */
export interface FrozenParty {
  readonly companyName: string;
  readonly postalCode: string;
  readonly address: string;
  readonly registrationNumber: string | null;
  readonly department: string;
  readonly honorific: string;
  readonly telephone: string;
}

export interface FrozenAccount {
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  readonly accountType: 'futsu' | 'toza';
  readonly accountNumber: string;
  readonly holderKana: string;
}

export interface FrozenTaxGroup {
  readonly taxRatePercent: number;
  readonly netYen: number;
  readonly taxYen: number;
  readonly grossYen: number;
}

export interface UnpaidInvoice {
  readonly number: string;
  readonly dueOn: string;
  readonly amountYen: number;
}

export type InvoiceState = 'drafted' | 'numbered' | 'issued' | 'rail_pushed' | 'notified';

/** An invoice with its number: everything that was frozen, and how far it is. Amounts in yen, days in Japan. */
export interface InvoiceRecord {
  readonly id: string;
  readonly clientId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly state: InvoiceState;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly supplyFirstOn: string;
  readonly supplyLastOn: string;
  readonly priceMode: 'inclusive' | 'exclusive';
  readonly rounding: 'floor' | 'round' | 'ceil';
  readonly totalYen: number;
  readonly creditYen: number;
  readonly issuer: FrozenParty;
  readonly recipient: FrozenParty;
  readonly bankAccount: FrozenAccount | null;
  readonly virtualAccount: FrozenAccount | null;
  readonly taxGroups: readonly FrozenTaxGroup[];
  readonly previousUnpaid: readonly UnpaidInvoice[];
  readonly transferFeeBearer: 'client' | 'vendor';
  readonly deductiblePercent: number | null;
  readonly replacesNumber: string | null;
  readonly companyProfileId: string;
  readonly purchaseOrder: string;
  readonly pdfFileId: string | null;
  readonly railAttempts: number;
  readonly voided: boolean;
  /** `agreementId`: the 別途契約 that a line bills (第4条2項); null for the fee of a month. */
  readonly lines: readonly { readonly description: string; readonly periodStartOn: string; readonly periodEndOn: string; readonly amountYen: number; readonly taxRatePercent: number; readonly agreementId: string | null }[];
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `
  select i.id, i.client_id as "clientId", i.contract_id as "contractId", c.contract_number as "contractNumber", i.state, i.number, ${day('i.issued_on')} as "issuedOn", ${day('i.due_on')} as "dueOn",
    ${day('i.supply_first_on')} as "supplyFirstOn", ${day('i.supply_last_on')} as "supplyLastOn", i.price_mode as "priceMode", i.rounding, i.total_yen::float8 as "totalYen", i.credit_yen::float8 as "creditYen", i.issuer, i.recipient, i.bank_account as "bankAccount",
    i.virtual_account as "virtualAccount", i.tax_groups as "taxGroups", i.previous_unpaid as "previousUnpaid", i.transfer_fee_bearer as "transferFeeBearer", i.deductible_percent as "deductiblePercent", i.replaces_number as "replacesNumber",
    i.company_profile_id as "companyProfileId", cl.purchase_order as "purchaseOrder", i.pdf_file_id as "pdfFileId", i.rail_attempts as "railAttempts", exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) as voided,
    (select jsonb_agg(jsonb_build_object('description', l.description, 'periodStartOn', ${day('l.period_start')}, 'periodEndOn', ${day('l.period_end')}, 'amountYen', l.amount_yen, 'taxRatePercent', l.tax_rate_percent, 'agreementId', ch.agreement_id) order by l.position)
      from hoshu.invoice_line l join hoshu.charge ch on ch.id = l.charge_id where l.invoice_id = i.id) as lines
  from hoshu.invoice i join hoshu.contract c on c.id = i.contract_id join hoshu.client cl on cl.id = i.client_id`;

/** A numbered invoice by its id, or null while it is a draft or not this actor's. */
export const invoiceRecord = (tx: Tx, invoiceId: string): Promise<InvoiceRecord | null> => tx.one<InvoiceRecord>(`${select} where i.id = $1 and i.number is not null`, [invoiceId]);

/** The account to pay to, as it is frozen into an invoice and shown to 甲. */
export const frozenAccount = (row: BankAccount): FrozenAccount => ({
  bankCode: row.bank_code, bankName: row.bank_name, branchCode: row.branch_code, branchName: row.branch_name, accountType: row.account_type, accountNumber: row.account_number, holderKana: row.holder_kana,
});

/** Serialises everything that moves one client's money: issue, void, payment, allocation. */
export async function lockMoneyOf(tx: Tx, clientId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`money:${clientId}`]);
}
