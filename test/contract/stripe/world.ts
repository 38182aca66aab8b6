import { createHash, randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { createStripe, StripeGateway } from '../../../apps/api/src/modules/billing/stripe/index.js';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../apps/stripe-simulator/src/index.js';

const SIMULATOR_KEY = 'sk_test_sim_contract';
const TIMEOUT_MS = 10_000;
const STRIPE_PATIENCE_MS = 60_000;

export interface StripeWorld {
  stripe: Stripe;
  gateway: StripeGateway;
  /** Where hosted pages must be; the simulator's or Stripe's. */
  pagesOrigin: RegExp;
  /** A connected account that may bill by bank transfer. */
  readyAccount(): Promise<string>;
  /** A key that no earlier run has used. */
  key(step: string): string;
  /** Money arrives in the customer's account to pay to. */
  fund(accountId: string, customerId: string, amountYen: number): Promise<void>;
  /** What `read` gives once `isReached`; Stripe reconciles in the background. */
  eventually<T>(read: () => Promise<T>, isReached: (value: T) => boolean): Promise<T>;
  close(): Promise<void>;
}

export interface SimulatedWorld extends StripeWorld { simulator: Simulator }

const account = (name: string) => ({ tenantId: randomUUID(), displayName: name, registeredName: name, contactEmail: 'keiri@aoba.example', entityType: 'company' as const });

function worldOn(stripe: Stripe, rest: Pick<StripeWorld, 'close' | 'pagesOrigin' | 'readyAccount'>, patienceMs: number): StripeWorld {
  const run = randomUUID();
  return {
    stripe,
    gateway: new StripeGateway(stripe),
    ...rest,
    // A header carries it: ASCII only.
    key: (step) => `${run}:${createHash('sha256').update(step).digest('hex').slice(0, 16)}`,
    async fund(accountId, customerId, amountYen) {
      await stripe.testHelpers.customers.fundCashBalance(customerId, { amount: amountYen, currency: 'jpy' }, { stripeAccount: accountId });
    },
    async eventually(read, isReached) {
      const until = Date.now() + patienceMs;
      for (;;) {
        const value = await read();
        if (isReached(value) || Date.now() > until) return value;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    },
  };
}

/** The simulator in this process, always. */
export async function simulatedWorld(options: SimulatorOptions = {}): Promise<SimulatedWorld> {
  const simulator = await startSimulator(options);
  const stripe = createStripe({ secretKey: SIMULATOR_KEY, baseUrl: simulator.url, timeoutMs: TIMEOUT_MS, mode: 'test' });
  const gateway = new StripeGateway(stripe);
  const world = worldOn(stripe, {
    pagesOrigin: /^http:\/\/localhost:\d+\/onboarding\//,
    async readyAccount() {
      const { accountId } = await gateway.ensureAccount(account('青葉システム株式会社'), randomUUID());
      await simulator.onboard(accountId);
      return accountId;
    },
    close: () => simulator.close(),
  }, 0);
  return { ...world, simulator };
}

function stripeWorld(secretKey: string): StripeWorld {
  const accountId = process.env.STRIPE_TEST_ACCOUNT;
  if (!accountId) throw new Error('STRIPE_TEST_ACCOUNT must name a connected test account whose onboarding is complete');
  return worldOn(createStripe({ secretKey, timeoutMs: TIMEOUT_MS, mode: 'test' }), {
    pagesOrigin: /^https:\/\/[\w.]*stripe\.com\//,
    readyAccount: async () => accountId,
    close: async () => undefined,
  }, STRIPE_PATIENCE_MS);
}

/** Stripe's test mode when STRIPE_TEST_KEY (and STRIPE_TEST_ACCOUNT) are given, else the simulator. */
export async function openWorld(): Promise<StripeWorld> {
  return process.env.STRIPE_TEST_KEY ? stripeWorld(process.env.STRIPE_TEST_KEY) : simulatedWorld();
}
