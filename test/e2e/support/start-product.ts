import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { ProductAddress } from './product.js';

const root = path.resolve(import.meta.dirname, '../../..');

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = net.createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
  });
});

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the process for ${url} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 30 s`);
}

/** Starts the built product on free ports with a database of its own; the returned function stops all of it. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const server = JSON.parse(process.env['HOSHU_TEST_PG'] ?? 'null') as { host: string; port: number; adminUrl: string; template: string } | null;
  if (!server) throw new Error('HOSHU_TEST_PG is missing: run the journeys through npm test');
  const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-e2e-'));
  const database = `hoshu_e2e_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client(server.adminUrl);
  await admin.connect();
  await admin.query('select pg_advisory_lock(727464)');
  await admin.query(`create database ${database} template ${server.template}`);
  await admin.end();
  const ports = { api: await freePort(), mail: await freePort(), smtp: await freePort(), simulator: await freePort(), site: await freePort(), mailIn: await freePort() };
  // Senders of the journeys have no DNS of their own: the checks of incoming mail ask this file instead of waiting for a network.
  const records = path.join(directory, 'dns.json');
  writeFileSync(records, '{}');
  const environment = {
    ...process.env, HOSHU_MODE: 'test', HOSHU_DATA: directory, HOSHU_DB_HOST: server.host, HOSHU_DB_PORT: String(server.port), HOSHU_DB_NAME: database, PUBLIC_URL: `http://localhost:${ports.api}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`, MAIL_PAGE_URL: `http://localhost:${ports.mail}`, STRIPE_BASE_URL: `http://127.0.0.1:${ports.simulator}`, STRIPE_PAGE_URL: `http://localhost:${ports.simulator}`,
    HOSHU_RATE_LIMITS: 'off', HOSHU_MAIL_IN_PORT: String(ports.mailIn), HOSHU_DNS_RECORDS: records, HOSHU_FETCH_ALLOW: `localhost:${ports.site}`, LOG_LEVEL: 'warn', HOSHU_SUPERVISOR_PID: String(process.pid),
  };
  const { webhookSecrets: secrets } = JSON.parse(readFileSync(process.env['HOSHU_KEYS_FILE'] ?? '', 'utf8')) as { webhookSecrets: { platform: string; connect: string } };
  const children: ChildProcess[] = [];
  const start = (name: string, script: string, extra: NodeJS.ProcessEnv = {}) => {
    const log = openSync(path.join(directory, `${name}.log`), 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, script)], { env: { ...environment, ...extra }, stdio: ['ignore', log, log] });
    children.push(child);
    return child;
  };
  const catcher = start('mail', 'apps/mail-catcher/dist/main.js', { MAIL_HTTP_PORT: String(ports.mail), MAIL_SMTP_PORT: String(ports.smtp), MAIL_DIRECTORY: path.join(directory, 'mail') });
  const simulator = start('simulator', 'apps/stripe-simulator/dist/main.js', {
    PORT: String(ports.simulator),
    SIM_WEBHOOKS: JSON.stringify((['platform', 'connect'] as const).map((scope) => ({ url: `http://127.0.0.1:${ports.api}/api/webhooks/stripe/${scope}`, secret: secrets[scope], scope }))),
  });
  const api = start('api', 'apps/api/dist/main.js', { PORT: String(ports.api) });
  start('worker', 'apps/api/dist/worker.js');
  start('mail-in', 'apps/api/dist/mail-in.js');
  await waitFor(`http://127.0.0.1:${ports.mail}/api/messages`, catcher);
  await waitFor(`http://127.0.0.1:${ports.simulator}/`, simulator);
  await waitFor(`http://127.0.0.1:${ports.api}/api/ready`, api);
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = `/${database}`;
  const address: ProductAddress = { url: `http://localhost:${ports.api}`, mailUrl: `http://127.0.0.1:${ports.mail}`, bankUrl: `http://localhost:${ports.simulator}`, adminUrl: adminUrl.href, database, sitePort: ports.site, mailInPort: ports.mailIn };
  process.env['HOSHU_E2E_ADDRESS'] = path.join(directory, 'address.json');
  writeFileSync(process.env['HOSHU_E2E_ADDRESS'], JSON.stringify(address));
  return async () => {
    await Promise.all(children.map((child) => new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    })));
    const cleaner = new pg.Client(server.adminUrl);
    await cleaner.connect();
    await cleaner.query(`drop database if exists ${database} with (force)`);
    await cleaner.end();
    rmSync(directory, { recursive: true, force: true });
  };
}
