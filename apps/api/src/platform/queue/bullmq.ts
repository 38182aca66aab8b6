import { createPostgresBackend, runMigrations, withBackend, type ConnectionOptions, type Queue, type Worker } from 'bullmq';
import pg from 'pg';
import type { Config } from '../config.js';
import type { Login } from '../db/roles.js';

/*
 * Everything the product knows of BullMQ (D23). PostgreSQL is the default backend; REDIS_URL switches to Redis.
 * The queue is a doorbell: a job carries the id of an outbox row and nothing else.
 */
const queueName = 'outbox';

interface Connected { readonly connection: ConnectionOptions; readonly close: () => Promise<void> }

function connect(config: Config, login: Login, size: number): Connected {
  if (config.redisUrl) return { connection: { url: config.redisUrl }, close: async () => undefined };
  const pool = new pg.Pool({
    host: config.database.host, port: config.database.port, database: config.database.name, user: login,
    password: config.keys.databasePasswords[login], max: size, keepAlive: true, connectionTimeoutMillis: 3_000,
    options: '-c search_path=bullmq', application_name: `${login}-queue`,
  });
  pool.on('error', () => undefined); // a lost idle connection is replaced at the next use
  return { connection: pool as unknown as ConnectionOptions, close: () => pool.end() };
}

const backend = (config: Config) => (config.redisUrl ? null : withBackend(createPostgresBackend));

/** Opens the ringing side. `ring` never throws: a row nobody rang for is found by the poll. */
export async function openRinger(config: Config, login: Login, onError: (error: Error) => void): Promise<{ ring: (outboxId: string) => void; close: () => Promise<void> }> {
  const { Queue: RedisQueue } = await import('bullmq');
  const { connection, close } = connect(config, login, 3);
  const QueueClass = (backend(config)?.Queue ?? RedisQueue) as typeof Queue;
  const queue = new QueueClass(queueName, { connection, defaultJobOptions: { removeOnComplete: true, removeOnFail: { count: 100 } } });
  queue.on('error', onError);
  return {
    ring: (outboxId) => void queue.add('ring', { outboxId }).catch(onError),
    close: async () => { await queue.close(); await close(); },
  };
}

/** Opens the answering side: `handle` gets the id of an outbox row; it claims the row itself, so a doubled ring is harmless. */
export async function openAnswerer(config: Config, login: Login, { handle, onError }: { handle: (outboxId: string) => Promise<void>; onError: (error: Error) => void }): Promise<() => Promise<void>> {
  const { Worker: RedisWorker } = await import('bullmq');
  const { connection, close } = connect(config, login, 6);
  const WorkerClass = (backend(config)?.Worker ?? RedisWorker) as typeof Worker;
  const worker = new WorkerClass<{ outboxId: string }>(queueName, async (job) => handle(job.data.outboxId), { connection, concurrency: 4, lockDuration: 60_000 });
  worker.on('error', onError);
  return async () => { await worker.close(); await close(); };
}

/** Creates the queue's own schema; run by the migrate command before any process opens a queue. */
export async function prepareQueueSchema(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await runMigrations(client);
    await client.query(`grant usage, create on schema bullmq to hoshu_api, hoshu_worker;
      grant select, insert, update, delete on all tables in schema bullmq to hoshu_api, hoshu_worker;
      grant usage, select, update on all sequences in schema bullmq to hoshu_api, hoshu_worker;
      grant execute on all functions in schema bullmq to hoshu_api, hoshu_worker`);
  } finally {
    await client.end();
  }
}
