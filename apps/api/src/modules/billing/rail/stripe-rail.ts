import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../../platform/actor.js';
import { Db } from '../../../platform/db/db.js';
import type { Tx } from '../../../platform/db/tx.js';
import { Outbox, Poison } from '../../../platform/outbox/outbox.js';
import { BillingAlerts } from '../alerts.js';
import { spentAtStripe } from '../allocations.js';
import { invoiceRecord, type FrozenAccount, type InvoiceRecord } from '../invoice-records.js';
import { StripeFailure, type StripeGateway } from '../stripe/index.js';
import { StripeConnection } from './stripe-connection.js';

interface Reach { readonly gateway: StripeGateway; readonly accountId: string }
interface Pushed { readonly stripeInvoiceId: string; readonly customerId: string; readonly step: 'created' | 'lined' | 'finalized'; readonly status: string }

/** Stripe changes an invoice no more that is void or paid: what became of its money after that stands here. */
const isClosed = ({ status }: Pushed): boolean => status === 'void' || status === 'paid';

/** After so many failures of the rail an invoice goes out without it: the own account is always there (D16). */
const mostRailAttempts = 4;

/** The collection rail: one Stripe invoice beside each of ours, in three persisted steps. It never decides what is owed. */
@Injectable()
export class StripeRail implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly connection: StripeConnection, private readonly alerts: BillingAlerts) {}

  onModuleInit(): void {
    this.outbox.on('stripe.void', (row, actor) => this.void(this.ours(actor), String(row.payload['invoiceId'])));
    this.outbox.on('stripe.outside', (row, actor) => this.reportOutside(this.ours(actor), String(row.payload['allocationId'])));
  }

  private ours(actor: Actor | null): Actor {
    if (!actor) throw new Poison('the rail works for a tenant');
    return actor;
  }

  /** Before the document is drawn: the client's virtual account, if the rail is on. */
  async prepare(actor: Actor, invoice: InvoiceRecord): Promise<void> {
    const reach = await this.db.read(actor, (tx) => this.connection.readyFor(tx, invoice.clientId));
    if (!reach || invoice.virtualAccount) return;
    await this.tolerating(actor, invoice, async () => {
      const account = await this.virtualAccount(actor, reach, invoice);
      await this.db.tx(actor, (tx) => tx.change('update hoshu.invoice set virtual_account = $2, version = version + 1 where id = $1 and pdf_file_id is null and virtual_account is null', [invoice.id, JSON.stringify(account)]));
    });
  }

  private async virtualAccount(actor: Actor, { gateway, accountId }: Reach, invoice: InvoiceRecord): Promise<FrozenAccount> {
    const known = await this.db.read(actor, (tx) => tx.one<{ customer: string; account: FrozenAccount | null }>('select customer_id as customer, virtual_account as account from hoshu.stripe_customer where client_id = $1', [invoice.clientId]));
    if (known?.account) return known.account;
    const customerId = known?.customer ?? (await this.customer(actor, { gateway, accountId }, invoice));
    const given = await gateway.fundingInstructions(accountId, customerId);
    const { accountHolderName: holderKana, ...rest } = given;
    const account: FrozenAccount = { ...rest, holderKana };
    await this.db.tx(actor, (tx) => tx.change('update hoshu.stripe_customer set virtual_account = $2, version = version + 1 where client_id = $1', [invoice.clientId, JSON.stringify(account)]));
    return account;
  }

  private async customer(actor: Actor, { gateway, accountId }: Reach, invoice: InvoiceRecord): Promise<string> {
    const email = await this.db.read(actor, (tx) => tx.one<{ email: string }>('select notice_email as email from hoshu.client where id = $1', [invoice.clientId]));
    const customerId = await gateway.ensureCustomer(accountId, { clientId: invoice.clientId, name: invoice.recipient.companyName, email: email?.email || null }, `t:${actor.tenantId}:client:${invoice.clientId}`);
    await this.db.tx(actor, (tx) => tx.query('insert into hoshu.stripe_customer (tenant_id, client_id, customer_id) values ($1, $2, $3) on conflict do nothing', [actor.tenantId, invoice.clientId, customerId]));
    return customerId;
  }

  /** Step RAIL_PUSHED: creates, fills and finalizes the Stripe invoice; each of the three is kept before the next. */
  async push(actor: Actor, invoice: InvoiceRecord): Promise<void> {
    if (!invoice.virtualAccount) return;
    const reach = await this.db.read(actor, (tx) => this.connection.ready(tx));
    if (!reach) return;
    await this.tolerating(actor, invoice, async () => {
      for (let pushed = await this.pushed(actor, invoice.id); pushed?.step !== 'finalized'; pushed = await this.pushed(actor, invoice.id)) {
        if (!pushed) await this.create(actor, reach, invoice);
        else if (pushed.step === 'created') await this.fill(actor, reach, { invoice, pushed });
        else await this.finalize(actor, reach, { invoice, pushed });
      }
    });
  }

  private pushed(actor: Actor, invoiceId: string): Promise<Pushed | null> {
    return this.db.read(actor, (tx) => tx.one<Pushed>('select stripe_invoice_id as "stripeInvoiceId", customer_id as "customerId", step, status from hoshu.stripe_invoice where invoice_id = $1', [invoiceId]));
  }

  private async create(actor: Actor, { gateway, accountId }: Reach, invoice: InvoiceRecord): Promise<void> {
    const row = await this.db.read(actor, (tx) => tx.one<{ customer: string }>('select customer_id as customer from hoshu.stripe_customer where client_id = $1', [invoice.clientId]));
    if (!row) throw new Error('a virtual account has its customer');
    // Stripe forgets a key after 24 hours; the number finds what a crash left behind.
    const created = (await gateway.findInvoice(accountId, row.customer, invoice.number)) ?? (await gateway.createInvoice(accountId, {
      customerId: row.customer, number: invoice.number, dueOn: invoice.dueOn, issuedOn: invoice.issuedOn, paymentMethods: ['customer_balance'], footer: null,
      metadata: { invoice_id: invoice.id, contract_id: invoice.contractId, period: invoice.supplyFirstOn.slice(0, 7) },
    }, `inv:${invoice.id}:create`));
    await this.db.tx(actor, (tx) => tx.query(
      `insert into hoshu.stripe_invoice (tenant_id, client_id, invoice_id, stripe_invoice_id, customer_id, step) values ($1, $2, $3, $4, $5, 'created') on conflict do nothing`, [actor.tenantId, invoice.clientId, invoice.id, created.id, row.customer]));
  }

  private async fill(actor: Actor, { gateway, accountId }: Reach, { invoice, pushed }: { invoice: InvoiceRecord; pushed: Pushed }): Promise<void> {
    const there = await gateway.retrieveInvoice(accountId, pushed.stripeInvoiceId);
    if (there.lineCount === 0) {
      await gateway.addLines(accountId, {
        id: pushed.stripeInvoiceId,
        // One line over the whole: Stripe collects our total and computes nothing.
        lines: [{ description: invoice.lines.map((line) => line.description).join('、'), amountYen: invoice.totalYen, periodStartOn: invoice.supplyFirstOn, periodEndsBefore: addDays(localDate(invoice.supplyLastOn), 1) }],
      }, `inv:${invoice.id}:lines`);
    }
    await this.step(actor, invoice.id, { step: 'lined', status: 'draft' });
  }

  private async finalize(actor: Actor, { gateway, accountId }: Reach, { invoice, pushed }: { invoice: InvoiceRecord; pushed: Pushed }): Promise<void> {
    const there = await gateway.retrieveInvoice(accountId, pushed.stripeInvoiceId);
    const open = there.status === 'draft' ? await gateway.finalizeInvoice(accountId, pushed.stripeInvoiceId, `inv:${invoice.id}:finalize`) : there;
    await this.db.tx(actor, async (tx) => {
      await this.write(tx, invoice.id, { step: 'finalized', status: open.status === 'void' ? 'void' : 'open' });
      // Money that was here before, and a voiding that happened meanwhile, reach Stripe after the fact.
      const own = await tx.query<{ id: string }>(`select a.id from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id where a.invoice_id = $1 and (r.rail = 'own' or ${spentAtStripe('r.id')}) and a.reverses_id is null and not exists (select 1 from hoshu.allocation u where u.reverses_id = a.id)`, [invoice.id]);
      for (const { id } of own) await tx.emit('stripe.outside', { allocationId: id });
      if ((await invoiceRecord(tx, invoice.id))?.voided) await tx.emit('stripe.void', { invoiceId: invoice.id });
    });
  }

  private async step(actor: Actor, invoiceId: string, to: Pick<Pushed, 'step' | 'status'>): Promise<void> {
    await this.db.tx(actor, (tx) => this.write(tx, invoiceId, to));
  }

  private write(tx: Tx, invoiceId: string, { step, status }: Pick<Pushed, 'step' | 'status'>): Promise<number> {
    return tx.change(`update hoshu.stripe_invoice set step = $2, status = $3, version = version + 1 where invoice_id = $1`, [invoiceId, step, status]);
  }

  private async void(actor: Actor, invoiceId: string): Promise<void> {
    const { gateway, account, pushed } = await this.known(actor, invoiceId);
    if (!gateway || !account || pushed?.step !== 'finalized' || isClosed(pushed)) return;
    try {
      await gateway.voidInvoice(account, pushed.stripeInvoiceId, `inv:${invoiceId}:void`);
      await this.step(actor, invoiceId, { step: 'finalized', status: 'void' });
    } catch (error) {
      await this.refused(actor, error, { kind: 'stripe_void_refused', subjectKey: invoiceId, invoiceId });
    }
  }

  /** Tells Stripe of a transfer to the own account, so that nobody is asked to pay twice. */
  private async reportOutside(actor: Actor, allocationId: string): Promise<void> {
    const row = await this.db.read(actor, (tx) => tx.one<{ invoiceId: string; amountYen: number; externalId: string; at: Date; undone: boolean }>(
      `select a.invoice_id as "invoiceId", a.amount_yen::float8 as "amountYen", r.external_id as "externalId", a.created_at as at, exists (select 1 from hoshu.allocation u where u.reverses_id = a.id) as undone
       from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id where a.id = $1`, [allocationId]));
    if (!row || row.undone) return;
    const { gateway, account, pushed } = await this.known(actor, row.invoiceId);
    if (!gateway || !account || pushed?.step !== 'finalized' || isClosed(pushed)) return;
    try {
      await gateway.reportOutsidePayment(account, { invoiceId: pushed.stripeInvoiceId, customerId: pushed.customerId, amountYen: row.amountYen, receivedAt: row.at, reference: row.externalId.slice(0, 100) }, `alloc:${allocationId}`);
    } catch (error) {
      await this.refused(actor, error, { kind: 'stripe_differs', subjectKey: row.invoiceId, invoiceId: row.invoiceId });
    }
  }

  private async known(actor: Actor, invoiceId: string): Promise<{ gateway: StripeGateway | null; account: string | null; pushed: Pushed | null }> {
    const account = await this.db.read(actor, (tx) => this.connection.account(tx));
    return { gateway: this.connection.gateway(), account: account && !account.deauthorizedAt ? account.accountId : null, pushed: await this.pushed(actor, invoiceId) };
  }

  private async refused(actor: Actor, error: unknown, alert: { kind: 'stripe_void_refused' | 'stripe_differs'; subjectKey: string; invoiceId: string }): Promise<void> {
    if (!(error instanceof StripeFailure) || error.isRetryable) throw error;
    await this.db.tx(actor, (tx) => this.alerts.raise(tx, alert));
  }

  // A rail that fails a few times is left aside: the invoice must reach 甲 all the same.
  private async tolerating(actor: Actor, invoice: InvoiceRecord, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      const attempts = invoice.railAttempts + 1;
      const again = error.isRetryable && attempts < mostRailAttempts;
      await this.db.tx(actor, async (tx) => {
        await tx.change('update hoshu.invoice set rail_attempts = $2, rail_error = $3, version = version + 1 where id = $1', [invoice.id, attempts, `${error.kind}: ${error.message}`.slice(0, 300)]);
        if (!again) await this.alerts.raise(tx, { kind: 'rail_failed', subjectKey: invoice.id, clientId: invoice.clientId, contractId: invoice.contractId, invoiceId: invoice.id });
      });
      if (again) throw error;
    }
  }
}
