import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import { rootModule } from './app.module.js';
import { loadConfig } from './platform/config.js';
import { createLogger } from './platform/logger.js';
import { Loops } from './platform/loops.js';
import { endWithParent } from './platform/parent.js';
import { DueTasks } from './platform/outbox/due-tasks.js';
import { Outbox } from './platform/outbox/outbox.js';
import { openAnswerer, openRinger } from './platform/queue/bullmq.js';
import { Doorbell } from './platform/queue/doorbell.js';
import { repeat } from './platform/repeat.js';

const config = loadConfig();
const log = createLogger(config, 'worker');
const app = await NestFactory.createApplicationContext(rootModule(config, log, 'worker') as unknown as Type, { logger: ['error', 'warn'], abortOnError: false });
const outbox = app.get(Outbox);
const onError = (error: Error) => log.warn({ err: error }, 'queue');
const ringer = await openRinger(config, 'hoshu_worker', onError);
app.get(Doorbell).connect(ringer.ring);
const closeAnswerer = await openAnswerer(config, 'hoshu_worker', { handle: (id) => outbox.runOne(id), onError });
// The poll finds rows nobody rang for (D23); the dispatcher looks at business dates each minute (D31).
const poll = repeat(5_000, async () => { while ((await outbox.runDue(20)) === 20); }, onError);
const dispatch = repeat(60_000, () => app.get(DueTasks).runAll(), onError);
const loops = app.get(Loops).start();
endWithParent();
log.info('worker is running');

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 25_000).unref();
  await Promise.all([poll.stop(), dispatch.stop(), loops.stop()]);
  await closeAnswerer();
  await ringer.close();
  await app.close();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
