import { Injectable } from '@nestjs/common';
import { explain, groupedDigits, localDate, serviceMonth } from '@hoshu/domain';
import { answered, stated } from '../../platform/explain/index.js';
import type { QueryOf, ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, dueExplanation } from '../contracts/index.js';
import { invoiceRecord, type InvoiceRecord } from './invoice-records.js';

type Row = ResponseOf<typeof billingRoutes.invoices>['items'][number];
type View = ResponseOf<typeof billingRoutes.invoice>;
type Status = Row['status'];

/** 第11条3項: what banks keep of a transfer (yen); a remainder of exactly this much after a payment is 手数料差額. */
export const bankFeesYen = [110, 145, 165, 220, 275, 330, 385, 440, 495, 550, 605, 660, 715, 770, 825, 880] as const;

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
// The one place where an invoice's status comes from: $1 = today.
const listed = `select i.id, i.number, i.client_id as "clientId", i.recipient->>'companyName' as "clientName", i.contract_id as "contractId", c.contract_number as "contractNumber", ${day('i.supply_first_on')} as "supplyFirstOn", ${day('i.supply_last_on')} as "supplyLastOn",
    ${day('i.issued_on')} as "issuedOn", ${day('i.due_on')} as "dueOn", i.total_yen::float8 as "totalYen", p.paid::float8 as "paidYen", case when v.voided then 0 else (i.total_yen - p.paid)::float8 end as "remainingYen", i.pdf_file_id is not null as "hasPdf", i.pdf_file_id is null and i.state = 'notified' as "isTakenOver",
    not exists (select 1 from hoshu.invoice_line w join hoshu.charge wc on wc.id = w.charge_id where w.invoice_id = i.id and wc.kind <> 'separate_work') as "isWork",
    case when not v.voided and i.total_yen > p.paid then (select ${day('t.planned_on')} from hoshu.payment_plan t where t.invoice_id = i.id order by t.id desc limit 1) end as "plannedOn",
    (not v.voided and i.total_yen > p.paid and i.due_on < $1::date) as overdue,
    case when v.voided then 'void' when p.paid >= i.total_yen then 'paid' when p.paid > 0 and i.total_yen - p.paid in (${bankFeesYen.join(', ')}) then 'fee_difference' when p.paid > 0 then 'partial' when i.due_on < $1::date then 'overdue' else 'unpaid' end as status
  from hoshu.invoice i join hoshu.contract c on c.id = i.contract_id,
    lateral (select coalesce(sum(a.amount_yen), 0) as paid from hoshu.allocation a where a.invoice_id = i.id) p, lateral (select exists (select 1 from hoshu.invoice_void x where x.invoice_id = i.id) as voided) v
  where i.number is not null`;

interface Extra {
  netYen: number; taxYen: number; pdfSha256: string | null; replacedByNumber: string | null; voided: View['voided']; receiptNumber: string | null; allocations: View['allocations']; paymentPlans: View['paymentPlans'];
}
const extra = `select i.net_yen::float8 as "netYen", i.tax_yen::float8 as "taxYen", i.pdf_sha256 as "pdfSha256", (select r.number from hoshu.invoice r where r.replaces_id = i.id and r.number is not null limit 1) as "replacedByNumber",
    (select jsonb_build_object('on', ${day('v.voided_on')}, 'reason', v.reason) from hoshu.invoice_void v where v.invoice_id = i.id) as voided,
    (select coalesce(jsonb_agg(jsonb_build_object('plannedOn', ${day('t.planned_on')}, 'note', t.note, 'toldBy', t.told_by, 'toldOn', ${day('t.told_on')}) order by t.id desc), '[]') from hoshu.payment_plan t where t.invoice_id = i.id) as "paymentPlans",
    (select d.number from hoshu.receipt_document d where d.invoice_id = i.id and d.withdrawn_at is null) as "receiptNumber",
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'amountYen', a.amount_yen, 'paidOn', ${day('a.paid_on')}, 'rail', r.rail, 'payerName', coalesce(r.payer_name, ''),
      'undone', exists (select 1 from hoshu.allocation u where u.reverses_id = a.id)) order by a.id), '[]') from hoshu.allocation a left join hoshu.receipt r on r.id = a.receipt_id where a.invoice_id = i.id and a.reverses_id is null) as allocations
  from hoshu.invoice i where i.id = $1`;

/** 滞留 of a due date on $1 = today, as SQL: the list and the ageing bar of the overview share it. */
export const ageOf = (dueOn: string): string => `case when ${dueOn} >= $1::date then 'notDue' when $1::date - ${dueOn} <= 30 then 'to30' when $1::date - ${dueOn} <= 60 then 'to60' else 'over60' end`;

function settledReason(record: InvoiceRecord, remainingYen: number) {
  const paidYen = record.totalYen - remainingYen;
  return stated({ result: { remainingYen, supplyFirstOn: record.supplyFirstOn, supplyLastOn: record.supplyLastOn, lines: record.lines.map(({ periodStartOn, periodEndOn, amountYen }) => ({ periodStartOn, periodEndOn, amountYen })), creditYen: record.creditYen, paidYen, totalYen: record.totalYen }, article: '第11条', steps: [
    record.lines.every(({ agreementId }) => agreementId !== null)
      ? { ja: `引渡しの日：${record.supplyFirstOn}${record.supplyLastOn === record.supplyFirstOn ? '' : `〜${record.supplyLastOn}`}`, en: `Delivered: ${record.supplyFirstOn}${record.supplyLastOn === record.supplyFirstOn ? '' : ` to ${record.supplyLastOn}`}` }
      : { ja: `対象の期間：${record.supplyFirstOn}〜${record.supplyLastOn}（契約の続く日）`, en: `Period: ${record.supplyFirstOn} to ${record.supplyLastOn}, the days on which the contract runs` },
    { ja: `請求額 ${groupedDigits(record.totalYen)}円 − 充てた入金・差し引き ${groupedDigits(paidYen)}円 ＝ 残り ${groupedDigits(remainingYen)}円。発行した時のお預かりは ${groupedDigits(record.creditYen)}円`, en: `Total JPY ${groupedDigits(record.totalYen)} − applied ${groupedDigits(paidYen)} = ${groupedDigits(remainingYen)} left; credit when issued: ${groupedDigits(record.creditYen)}` },
  ] });
}

const workLineReason = ({ description, periodStartOn, periodEndOn, amountYen, taxRatePercent }: InvoiceRecord['lines'][number]) => stated({ result: { periodStartOn, periodEndOn, amountYen }, article: '第4条2項', law: '民法633条・消費税法29条', steps: [
  { ja: `${description}：${groupedDigits(amountYen)}円。${periodStartOn} に引き渡し、検収の済んだ業務で、税率はその日の ${taxRatePercent}% です`, en: `${description}: JPY ${groupedDigits(amountYen)}, delivered on ${periodStartOn} and accepted, at the tax rate of that day, ${taxRatePercent}%` },
  { ja: '保守管理費（第11条1項）ではないため、損害賠償の上限（第16条2項）には数えません', en: 'It is no maintenance fee (article 11(1)) and does not count for the liability cap (article 16(2))' },
] });

/** What a remainder of a bank fee means, for both sides (第11条3項). */
const differenceNote = {
  ja: '振込手数料と同額の不足があります。振込手数料はお客様（甲）のご負担です（第11条3項）。', en: 'The shortage equals a bank transfer fee, which the client bears (article 11(3)).',
} as const;

export interface OpenInvoiceRow { readonly id: string; readonly number: string; readonly clientId: string; readonly contractId: string; readonly dueOn: string; readonly totalYen: number; readonly remainingYen: number; readonly status: Status; readonly overdue: boolean; readonly age: 'notDue' | 'to30' | 'to60' | 'over60' }

/** Reads of invoices, for both sides and for other slices. */
@Injectable()
export class Invoices {
  constructor(private readonly db: Db, private readonly files: Files, private readonly reader: ContractReader) {}

  /** Newest first; 甲 sees its own, and only those whose document exists. */
  list(actor: Actor, query: QueryOf<typeof billingRoutes.invoices>): Promise<ResponseOf<typeof billingRoutes.invoices>> {
    const limit = query.limit ?? 50;
    const after = decodeCursor<{ on: string; id: string }>(query.cursor);
    return this.db.read(actor, async (tx) => {
      const rows = await tx.query<Row>(
        `select * from (${listed} and ($2::uuid is null or i.client_id = $2) and ($3::uuid is null or i.contract_id = $3) and ($4::date is null or (i.issued_on, i.id) < ($4::date, $5::uuid))) x
         where ($6::text is null or x.status = $6) and ($8::text is null or (x."remainingYen" > 0 and $8 = ${ageOf('x."dueOn"::date')})) order by x."issuedOn" desc, x.id desc limit $7`,
        [tx.today, query.clientId ?? null, query.contractId ?? null, after?.on ?? null, after?.id ?? null, query.status ?? null, limit + 1, query.age ?? null]);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor({ on: last.issuedOn, id: last.id }) : null, total: null };
    });
  }

  /** Open invoices of the tenant, oldest due first: for reminders and dashboards. */
  open(tx: Tx, clientId: string | null = null): Promise<OpenInvoiceRow[]> {
    return tx.query<OpenInvoiceRow>(
      `select x.id, x.number, x."clientId", x."contractId", x."dueOn", x."totalYen", x."remainingYen", x.status, x.overdue, ${ageOf('x."dueOn"::date')} as age from (${listed} and ($2::uuid is null or i.client_id = $2)) x where x."remainingYen" > 0 order by x."dueOn", x.number`, [tx.today, clientId]);
  }

  /** What is still to be paid of one contract. */
  async openOf(tx: Tx, contract: { readonly id: string; readonly clientId: string }): Promise<OpenInvoiceRow[]> {
    return (await this.open(tx, contract.clientId)).filter(({ contractId }) => contractId === contract.id);
  }

  /** One invoice with everything frozen in it. Throws not_found. */
  get(actor: Actor, invoiceId: string, withReasons: boolean): Promise<View> {
    return this.db.read(actor, async (tx) => {
      const row = found(await tx.one<Row>(`${listed} and i.id = $2`, [tx.today, invoiceId]));
      const record = found(await invoiceRecord(tx, invoiceId));
      const more = found(await tx.one<Extra>(extra, [invoiceId]));
      return {
        ...row, ...more, issuer: record.issuer, recipient: record.recipient, priceMode: record.priceMode, creditYen: record.creditYen, lines: [...record.lines], taxGroups: [...record.taxGroups], previousUnpaid: [...record.previousUnpaid],
        bankAccount: record.bankAccount, virtualAccount: record.virtualAccount, replacesNumber: record.replacesNumber, differenceNote: row.status === 'fee_difference' ? differenceNote : null,
        ...(withReasons ? { explanations: await this.reasons(tx, record, row.remainingYen) } : {}),
      };
    });
  }

  private async reasons(tx: Tx, record: InvoiceRecord, remainingYen: number): Promise<NonNullable<View['explanations']>> {
    const { terms, periods } = await this.reader.facts(tx, record.contractId);
    const tax = explain('invoiceTax', { lines: record.lines.map((line) => ({ amount: line.amountYen, rate: line.taxRatePercent })), priceMode: record.priceMode, rounding: record.rounding });
    const works = record.lines.filter(({ agreementId }) => agreementId !== null);
    const reasons = [answered(tax), settledReason(record, remainingYen), ...works.map(workLineReason)];
    if (works.length === record.lines.length) return [await this.agreedDue(tx, record), ...reasons];
    if (terms.dueDay === null) return reasons;
    const input = { serviceMonth: serviceMonth(localDate(record.supplyFirstOn).slice(0, 7)), timing: terms.timing, dueDay: terms.dueDay, convention: terms.dueConvention };
    return [dueExplanation(input, { issuedOn: record.issuedOn, dueOn: record.dueOn, startsOn: periods[0]?.startsOn ?? record.supplyFirstOn }), ...reasons];
  }

  // An invoice over 別途契約 alone is due as agreed there; a day that had passed when it was issued gives way to the contract's next due day.
  private async agreedDue(tx: Tx, { id, dueOn, issuedOn }: InvoiceRecord): Promise<NonNullable<View['explanations']>[number]> {
    const row = found(await tx.one<{ on: string }>(`select ${day('min(ch.due_on)')} as on from hoshu.invoice_line l join hoshu.charge ch on ch.id = l.charge_id where l.invoice_id = $1`, [id]));
    return stated({ result: dueOn, article: '第4条2項・第11条2項', steps: [
      { ja: `別途契約で合意した支払期限：${row.on}`, en: `Payment agreed in the separate contract: by ${row.on}` },
      ...(row.on === dueOn ? [] : [{ ja: `発行日 ${issuedOn} には過ぎていたため、発行日以後の最初の支払期日 ${dueOn} とします（第11条2項2号）`, en: `It had passed on ${issuedOn}, the day of issue; the next due day of the contract is ${dueOn} (article 11(2)(ii))` }]),
    ] });
  }

  /** The document as it was issued, byte for byte. Throws not_found, invoice_not_ready. */
  pdf(actor: Actor, invoiceId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const row = found(await tx.one<{ pdf_file_id: string | null }>('select pdf_file_id from hoshu.invoice where id = $1 and number is not null', [invoiceId]));
      if (!row.pdf_file_id) throw new AppError('invoice_not_ready');
      const file = await this.files.read(tx, row.pdf_file_id);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }
}
