import Stripe from 'stripe';

/**
 * - `unreachable`: no answer, or one that is not Stripe's; whether the work was done is unknown
 * - `overloaded`: too many requests or a lock; nothing was done
 * - `access_revoked`: the account has disconnected, or the key is refused
 * - `missing`: no such object in this account
 * - `key_reused`: the idempotency key was used for something else
 * - `refused`: Stripe will not do this; repeating does not help
 */
export type StripeFailureKind = 'access_revoked' | 'key_reused' | 'missing' | 'overloaded' | 'refused' | 'unreachable';

/** Every failure of the gateway. `code` and `param` are Stripe's, for logs and for choosing a sentence. */
export class StripeFailure extends Error {
  readonly kind: StripeFailureKind;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly requestId: string | undefined;

  constructor(kind: StripeFailureKind, message: string, details: { code?: string; param?: string; requestId?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.code = details.code;
    this.param = details.param;
    this.requestId = details.requestId;
  }

  /** Whether the same call with the same idempotency key may succeed later. */
  get isRetryable(): boolean {
    return this.kind === 'unreachable' || this.kind === 'overloaded';
  }
}

function kindOf(error: InstanceType<typeof Stripe.errors.StripeError>): StripeFailureKind {
  if (error instanceof Stripe.errors.StripePermissionError || error instanceof Stripe.errors.StripeAuthenticationError) return 'access_revoked';
  if (error instanceof Stripe.errors.StripeIdempotencyError) return 'key_reused';
  if (error instanceof Stripe.errors.StripeRateLimitError || error.statusCode === 409) return 'overloaded';
  if (error.code === 'resource_missing' || error.statusCode === 404) return error.code === 'non_stripe_response' ? 'unreachable' : 'missing';
  if (error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError) return error.code === 'non_stripe_response' ? 'unreachable' : 'refused';
  return error.code === 'simulator_not_implemented' ? 'refused' : 'unreachable';
}

/** Any error of the SDK, or of the deadline, as one of ours. */
export function toStripeFailure(error: unknown): StripeFailure {
  if (error instanceof StripeFailure) return error;
  if (error instanceof Stripe.errors.StripeError) {
    const details = { ...(error.code ? { code: error.code } : {}), ...(error.param ? { param: error.param } : {}), ...(error.requestId ? { requestId: error.requestId } : {}), cause: error };
    return new StripeFailure(kindOf(error), error.message, details);
  }
  return new StripeFailure('unreachable', error instanceof Error ? error.message : String(error), { cause: error });
}
