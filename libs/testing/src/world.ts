import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { rootModule } from '../../../apps/api/src/app.module.js';
import { loadConfig, type Config } from '../../../apps/api/src/platform/config.js';
import { createHttpApp } from '../../../apps/api/src/platform/http/bootstrap.js';
import { createLogger } from '../../../apps/api/src/platform/logger.js';
import { DueTasks } from '../../../apps/api/src/platform/outbox/due-tasks.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import { Db } from '../../../apps/api/src/platform/db/db.js';
import { startMailTrap, type MailTrap } from './mail-trap.js';

/** How tools/test.mjs hands over the throw-away server. */
interface TestServer { readonly host: string; readonly port: number; readonly adminUrl: string; readonly template: string }

export interface World {
  readonly url: string;
  readonly config: Config;
  readonly app: NestExpressApplication;
  readonly mail: MailTrap;
  /** Runs outbox rows until none is due. */
  drain(): Promise<void>;
  /** Moves the business clock forward day by day, running what falls due each day. */
  advanceDays(days: number): Promise<void>;
  /** Moves the clock to a Japanese day (00:05 JST), running every day on the way. */
  advanceTo(day: string): Promise<void>;
  today(): Promise<string>;
  /** Superuser connection for looking behind the walls. */
  sql<T = Record<string, unknown>>(text: string, parameters?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

const server = (): TestServer => {
  const text = process.env['HOSHU_TEST_PG'];
  if (!text) throw new Error('HOSHU_TEST_PG is missing: run the tests through npm test, or tools/test-shell.mjs');
  return JSON.parse(text) as TestServer;
};

async function cloneDatabase(target: TestServer): Promise<string> {
  const name = `hoshu_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const admin = new pg.Client(target.adminUrl);
  await admin.connect();
  try {
    // Two suites cloning at once would find the template in use.
    await admin.query('select pg_advisory_lock(727464)');
    await admin.query(`create database ${name} template ${target.template}`);
  } finally {
    await admin.end();
  }
  return name;
}

const adminUrlFor = (target: TestServer, database: string): string => {
  const url = new URL(target.adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

async function listen(app: NestExpressApplication): Promise<{ server: Server; url: string }> {
  const listening = http.createServer(app.getHttpAdapter().getInstance() as http.RequestListener);
  listening.keepAliveTimeout = 0; // a slow machine must not see a connection closed that it was about to use again
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server: listening, url: `http://127.0.0.1:${address.port}` };
}

/** A whole product in this process: real Nest, real PostgreSQL (a clone of the migrated template), real SMTP; only the clock is moved by hand. */
export async function startWorld(overrides: NodeJS.ProcessEnv = {}): Promise<World> {
  const target = server();
  const database = await cloneDatabase(target);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-world-'));
  const mail = await startMailTrap();
  const config = loadConfig({
    HOSHU_MODE: 'test', HOSHU_DATA: directory, HOSHU_KEYS_FILE: process.env['HOSHU_KEYS_FILE'], HOSHU_DB_HOST: target.host, HOSHU_DB_PORT: String(target.port), HOSHU_DB_NAME: database,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`, PUBLIC_URL: 'http://localhost:4000', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', HOSHU_RATE_LIMITS: 'off', ...overrides,
  });
  const app = await createHttpApp(rootModule(config, createLogger(config, 'test'), 'test') as unknown as Type, config, createLogger(config, 'test'));
  const { server: listening, url } = await listen(app);
  const admin = new pg.Pool({ connectionString: adminUrlFor(target, database), max: 2 });
  const outbox = app.get(Outbox);
  const drain = async () => { while ((await outbox.runDue(50)) > 0); };
  const advanceDays = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      await admin.query('update platform.clock set offset_ms = offset_ms + 86400000');
      await app.get(DueTasks).runAll();
      await drain();
    }
  };
  const today = async () => (await app.get(Db).time()).today;
  return {
    url, config, app, mail, drain, advanceDays, today,
    advanceTo: async (day) => {
      const difference = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${await today()}T00:00:00Z`)) / 86_400_000);
      if (difference < 0) throw new Error(`the clock only moves forward: ${day}`);
      await advanceDays(difference);
    },
    sql: async <T>(text: string, parameters: unknown[] = []) => (await admin.query(text, parameters)).rows as T[],
    close: async () => {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
      await app.close();
      await admin.end();
      await mail.close();
      const cleaner = new pg.Client(target.adminUrl);
      await cleaner.connect();
      await cleaner.query(`drop database if exists ${database} with (force)`);
      await cleaner.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
