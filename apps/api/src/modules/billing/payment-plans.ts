import { Injectable } from '@nestjs/common';
import { addDays, localDate } from '@hoshu/domain';
import type { BodyOf, ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { dateWithWeekday } from '../../platform/pdf/index.js';
import { ContractReader } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { vendorContact } from '../tenants/index.js';
import { lockMoneyOf } from './invoice-records.js';

type Plan = ResponseOf<typeof billingRoutes.planPayment>;
interface Planned { id: string; number: string; clientId: string; contractId: string; clientName: string; dueOn: string; remaining: number; voided: boolean }

/** How many days ahead a transfer can be announced; a later day would be a promise about something else. */
export const planDays = 180;

const invoiceSql = `select i.id, i.number, i.client_id as "clientId", i.contract_id as "contractId", i.recipient->>'companyName' as "clientName", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn",
    (i.total_yen - coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.invoice_id = i.id), 0))::float8 as remaining, exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) as voided
  from hoshu.invoice i where i.id = $1 and i.number is not null`;

/** 振込予定日 (F143): 甲 says on which day it will transfer. 第11条: neither the due date nor interest for delay follows from it. */
@Injectable()
export class PaymentPlans {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Keeps the day and tells 乙 by mail; a later one replaces it and the earlier stays in the history. Throws not_found, invoice_not_open, payment_plan_day. */
  tell(actor: Actor, invoiceId: string, body: BodyOf<typeof billingRoutes.planPayment>): Promise<Plan> {
    return this.db.tx(actor, async (tx) => {
      const seen = found(await tx.one<Planned>(invoiceSql, [invoiceId]));
      await lockMoneyOf(tx, seen.clientId);
      const invoice = found(await tx.one<Planned>(invoiceSql, [invoiceId]));
      if (invoice.voided || invoice.remaining <= 0) throw new AppError('invoice_not_open');
      if (body.plannedOn < tx.today || body.plannedOn > addDays(localDate(tx.today), planDays)) {
        throw new AppError('payment_plan_day', { fields: [{ path: 'body.plannedOn', code: 'planned_on', message: actor.request.locale === 'en' ? `Choose a day from today on, at most ${planDays} days ahead.` : `今日から${planDays}日以内の日にしてください。` }] });
      }
      const plan = { plannedOn: body.plannedOn, note: body.note, toldBy: actor.name, toldOn: tx.today };
      await tx.query('insert into hoshu.payment_plan (tenant_id, client_id, contract_id, invoice_id, planned_on, note, told_by, told_on) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        actor.tenantId, invoice.clientId, invoice.contractId, invoice.id, plan.plannedOn, plan.note, plan.toldBy, plan.toldOn]);
      await tx.audit({
        type: 'billing.payment-planned', article: '第11条', contractId: invoice.contractId, clientId: invoice.clientId, target: { kind: 'invoice', id: invoice.id }, data: { number: invoice.number, plannedOn: plan.plannedOn, dueOn: invoice.dueOn },
      });
      await this.mail(tx, invoice, plan);
      return plan;
    });
  }

  private async mail(tx: Tx, invoice: Planned, plan: Plan): Promise<void> {
    const vendor = await vendorContact(tx);
    if (!vendor.email) return;
    await mailSide(tx, await this.reader.facts(tx, invoice.contractId), {
      side: 'vendor', cause: 'act', template: 'billing.payment-planned', to: vendor.email, locale: 'ja', path: `/app/invoices/${invoice.id}`, subjectRef: `invoice:${invoice.id}`,
      data: {
        vendor: vendor.companyName, client: invoice.clientName, person: plan.toldBy, number: invoice.number, remaining: invoice.remaining.toLocaleString('ja-JP'), plannedOn: dateWithWeekday(localDate(plan.plannedOn)), dueOn: dateWithWeekday(localDate(invoice.dueOn)), note: plan.note,
        late: plan.plannedOn > invoice.dueOn ? 'yes' : '',
      },
    });
  }
}
