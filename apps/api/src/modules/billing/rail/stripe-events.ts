import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor, type Actor } from '../../../platform/actor.js';
import { Db } from '../../../platform/db/db.js';
import { Outbox, Poison } from '../../../platform/outbox/outbox.js';
import { StripeFailure, type ConnectStatus } from '../stripe/index.js';
import { StripeConnection } from './stripe-connection.js';
import { StripeOnboarding } from './stripe-onboarding.js';
import { StripeSync } from './stripe-sync.js';

interface InboxEvent { readonly id: string; readonly account: string | null; readonly type: string; readonly object_id: string | null; readonly payload: { data?: { object?: Record<string, unknown> } } }

const idIn = (value: unknown): string | null => (typeof value === 'string' ? value : typeof (value as { id?: unknown } | null)?.id === 'string' ? (value as { id: string }).id : null);
/** The payment that a refund gives back. */
const refundedIn = (event: InboxEvent): string | null => (event.type.startsWith('refund.') ? idIn(event.payload.data?.object?.['payment_intent']) : null);
const aboutMoney = /^(invoice|invoice_payment|payment_intent|customer_cash_balance_transaction|cash_balance|refund)\./;
const aboutAccount = /^(account\.updated|capability\.updated|v2\.core\.account)/;

/** Works off the inbox: an event only says where to look. Its effects and its end stand in one transaction. */
@Injectable()
export class StripeEvents implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly connection: StripeConnection, private readonly onboarding: StripeOnboarding, private readonly sync: StripeSync) {}

  onModuleInit(): void {
    this.outbox.on('stripe.event', (row) => this.run(String(row.payload['eventId'])));
  }

  private async run(eventId: string): Promise<void> {
    const event = await this.db.asLogin('hoshu_worker', async (manager): Promise<InboxEvent | undefined> => ((await manager.query('select * from platform.stripe_event($1)', [eventId])) as InboxEvent[])[0]);
    if (!event) return;
    const tenantId = event.account && (await this.db.asLogin('hoshu_worker', async (manager): Promise<string | null> => ((await manager.query('select platform.tenant_of_stripe_account($1) as id', [event.account])) as { id: string | null }[])[0]?.id ?? null));
    if (!tenantId || !event.account) return this.ignore(eventId);
    const actor = systemActor(tenantId, 'stripe.event');
    if (event.type === 'account.application.deauthorized') return this.left(actor, event, event.account);
    if (aboutAccount.test(event.type)) return this.account(actor, event, event.account);
    const clientId = aboutMoney.test(event.type) ? await this.client(actor, event) : null;
    if (!clientId) return this.ignore(eventId);
    await this.money(actor, event, clientId);
  }

  // Unknown kinds and foreign accounts are kept and left alone: an error would make Stripe repeat them for days.
  private async ignore(eventId: string): Promise<void> {
    await this.db.asLogin('hoshu_worker', (manager) => manager.query(`select platform.stripe_event_settle($1, 'ignored')`, [eventId]));
  }

  private async client(actor: Actor, event: InboxEvent): Promise<string | null> {
    const object = event.payload.data?.object ?? {};
    const customerId = idIn(object['customer']);
    const invoiceId = event.type.startsWith('invoice_payment.') ? idIn(object['invoice']) : null;
    const row = await this.db.read(actor, (tx) => tx.one<{ client_id: string }>(
      'select client_id from hoshu.stripe_customer where customer_id = $1 union all select client_id from hoshu.stripe_invoice where stripe_invoice_id = $2 or $3 = any(intents) limit 1', [customerId, invoiceId, refundedIn(event)]));
    return row?.client_id ?? null;
  }

  private async money(actor: Actor, event: InboxEvent, clientId: string): Promise<void> {
    const picture = await this.sync.look(actor, clientId, refundedIn(event));
    await this.db.tx(actor, async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`stripe:${event.account}:${clientId}`]);
      const [mine] = await tx.query<{ settled: boolean }>(`select platform.stripe_event_settle($1, 'done') as settled`, [event.id]);
      if (mine?.settled && picture) await this.sync.book(tx, picture);
    });
  }

  private async account(actor: Actor, event: InboxEvent, accountId: string): Promise<void> {
    const gateway = this.connection.gateway();
    if (!gateway) throw new Poison('an event of an account without a rail');
    const askedAt = new Date();
    let status: ConnectStatus;
    try {
      status = await gateway.retrieveAccountStatus(accountId);
    } catch (error) {
      if (error instanceof StripeFailure && error.kind === 'access_revoked') return this.left(actor, event, accountId);
      throw error;
    }
    await this.db.tx(actor, async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`stripe:${accountId}:account`]);
      const [mine] = await tx.query<{ settled: boolean }>(`select platform.stripe_event_settle($1, 'done') as settled`, [event.id]);
      if (mine?.settled) await this.onboarding.apply(tx, status, askedAt);
    });
  }

  private async left(actor: Actor, event: InboxEvent, accountId: string): Promise<void> {
    await this.db.tx(actor, async (tx) => {
      const [mine] = await tx.query<{ settled: boolean }>(`select platform.stripe_event_settle($1, 'done') as settled`, [event.id]);
      if (mine?.settled) await this.onboarding.disconnected(tx, accountId);
    });
  }
}
