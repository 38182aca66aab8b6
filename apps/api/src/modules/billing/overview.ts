import { Injectable } from '@nestjs/common';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { explainOverview } from './explain-money.js';
import { CompanyRepository } from '../tenants/index.js';
import { usedOf } from './allocations.js';
import { alertSentences, type AlertKind } from './alerts.js';
import { frozenAccount, type FrozenAccount } from './invoice-records.js';
import { Invoices, type OpenInvoiceRow } from './invoices.js';
import { Ledger } from './ledger.js';

type View = ResponseOf<typeof billingRoutes.overview>;

const parkingReasons: Readonly<Record<string, { ja: string; en: string }>> = {
  too_many_months: { ja: '未請求の月が24か月を超えています。請求開始日を確認してください。', en: 'More than 24 months are unbilled. Check the first day of billing.' },
  steep_rise: { ja: '月額が前回の3倍を超えています。契約の月額を確認してください。', en: 'The fee is more than three times the last one. Check the fee.' },
};

/** The tenant's money at a glance, and where 甲 pays to. */
@Injectable()
export class BillingOverview {
  constructor(private readonly db: Db, private readonly ledger: Ledger, private readonly invoices: Invoices, private readonly company: CompanyRepository) {}

  get(actor: Actor, withReasons = false): Promise<View> {
    return this.db.read(actor, async (tx) => {
      const balances = await this.ledger.balances(tx);
      const open = await this.invoices.open(tx);
      const credit = await tx.one<{ sum: number }>(
        `select coalesce(sum(r.amount_yen - ${usedOf('r.id')}), 0)::float8 as sum from hoshu.receipt r where r.client_id is not null and not exists (select 1 from hoshu.receipt_reversal v where v.receipt_id = r.id)`);
      const alerts = await tx.query<{ id: string; kind: AlertKind; contractId: string | null; invoiceId: string | null; createdAt: Date }>(
        'select id, kind, contract_id as "contractId", invoice_id as "invoiceId", created_at as "createdAt" from hoshu.billing_alert where resolved_at is null order by created_at desc limit 100');
      const parked = await tx.query<{ contractId: string; contractNumber: string; reason: string; parkedAt: Date }>(
        'select p.contract_id as "contractId", c.contract_number as "contractNumber", p.reason, p.created_at as "parkedAt" from hoshu.billing_parking p join hoshu.contract c on c.id = p.contract_id where p.released_at is null order by p.created_at');
      const aged = (age: OpenInvoiceRow['age']) => open.filter((invoice) => invoice.age === age).reduce((sum, invoice) => sum + invoice.remainingYen, 0);
      const figures = {
        receivableYen: balances.get('receivable') ?? 0, suspenseYen: -(balances.get('suspense') ?? 0), creditYen: credit?.sum ?? 0,
        overdueYen: open.filter((invoice) => invoice.overdue).reduce((sum, invoice) => sum + invoice.remainingYen, 0),
        ageing: { notDueYen: aged('notDue'), to30Yen: aged('to30'), to60Yen: aged('to60'), over60Yen: aged('over60') },
      };
      return {
        ...figures, ...(withReasons ? { explained: explainOverview(figures, open) } : {}),
        alerts: alerts.map((row) => ({ id: row.id, kind: row.kind, sentence: alertSentences[row.kind], contractId: row.contractId, invoiceId: row.invoiceId, createdAt: row.createdAt.toISOString() })),
        parked: parked.map((row) => ({ contractId: row.contractId, contractNumber: row.contractNumber, reason: parkingReasons[row.reason] ?? alertSentences.contract_parked, parkedAt: row.parkedAt.toISOString() })),
      };
    });
  }

  /** The vendor's own account and, where there is one, the client's virtual account (D16, F073). */
  transferAccounts(actor: Actor, clientId: string): Promise<ResponseOf<typeof billingRoutes.transferAccounts>> {
    return this.db.read(actor, async (tx) => {
      found(await tx.one('select 1 from hoshu.client where id = $1', [clientId]));
      const [own, before] = (await this.company.bankAccounts(tx)).filter((account) => account.effective_on <= tx.today);
      const row = await tx.one<{ account: FrozenAccount | null }>('select virtual_account as account from hoshu.stripe_customer where client_id = $1', [clientId]);
      return { own: own ? frozenAccount(own) : null, virtual: row?.account ?? null, ownSinceOn: own?.effective_on ?? null, ownBefore: before ? frozenAccount(before) : null };
    });
  }
}
