import type { RawObject } from './http/form.js';
import type { Kind, Kinds } from './store/kinds.js';
import { PLATFORM } from './store/kinds.js';
import { newId, type Store } from './store/store.js';
import { missing } from './http/errors.js';
import { apiVersion } from './http/routes.js';
import { render } from './http/render.js';
import type Stripe from 'stripe';

/** One request (or one act at the bank page) at work: whose it is, when it is, and what it reads and writes. */
export class Call {
  constructor(
    readonly store: Store,
    /** The connected account, or PLATFORM. */
    readonly account: string,
    /** Unix seconds by the simulator's clock. */
    readonly now: number,
    private readonly request: Stripe.Event.Request | null = null,
    /** Where the simulator's own pages are, e.g. "http://127.0.0.1:4003". */
    readonly pagesUrl: string = '',
  ) {}

  /** The same request in the name of another account. */
  as(account: string): Call {
    return new Call(this.store, account, this.now, this.request, this.pagesUrl);
  }

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.store.get(kind, this.account, id);
  }

  /** Throws 404 resource_missing, also for what belongs to another account. */
  need<K extends Kind>(kind: K, id: string, param?: string): Kinds[K] {
    const found = this.find(kind, id);
    if (!found) throw missing(kind, id, param);
    return found;
  }

  list<K extends Kind>(kind: K): Kinds[K][] {
    return this.store.list(kind, this.account);
  }

  put<K extends Kind>(kind: K, data: Kinds[K]): Kinds[K] {
    return this.store.put(kind, this.account, data);
  }

  /** Records an event with the object as it is now, and a delivery for each endpoint that listens. */
  emit(type: string, object: { object: string }): void {
    const scope = this.account === PLATFORM ? 'platform' : 'connect';
    const listening = this.store.list('endpoint', PLATFORM).filter((endpoint) =>
      endpoint.scope === scope && (endpoint.enabledEvents.includes('*') || endpoint.enabledEvents.includes(type)));
    const event = this.put('event', {
      id: newId('evt'),
      object: 'event',
      ...(scope === 'connect' ? { account: this.account } : {}),
      api_version: apiVersion,
      created: this.now,
      data: { object: render(this, object) },
      livemode: false,
      pending_webhooks: listening.length,
      request: this.request,
      type,
    } as unknown as Stripe.Event);
    for (const endpoint of listening) {
      this.store.put('delivery', PLATFORM, {
        id: newId('whd'), endpointId: endpoint.id, eventId: event.id, eventAccount: this.account, attempts: 0, status: 'pending',
      });
    }
  }
}

/** A route's own part: parameters are checked already; returns the object to answer. */
export type Route = (call: Call, parameters: RawObject, ids: string[]) => { object: string };
