import { realClock, remoteClock } from './clock.js';
import type { WebhookTarget } from './resources/webhook-endpoints.js';
import { startSimulator } from './start-simulator.js';

const DEFAULT_PORT = 4003;

const isTarget = (value: unknown): value is WebhookTarget => {
  const target = value as Partial<WebhookTarget> | null;
  return typeof target === 'object' && target !== null && typeof target.url === 'string' && URL.canParse(target.url)
    && typeof target.secret === 'string' && target.secret !== '' && (target.scope === 'platform' || target.scope === 'connect');
};

/** SIM_WEBHOOKS as a checked list. Throws when it is no list of {url, secret, scope}. */
function webhooksFrom(json: string | undefined): WebhookTarget[] {
  if (json === undefined || json === '') return [];
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed) || !parsed.every(isTarget)) throw new Error('SIM_WEBHOOKS must be a list of {"url","secret","scope":"platform|connect"}');
  return parsed;
}

function portFrom(value: string | undefined): number {
  const port = Number(value ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is not a port number: ${value}`);
  return port;
}

const { env } = process;

try {
  if (env.HOSHU_MODE === 'production') throw new Error('The Stripe simulator does not run in production');
  const simulator = await startSimulator({
    port: portFrom(env.PORT),
    bind: env.BIND ?? '127.0.0.1',
    ...(env.SIM_DATABASE_URL ? { databaseUrl: env.SIM_DATABASE_URL } : {}),
    ...(env.SIM_PAGES_URL ? { pagesUrl: env.SIM_PAGES_URL } : {}),
    webhooks: webhooksFrom(env.SIM_WEBHOOKS),
    clock: env.SIM_CLOCK_URL ? remoteClock(env.SIM_CLOCK_URL) : realClock,
    onDatabaseLost: (error) => {
      process.stderr.write(`stripe-simulator: database lost: ${error.message}\n`);
      process.exit(1);
    },
  });
  process.stdout.write(`stripe-simulator: これは模擬環境です ${simulator.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => { void simulator.close().then(() => process.exit(0)); });
  }
} catch (error) {
  process.stderr.write(`stripe-simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
