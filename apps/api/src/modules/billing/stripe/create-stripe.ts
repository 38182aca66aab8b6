import Stripe from 'stripe';
import { guardedHttpClient } from './http-guard.js';

export type HoshuMode = 'demo' | 'production' | 'test';

export interface StripeSettings {
  secretKey: string;
  /** Address of the simulator, e.g. "http://127.0.0.1:4003"; absent: Stripe itself. */
  baseUrl?: string;
  /** Milliseconds after which one attempt at one request is given up. */
  timeoutMs: number;
  /** HOSHU_MODE. Production never talks to a simulator. */
  mode: HoshuMode;
}

/** The settings do not fit together; the process must not start with them. */
export class StripeSettingsRefused extends Error {}

const SIMULATOR_KEY = /^sk_test_sim/;
const STRIPE_KEY = /^(sk|rk)_(live|test)_/;

function refuseContradictions({ secretKey, baseUrl, mode }: StripeSettings): void {
  const isSimulatorKey = SIMULATOR_KEY.test(secretKey);
  if (!STRIPE_KEY.test(secretKey)) throw new StripeSettingsRefused('STRIPE_SECRET_KEY is not a secret key of Stripe');
  if (mode === 'production' && (baseUrl !== undefined || isSimulatorKey)) throw new StripeSettingsRefused('Production does not take the Stripe simulator');
  if (baseUrl !== undefined && !isSimulatorKey) throw new StripeSettingsRefused('Only a key that begins with sk_test_sim may be sent to the simulator');
  if (baseUrl === undefined && isSimulatorKey) throw new StripeSettingsRefused('A key of the simulator needs the address of the simulator');
  if (mode !== 'production' && /_live_/.test(secretKey)) throw new StripeSettingsRefused('A live key is taken in production only');
}

function addressOf(baseUrl: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (baseUrl === undefined) return {};
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new StripeSettingsRefused('The address of the simulator is not a URL');
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return { protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? (protocol === 'https' ? 443 : 80) : Number(url.port) };
}

/**
 * The SDK's client for Stripe or for the simulator, behind the HTTP guard. Throws StripeSettingsRefused when key,
 * address and mode contradict each other (live key towards a simulator, simulator in production …).
 */
export function createStripe(settings: StripeSettings): Stripe {
  refuseContradictions(settings);
  return new Stripe(settings.secretKey, {
    ...addressOf(settings.baseUrl),
    httpClient: guardedHttpClient(settings.timeoutMs),
    timeout: settings.timeoutMs,
    // The caller's outbox repeats; one repetition here only bridges a closed connection.
    maxNetworkRetries: 1,
    telemetry: false,
  });
}
