import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export type Mode = 'demo' | 'production' | 'test';

const keysFile = z.object({
  databasePasswords: z.record(z.string(), z.string().min(8)),
  context: z.object({ kid: z.string().min(1).max(32), key: z.string().min(40) }),
  links: z.object({ kid: z.string(), key: z.string().min(40) }),
  kek: z.object({ kid: z.string(), key: z.string().min(40) }),
  webhookSecrets: z.object({ platform: z.string().min(8), connect: z.string().min(8), thin: z.string().min(8) }),
  stripe: z.object({ secretKey: z.string().min(8) }).optional(),
  demoPassword: z.string().min(8).optional(),
  signingAuthority: z.unknown().optional(),
  timestampAuthority: z.unknown().optional(),
  /** Certificates of signing authorities that were replaced, and serial numbers (hex) of certificates that count no more. */
  formerAuthorities: z.array(z.object({ certificatePem: z.string() })).optional(),
  revokedCertificates: z.array(z.object({ serialNumber: z.string().regex(/^[0-9a-f]{2,40}$/), revokedAt: z.iso.datetime() })).optional(),
  /** Login at the other timestamp authority, when it is not in the environment. */
  timestampLogin: z.object({ user: z.string().min(1), password: z.string().min(1) }).optional(),
});
export type Keys = z.output<typeof keysFile>;

/** Settings from the environment (README, settings table); every name starts with HOSHU_ but the few that hosting platforms fix. */
const environment = z.object({
  HOSHU_MODE: z.enum(['demo', 'production', 'test']),
  HOSHU_DATA: z.string().min(1),
  HOSHU_KEYS_FILE: z.string().min(1),
  HOSHU_DB_HOST: z.string().default('127.0.0.1'),
  HOSHU_DB_PORT: z.coerce.number().int().min(1).max(65535).default(5432),
  HOSHU_DB_NAME: z.string().default('hoshu'),
  HOSHU_DB_SSL: z.enum(['on', 'off']).default('off'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  PUBLIC_URL: z.url().default('http://localhost:4000'),
  SMTP_URL: z.string().default('smtp://127.0.0.1:4002'),
  MAIL_FROM: z.string().default('Hoshu <no-reply@hoshu.example>'),
  MAIL_PAGE_URL: z.string().optional(),
  HOSHU_NOTICE_DOMAIN: z.string().default('notice.hoshu.example'),
  HOSHU_MAIL_IN_PORT: z.coerce.number().int().min(0).max(65535).default(4004),
  HOSHU_MAIL_IN_BIND: z.string().default('127.0.0.1'),
  HOSHU_MAIL_IN_TLS: z.string().optional(),
  HOSHU_DNS_RECORDS: z.string().optional(),
  STRIPE_BASE_URL: z.string().optional(),
  STRIPE_PAGE_URL: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  REDIS_URL: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  HOSHU_INSTANCE_ID: z.string().default('local'),
  HOSHU_FETCH_ALLOW: z.string().default(''),
  HOSHU_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOSHU_TSA_CA: z.string().optional(),
  HOSHU_TSA_USER: z.string().min(1).optional(),
  HOSHU_TSA_PASSWORD: z.string().min(1).optional(),
  HOSHU_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  HOSHU_PORTAL_DIR: z.string().optional(),
});

export interface Config {
  readonly mode: Mode;
  readonly dataDirectory: string;
  readonly keys: Keys;
  readonly database: { readonly host: string; readonly port: number; readonly name: string; readonly ssl: boolean };
  readonly port: number;
  /** The only source of absolute links; never the Host header. */
  readonly publicUrl: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly mailPageUrl: string | null;
  /** Domain of the contracts' own notice addresses, lower case. */
  readonly noticeDomain: string;
  /** Where the SMTP listener for them waits; `tlsFile`: PEM with key and certificate, then STARTTLS is offered. */
  readonly mailIn: { readonly port: number; readonly bind: string; readonly tlsFile: string | null };
  /** A file of DNS records instead of DNS (tests); refused in production. */
  readonly dnsRecordsFile: string | null;
  /** Set when Stripe is reached through another host (the simulator). */
  readonly stripeBaseUrl: string | null;
  /** Page where the demo sends a 振込 (the simulator's bank). */
  readonly stripePageUrl: string | null;
  readonly stripeSecretKey: string | null;
  readonly redisUrl: string | null;
  readonly trustProxy: number;
  readonly logLevel: string;
  readonly instanceId: string;
  /** `host:port` pairs that SafeFetch may reach although they are private; refused in production. */
  readonly fetchAllow: readonly string[];
  /** Another timestamp authority (RFC 3161), and the roots whose authorities' timestamps are believed; they stay listed after the URL is gone. */
  readonly timestamps: { readonly url: string | null; readonly roots: readonly X509Certificate[]; /** Basic authentication at the URL. */ readonly login: { readonly user: string; readonly password: string } | null };
  readonly rateLimits: boolean;
  readonly portalDirectory: string;
}

/** Reads and checks the settings. Throws one Error that names every wrong setting. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // A setting that is empty is not set: compose files pass all of them.
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) throw new Error(`settings: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  const e = parsed.data;
  const keys = keysFile.parse(JSON.parse(readFileSync(e.HOSHU_KEYS_FILE, 'utf8')));
  if (e.HOSHU_MODE === 'production') refuseInProduction(e);
  return {
    mode: e.HOSHU_MODE,
    dataDirectory: path.resolve(e.HOSHU_DATA),
    keys,
    database: { host: e.HOSHU_DB_HOST, port: e.HOSHU_DB_PORT, name: e.HOSHU_DB_NAME, ssl: e.HOSHU_DB_SSL === 'on' },
    port: e.PORT,
    publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    mailPageUrl: e.MAIL_PAGE_URL ?? null,
    noticeDomain: e.HOSHU_NOTICE_DOMAIN.toLowerCase(),
    mailIn: { port: e.HOSHU_MAIL_IN_PORT, bind: e.HOSHU_MAIL_IN_BIND, tlsFile: e.HOSHU_MAIL_IN_TLS ?? null },
    dnsRecordsFile: e.HOSHU_DNS_RECORDS ?? null,
    stripeBaseUrl: e.STRIPE_BASE_URL ?? null,
    stripePageUrl: e.STRIPE_PAGE_URL ?? null,
    stripeSecretKey: e.STRIPE_SECRET_KEY ?? keys.stripe?.secretKey ?? null,
    redisUrl: e.REDIS_URL ?? null,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    instanceId: e.HOSHU_INSTANCE_ID,
    fetchAllow: [...e.HOSHU_FETCH_ALLOW.split(',').filter(Boolean), ...ownAddress(e)],
    timestamps: { url: e.HOSHU_TSA_URL ?? null, roots: timestampRoots(e), login: timestampLogin(e, keys) },
    rateLimits: e.HOSHU_RATE_LIMITS === 'on',
    portalDirectory: e.HOSHU_PORTAL_DIR ?? path.resolve(import.meta.dirname, '../../../portal/dist'),
  };
}

// The demo watches its own first page, so that one of its sites is really up (ADR 0010).
function ownAddress(e: z.output<typeof environment>): string[] {
  if (e.HOSHU_MODE !== 'demo') return [];
  const { hostname, port, protocol } = new URL(e.PUBLIC_URL);
  return [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`];
}

// A timestamp proves nothing as long as nobody says whose it may be: the URL goes only with roots.
function timestampRoots(e: z.output<typeof environment>): X509Certificate[] {
  if (!e.HOSHU_TSA_CA && !e.HOSHU_TSA_URL) return [];
  const blocks = e.HOSHU_TSA_CA ? readFileSync(e.HOSHU_TSA_CA, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) : null;
  if (!blocks) throw new Error('settings: HOSHU_TSA_CA: a PEM file with the roots of the timestamp authority is needed');
  return blocks.map((pem) => new X509Certificate(pem));
}

// A password must not travel in the clear; only tests reach an authority on this machine without TLS.
function timestampLogin(e: z.output<typeof environment>, keys: Keys): Config['timestamps']['login'] {
  const { HOSHU_TSA_USER: user, HOSHU_TSA_PASSWORD: password, HOSHU_TSA_URL: url } = e;
  if ((user === undefined) !== (password === undefined)) throw new Error('settings: HOSHU_TSA_USER and HOSHU_TSA_PASSWORD go together');
  const login = user !== undefined && password !== undefined ? { user, password } : keys.timestampLogin ?? null;
  if (login?.user.includes(':')) throw new Error('settings: HOSHU_TSA_USER: no colon can stand in it');
  if (login && url?.startsWith('http:') && e.HOSHU_MODE === 'production') throw new Error('settings: HOSHU_TSA_URL: https is needed with a user name and password');
  return login;
}

// D32: production takes no demo convenience, and there is no override.
function refuseInProduction(e: z.output<typeof environment>): void {
  const problems = [
    !e.PUBLIC_URL.startsWith('https://') && 'PUBLIC_URL must be https',
    e.STRIPE_BASE_URL && 'STRIPE_BASE_URL (simulator) is not allowed',
    e.MAIL_PAGE_URL && 'MAIL_PAGE_URL (mail catcher) is not allowed',
    e.HOSHU_DNS_RECORDS && 'HOSHU_DNS_RECORDS is not allowed',
    e.HOSHU_FETCH_ALLOW && 'HOSHU_FETCH_ALLOW is not allowed',
    e.HOSHU_RATE_LIMITS === 'off' && 'HOSHU_RATE_LIMITS=off is not allowed',
  ].filter(Boolean);
  if (problems.length) throw new Error(`production: ${problems.join('; ')}`);
}
