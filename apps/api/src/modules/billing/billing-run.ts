import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { LOGGER } from '../../platform/tokens.js';
import { DraftInvoices } from './draft-invoices.js';
import { Ledger } from './ledger.js';
import { NumberInvoice } from './number-invoice.js';

/**
 * The monthly run (第11条): DRAFTED here, NUMBERED here, then ISSUED → RAIL_PUSHED → NOTIFIED by the outbox, invoice by invoice.
 * Every step is a transaction of its own that can be repeated: a killed worker loses nothing and doubles nothing.
 */
@Injectable()
export class BillingRun implements OnModuleInit {
  constructor(
    private readonly tasks: DueTasks, private readonly db: Db, private readonly drafts: DraftInvoices, private readonly numbers: NumberInvoice, private readonly ledger: Ledger, @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'billing.run', order: 30, run: async (actor) => { await this.run(actor); } });
  }

  /** Issues whatever is due on the business day. Safe to run again and by several workers at once. */
  async run(actor: Actor): Promise<{ issuedNumbers: string[]; parked: number }> {
    for (const facts of await this.drafts.due(actor)) {
      try {
        await this.drafts.run(actor, facts.id);
      } catch (error) {
        // One contract's failure never stops another's invoice; it is tried again next time.
        this.log.error({ err: error, contractId: facts.id }, 'contract could not be billed');
      }
    }
    const issuedNumbers: string[] = [];
    for (const draft of await this.numbers.drafts(actor)) {
      const number = await this.numbers.run(actor, draft.id);
      if (number) issuedNumbers.push(number);
    }
    await this.releaseDeferred(actor);
    await this.wakeStuck(actor);
    const parked = await this.db.read(actor, (tx) => tx.one<{ count: string }>('select count(*) as count from hoshu.billing_parking where released_at is null'));
    return { issuedNumbers, parked: Number(parked?.count ?? 0) };
  }

  // D15: what was billed before its month becomes revenue when the month is over.
  private async releaseDeferred(actor: Actor): Promise<void> {
    const sql = `select p.invoice_id as "invoiceId", p.client_id as "clientId", p.contract_id as "contractId", to_char(i.supply_last_on, 'YYYY-MM-DD') as "supplyLastOn", i.total_yen::float8 as "totalYen"
      from hoshu.ledger_posting p join hoshu.invoice i on i.id = p.invoice_id where p.kind = 'issue_deferred' and i.supply_last_on < $1
        and not exists (select 1 from hoshu.ledger_posting r where r.source_key = 'release:' || p.invoice_id) and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = p.invoice_id)`;
    type Row = { invoiceId: string; clientId: string; contractId: string; supplyLastOn: string; totalYen: number };
    const due = await this.db.read(actor, (tx) => tx.query<Row>(sql, [tx.today]));
    if (due.length === 0) return;
    await this.db.tx(actor, async (tx) => {
      for (const row of due) {
        await this.ledger.post(tx, {
          kind: 'release', effectiveOn: row.supplyLastOn, sourceKey: `release:${row.invoiceId}`, clientId: row.clientId, contractId: row.contractId, invoiceId: row.invoiceId,
          entries: [{ account: 'deferred', amountYen: row.totalYen }, { account: 'revenue', amountYen: -row.totalYen }],
        });
      }
    });
  }

  // An invoice whose outbox row died goes on with the first run of the next day.
  private async wakeStuck(actor: Actor): Promise<void> {
    const stuck = `select i.id from hoshu.invoice i where i.state in ('numbered', 'issued', 'rail_pushed') and i.issued_on < $1 and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id)`;
    const seen = await this.db.read(actor, async (tx) => ({ run: await tx.one('select 1 from hoshu.billing_run where run_on = $1', [tx.today]), stuck: await tx.query<{ id: string }>(stuck, [tx.today]) }));
    if (seen.run || seen.stuck.length === 0) return;
    await this.db.tx(actor, async (tx) => {
      const opened = await tx.query('insert into hoshu.billing_run (tenant_id, run_on) values ($1, $2) on conflict (tenant_id, run_on) do nothing returning id', [tx.actor.tenantId, tx.today]);
      if (opened.length) for (const { id } of seen.stuck) await tx.emit('billing.invoice', { invoiceId: id });
    });
  }
}
