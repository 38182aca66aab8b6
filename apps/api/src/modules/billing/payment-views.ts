import { Injectable } from '@nestjs/common';
import type { QueryOf, ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { usedOf } from './allocations.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { explainStatement } from './explain-money.js';

type PaymentView = ResponseOf<typeof billingRoutes.recordPayment>;
type Statement = ResponseOf<typeof billingRoutes.statement>;
type StatementEntry = Statement['items'][number];

const select = `select r.id, r.client_id as "clientId", cl.company_name as "clientName", r.rail, to_char(r.paid_on, 'YYYY-MM-DD') as "paidOn", r.amount_yen::float8 as "amountYen", r.payer_name as "payerName", r.note, p.allocated::float8 as "allocatedYen",
    case when v.undone then 0 else (r.amount_yen - p.used)::float8 end as "freeYen", v.undone,
    (select coalesce(jsonb_agg(jsonb_build_object('invoiceId', g.invoice_id, 'invoiceNumber', i.number, 'amountYen', g.sum) order by i.due_on), '[]') from (select a.invoice_id, sum(a.amount_yen) as sum from hoshu.allocation a where a.receipt_id = r.id group by a.invoice_id having sum(a.amount_yen) <> 0) g
      join hoshu.invoice i on i.id = g.invoice_id) as allocations
  from hoshu.receipt r left join hoshu.client cl on cl.id = r.client_id,
    lateral (select coalesce(sum(a.amount_yen), 0) as allocated, ${usedOf('r.id')} as used from hoshu.allocation a where a.receipt_id = r.id) p,
    lateral (select exists (select 1 from hoshu.receipt_reversal x where x.receipt_id = r.id) as undone) v`;

const order: Readonly<Record<StatementEntry['kind'], number>> = { invoice: 0, void: 1, payment: 2, payment_undone: 3, waiver: 4, refund: 5 };

/** Reads of money in: the list and the statement of account. */
@Injectable()
export class PaymentViews {
  constructor(private readonly db: Db) {}

  async one(tx: Tx, paymentId: string): Promise<PaymentView> {
    return found(await tx.one<PaymentView>(`${select} where r.id = $1`, [paymentId]));
  }

  /** Newest first. */
  list(actor: Actor, query: QueryOf<typeof billingRoutes.payments>): Promise<ResponseOf<typeof billingRoutes.payments>> {
    const limit = query.limit ?? 50;
    const after = decodeCursor<{ on: string; id: string }>(query.cursor);
    return this.db.read(actor, async (tx) => {
      const rows = await tx.query<PaymentView>(
        `${select} where ($1::uuid is null or r.client_id = $1) and ($5::text is null or (not v.undone and r.amount_yen > p.used)) and ($2::date is null or (r.paid_on, r.id) < ($2::date, $3::uuid)) order by r.paid_on desc, r.id desc limit $4`, [query.clientId ?? null, after?.on ?? null, after?.id ?? null, limit + 1, query.waiting ?? null]);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor({ on: last.paidOn, id: last.id }) : null, total: null };
    });
  }

  /** What one client was billed and paid between two days, with the running balance: positive = still to pay. */
  statement(actor: Actor, { clientId, from, to, explain }: QueryOf<typeof billingRoutes.statement>): Promise<Statement> {
    return this.db.read(actor, async (tx) => {
      const rows = await tx.query<Omit<StatementEntry, 'balanceYen'>>(
        `select to_char(x.on_day, 'YYYY-MM-DD') as "on", x.kind, x.reference, x.amount::float8 as "amountYen" from (
           select i.issued_on as on_day, 'invoice' as kind, i.number as reference, i.total_yen as amount from hoshu.invoice i where i.client_id = $1 and i.number is not null
           union all select v.voided_on, 'void', i.number, -i.total_yen from hoshu.invoice_void v join hoshu.invoice i on i.id = v.invoice_id where v.client_id = $1
           union all select r.paid_on, 'payment', r.payer_name, -r.amount_yen from hoshu.receipt r where r.client_id = $1
           union all select u.reversed_on, 'payment_undone', r.payer_name, r.amount_yen from hoshu.receipt_reversal u join hoshu.receipt r on r.id = u.receipt_id where u.client_id = $1
           union all select a.paid_on, 'waiver', i.number, -a.amount_yen from hoshu.allocation a join hoshu.invoice i on i.id = a.invoice_id where a.client_id = $1 and a.kind = 'waiver'
           union all select f.refunded_on, 'refund', 'Stripe', f.amount_yen from hoshu.receipt_refund f where f.client_id = $1 and f.stripe_refund_id is not null
           union all select s.refunded_on, 'refund', s.number, -s.total_yen from hoshu.settlement s where s.client_id = $1 and s.refunded_on is not null) x where x.on_day <= $2`, [clientId, to]);
      const sorted = rows.sort((a, b) => (a.on === b.on ? order[a.kind] - order[b.kind] : a.on < b.on ? -1 : 1));
      let balanceYen = 0;
      let openingYen = 0;
      const items: StatementEntry[] = [];
      for (const row of sorted) {
        balanceYen += row.amountYen;
        if (row.on < from) openingYen = balanceYen;
        else items.push({ ...row, balanceYen });
      }
      const closingYen = balanceYen;
      return { openingYen, closingYen, items, ...(explain === '1' ? { explained: explainStatement({ from, to, openingYen, closingYen }, { before: sorted.length - items.length, items }) } : {}) };
    });
  }
}
