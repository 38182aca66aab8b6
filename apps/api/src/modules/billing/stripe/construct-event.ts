import type Stripe from 'stripe';

const TOLERANCE_SECONDS = 300;

/** The request is not a webhook of ours from Stripe; answer 400. Says why, for logs only. */
export class WebhookRefused extends Error {}

/** Stripe's library looks only at signatures that are too old; one from the future is as suspect. */
function refuseFuture(signature: string, nowMs: number): void {
  const signedAt = Number(signature.match(/(?:^|,)t=(\d+)/)?.[1]);
  if (signedAt > nowMs / 1000 + TOLERANCE_SECONDS) throw new WebhookRefused('Signed in the future');
}

export interface WebhookRequest {
  /** The body byte for byte as it arrived; parsed and written again it does not verify. */
  rawBody: Buffer;
  /** Header Stripe-Signature. */
  signature: string | undefined;
  /** All secrets in force; two while one is being replaced. */
  secrets: readonly string[];
}

/**
 * The verified event. Throws WebhookRefused for everything else: no or wrong signature, older or newer than 300 s of
 * real time, not an event, no secret configured. `stripe` is used for its cryptography only; nothing is sent.
 */
export function constructEvent(stripe: Stripe, request: WebhookRequest): Stripe.Event {
  const { rawBody, signature, secrets } = request;
  if (!signature) throw new WebhookRefused('No Stripe-Signature');
  refuseFuture(signature, Date.now());
  let reason = 'No secret configured';
  for (const secret of secrets) {
    try {
      const event = stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS);
      if (event.object === 'event' && typeof event.id === 'string') return event;
      reason = 'Not an event';
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new WebhookRefused(reason);
}

/** A thin event: what happened to which object; the object itself is asked for. */
export interface ThinEvent { readonly id: string; readonly type: string; readonly created: Date; readonly livemode: boolean; readonly relatedId: string | null }

/** The verified thin event of Accounts v2. Throws WebhookRefused like `constructEvent`. */
export function constructThinEvent(stripe: Stripe, request: WebhookRequest): ThinEvent {
  const { rawBody, signature, secrets } = request;
  if (!signature) throw new WebhookRefused('No Stripe-Signature');
  refuseFuture(signature, Date.now());
  let reason = 'No secret configured';
  for (const secret of secrets) {
    try {
      const event = stripe.parseEventNotification(rawBody, signature, secret, TOLERANCE_SECONDS);
      const related = (event as { related_object?: { id?: unknown } | null }).related_object?.id;
      return { id: event.id, type: event.type, created: new Date(event.created), livemode: event.livemode, relatedId: typeof related === 'string' ? related : null };
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new WebhookRefused(reason);
}
