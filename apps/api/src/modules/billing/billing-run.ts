import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { LOGGER } from '../../platform/tokens.js';
import { DraftInvoices } from './draft-invoices.js';
import { Ledger } from './ledger.js';
import { NumberInvoice } from './number-invoice.js';

interface Unreleased { readonly invoiceId: string; readonly clientId: string; readonly contractId: string; readonly supplyLastOn: string; readonly deferredYen: number }

// D15: what was billed before its month becomes revenue when the month is over.
const unreleased = `select p.invoice_id as "invoiceId", p.client_id as "clientId", p.contract_id as "contractId", to_char(i.supply_last_on, 'YYYY-MM-DD') as "supplyLastOn", (select -sum(e.amount_yen) from hoshu.ledger_entry e where e.posting_id = p.id and e.account = 'deferred')::float8 as "deferredYen"
  from hoshu.ledger_posting p join hoshu.invoice i on i.id = p.invoice_id where p.kind = 'issue_deferred' and i.supply_last_on < $1
    and not exists (select 1 from hoshu.ledger_posting r where r.source_key = 'release:' || p.invoice_id) and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = p.invoice_id)`;
// An invoice whose outbox row died goes on with the first run of the next day.
const stuck = `select i.id from hoshu.invoice i where i.state in ('numbered', 'issued', 'rail_pushed') and i.issued_on < $1 and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id)
  and not exists (select 1 from hoshu.billing_run r where r.run_on = $1)`;

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
    this.tasks.register({ name: 'billing.run', order: 30, run: async (actor) => ((await this.work(actor)).worked ? 'worked' : 'quiet') });
  }

  /** Issues whatever is due on the business day. Safe to run again and by several workers at once. */
  async run(actor: Actor): Promise<{ issuedNumbers: string[]; parked: number }> {
    const { issuedNumbers, parked } = await this.work(actor);
    return { issuedNumbers, parked };
  }

  private async work(actor: Actor): Promise<{ issuedNumbers: string[]; parked: number; worked: boolean }> {
    const waiting = await this.waiting(actor);
    if (waiting.contracts.length + waiting.drafts + waiting.unreleased.length + waiting.stuck.length === 0) return { issuedNumbers: [], parked: waiting.parked, worked: false };
    // Before the drafts: they open the day's run too, and only who opens it wakes the stuck ones.
    if (waiting.stuck.length > 0) await this.wake(actor, waiting.stuck);
    for (const facts of waiting.contracts) {
      try {
        await this.drafts.run(actor, facts.id);
      } catch (error) {
        // One contract's failure never stops another's invoice; it is tried again next time.
        this.log.error({ err: error, contractId: facts.id }, 'contract could not be billed');
      }
    }
    const issuedNumbers = await this.number(actor);
    if (waiting.unreleased.length > 0) await this.release(actor, waiting.unreleased);
    return { issuedNumbers, parked: await this.db.read(actor, (tx) => this.parked(tx)), worked: true };
  }

  /** Everything a run may find to do, in one read: most days there is nothing. */
  private waiting(actor: Actor) {
    return this.db.read(actor, async (tx) => ({
      contracts: await this.drafts.due(tx), drafts: (await this.numbers.drafts(tx)).length, unreleased: await tx.query<Unreleased>(unreleased, [tx.today]), stuck: await tx.query<{ id: string }>(stuck, [tx.today]), parked: await this.parked(tx),
    }));
  }

  private async number(actor: Actor): Promise<string[]> {
    const numbers: string[] = [];
    for (const draft of await this.db.read(actor, (tx) => this.numbers.drafts(tx))) {
      const number = await this.numbers.run(actor, draft.id);
      if (number) numbers.push(number);
    }
    return numbers;
  }

  private async parked(tx: Tx): Promise<number> {
    const row = await tx.one<{ count: string }>('select count(*) as count from hoshu.billing_parking where released_at is null');
    return Number(row?.count ?? 0);
  }

  private release(actor: Actor, rows: readonly Unreleased[]): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      for (const row of rows) {
        await this.ledger.post(tx, {
          kind: 'release', effectiveOn: row.supplyLastOn, sourceKey: `release:${row.invoiceId}`, clientId: row.clientId, contractId: row.contractId, invoiceId: row.invoiceId,
          entries: [{ account: 'deferred', amountYen: row.deferredYen }, { account: 'revenue', amountYen: -row.deferredYen }],
        });
      }
    });
  }

  private wake(actor: Actor, invoices: readonly { readonly id: string }[]): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      const opened = await tx.query('insert into hoshu.billing_run (tenant_id, run_on) values ($1, $2) on conflict (tenant_id, run_on) do nothing returning id', [tx.actor.tenantId, tx.today]);
      if (opened.length) for (const { id } of invoices) await tx.emit('billing.invoice', { invoiceId: id });
    });
  }
}
