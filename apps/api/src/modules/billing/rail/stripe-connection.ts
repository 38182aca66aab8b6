import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../platform/config.js';
import type { Tx } from '../../../platform/db/tx.js';
import { CONFIG } from '../../../platform/tokens.js';
import { createStripe, StripeGateway } from '../stripe/index.js';

const timeoutMs = 15_000;

export interface StripeAccountRow {
  readonly accountId: string;
  readonly canBill: boolean;
  readonly openRequirements: number;
  readonly checkedAt: Date;
  readonly deauthorizedAt: Date | null;
  readonly eventsSince: Date;
}

/** Whether there is a Stripe at all, and whose account a tenant has. The client is made at its first use: without a key nothing of it exists (F072). */
@Injectable()
export class StripeConnection {
  private made: StripeGateway | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The gateway, or null while the rail is off. Throws StripeSettingsRefused for settings that contradict each other. */
  gateway(): StripeGateway | null {
    const { stripeSecretKey: secretKey, stripeBaseUrl: baseUrl, mode } = this.config;
    // The generated keys of a demo name the simulator; without its address there is none to talk to.
    if (!secretKey || (secretKey.startsWith('sk_test_sim') && !baseUrl)) return null;
    this.made ??= new StripeGateway(createStripe({ secretKey, ...(baseUrl ? { baseUrl } : {}), timeoutMs, mode }));
    return this.made;
  }

  /** The tenant's connected account, or null. */
  account(tx: Tx): Promise<StripeAccountRow | null> {
    return tx.one<StripeAccountRow>(
      'select account_id as "accountId", can_bill as "canBill", open_requirements as "openRequirements", checked_at as "checkedAt", deauthorized_at as "deauthorizedAt", events_since as "eventsSince" from hoshu.stripe_account');
  }

  /** Gateway and account of a tenant that may bill by bank transfer now; null otherwise. */
  async ready(tx: Tx): Promise<{ gateway: StripeGateway; accountId: string } | null> {
    const gateway = this.gateway();
    const account = gateway && (await this.account(tx));
    return gateway && account?.canBill && !account.deauthorizedAt ? { gateway, accountId: account.accountId } : null;
  }

  /** As `ready`, for one client: in production a sample never reaches Stripe (F166). */
  async readyFor(tx: Tx, clientId: string): Promise<{ gateway: StripeGateway; accountId: string } | null> {
    const sample = this.config.mode === 'production' && (await tx.one('select 1 from hoshu.client where id = $1 and is_sample', [clientId]));
    return sample ? null : this.ready(tx);
  }
}
