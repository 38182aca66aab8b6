import { PLATFORM, type StoredDelivery } from '../store/kinds.js';
import type { Store } from '../store/store.js';
import { signatureHeader } from './sign.js';

const ANSWER_LIMIT_MS = 10_000;
/** Pauses before the second, third … attempt. After the last one the delivery is given up. */
const RETRY_PAUSES_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000];

const UNWRITABLE_PAUSE_MS = 1_000;

const laneOf = (delivery: StoredDelivery): string => `${delivery.endpointId}|${delivery.eventAccount}`;

/**
 * Posts what events left to deliver: one after the other for each endpoint and account, different lanes side by side.
 * What is pending survives a restart, and is delivered again when an answer was lost.
 */
export class Dispatcher {
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly store: Store, private readonly pausesMs: number[] = RETRY_PAUSES_MS) {}

  /** Starts a lane for every delivery that has none; returns at once. */
  wake(): void {
    for (const delivery of this.pending()) {
      const lane = laneOf(delivery);
      if (this.lanes.has(lane) || this.stopping.signal.aborted) continue;
      // A delivery that appeared while the lane was ending is found by the second look.
      this.lanes.set(lane, this.run(lane).finally(() => { this.lanes.delete(lane); this.wake(); }));
    }
  }

  /** Resolves when nothing is left to deliver (delivered or given up). */
  async settled(): Promise<void> {
    this.wake();
    while (this.lanes.size > 0) await Promise.all(this.lanes.values());
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.lanes.values());
  }

  private pending(): StoredDelivery[] {
    return this.store.list('delivery', PLATFORM).filter((delivery) => delivery.status === 'pending');
  }

  private async run(lane: string): Promise<void> {
    for (;;) {
      const delivery = this.pending().find((entry) => laneOf(entry) === lane);
      if (!delivery || this.stopping.signal.aborted) return;
      await this.deliver(delivery);
    }
  }

  private async deliver(delivery: StoredDelivery): Promise<void> {
    const isAccepted = await this.post(delivery);
    if (this.stopping.signal.aborted && !isAccepted) return;
    const pauseMs = isAccepted ? undefined : this.pausesMs[delivery.attempts];
    try {
      await this.store.transaction(() => {
        if (isAccepted) this.store.remove('delivery', PLATFORM, delivery.id);
        else this.store.put('delivery', PLATFORM, { ...delivery, attempts: delivery.attempts + 1, status: pauseMs === undefined ? 'failed' : 'pending' });
      });
    } catch {
      // Nothing could be written: it stays pending and is posted again, as after a lost answer.
      await this.pause(UNWRITABLE_PAUSE_MS);
    }
    if (pauseMs !== undefined) await this.pause(pauseMs);
  }

  private async post(delivery: StoredDelivery): Promise<boolean> {
    const endpoint = this.store.get('endpoint', PLATFORM, delivery.endpointId);
    const event = this.store.get('event', delivery.eventAccount, delivery.eventId);
    if (!endpoint || !event) return true;
    const body = JSON.stringify(event, undefined, 2);
    try {
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'Stripe/1.0 (simulator)', 'Stripe-Signature': signatureHeader(body, endpoint.secret, Math.floor(Date.now() / 1000)) },
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_LIMIT_MS), this.stopping.signal]),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.stopping.signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
}
