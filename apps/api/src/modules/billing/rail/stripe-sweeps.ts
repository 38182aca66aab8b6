import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../platform/actor.js';
import { Db } from '../../../platform/db/db.js';
import { DueTasks } from '../../../platform/outbox/due-tasks.js';
import { StripeConnection } from './stripe-connection.js';
import { StripeInbox } from './stripe-inbox.js';
import { StripeSync } from './stripe-sync.js';

const eventsPauseMs = 600_000;
const overlapMs = 3_600_000;
const hasAccount = 'exists (select 1 from hoshu.stripe_account)';

/**
 * Finds what webhooks lost: every ten minutes the events of the last hour, once a day the objects themselves, since Stripe
 * in rare cases makes no event at all (04 §4.3, 7). Pauses are real time; a restart only sweeps once more.
 */
@Injectable()
export class StripeSweeps implements OnModuleInit {
  private readonly eventsSweptAt = new Map<string, number>();
  private readonly objectsSweptOn = new Map<string, string>();

  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly connection: StripeConnection, private readonly inbox: StripeInbox, private readonly sync: StripeSync) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'stripe.events', order: 40, run: (actor) => this.eventsWhenDue(actor), dueWhen: hasAccount });
    this.tasks.register({ name: 'stripe.objects', order: 41, run: (actor) => this.objectsWhenDue(actor), dueWhen: hasAccount });
  }

  private async eventsWhenDue(actor: Actor): Promise<void> {
    if (!this.connection.gateway() || Date.now() - (this.eventsSweptAt.get(actor.tenantId) ?? 0) < eventsPauseMs) return;
    await this.sweepEvents(actor);
    this.eventsSweptAt.set(actor.tenantId, Date.now());
  }

  private async objectsWhenDue(actor: Actor): Promise<void> {
    if (!this.connection.gateway()) return;
    const { today } = await this.db.time();
    if (this.objectsSweptOn.get(actor.tenantId) === today) return;
    await this.sweepObjects(actor);
    this.objectsSweptOn.set(actor.tenantId, today);
  }

  /** Puts every event of the account that the inbox lacks into it. */
  async sweepEvents(actor: Actor): Promise<void> {
    const gateway = this.connection.gateway();
    const account = await this.db.read(actor, (tx) => this.connection.account(tx));
    if (!gateway || !account || account.deauthorizedAt) return;
    const events = await gateway.listEventsSince(account.accountId, new Date(account.eventsSince.getTime() - overlapMs));
    for (const event of events) {
      const object = event.data.object as { id?: unknown };
      await this.inbox.keep('hoshu_worker', {
        id: event.id, endpoint: 'sweep', account: account.accountId, type: event.type, objectId: typeof object.id === 'string' ? object.id : null, livemode: event.livemode, apiVersion: event.api_version, created: new Date(event.created * 1000),
        raw: Buffer.from(JSON.stringify(event)),
      });
    }
    const newest = events.at(-1);
    if (newest) await this.db.tx(actor, (tx) => tx.change('update hoshu.stripe_account set events_since = $2, version = version + 1 where account_id = $1 and events_since < $2', [account.accountId, new Date(newest.created * 1000)]));
  }

  /** Compares every client of the rail with Stripe, without any event. */
  async sweepObjects(actor: Actor): Promise<void> {
    const clients = await this.db.read(actor, (tx) => tx.query<{ client_id: string }>('select client_id from hoshu.stripe_customer order by id'));
    for (const { client_id: clientId } of clients) {
      const picture = await this.sync.look(actor, clientId);
      if (picture) await this.db.tx(actor, (tx) => this.sync.book(tx, picture));
    }
  }
}
