import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { rootModule } from './app.module.js';
import { loadConfig } from './platform/config.js';
import { Doorbell } from './platform/queue/doorbell.js';
import { openRinger } from './platform/queue/bullmq.js';
import { createHttpApp } from './platform/http/bootstrap.js';
import { listenLocally } from './platform/http/listen.js';
import { createLogger } from './platform/logger.js';
import { endWithParent } from './platform/parent.js';

const config = loadConfig();
const log = createLogger(config, 'api');
const app = await createHttpApp(rootModule(config, log, 'api') as unknown as Type, config, log);
const ringer = await openRinger(config, 'hoshu_api', (error) => log.warn({ err: error }, 'queue'));
app.get(Doorbell).connect(ringer.ring);
const servers = await listenLocally(app, config);
endWithParent();
log.info({ port: config.port, mode: config.mode }, 'api is listening');

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 25_000).unref();
  for (const server of servers) server.close();
  await app.close();
  await ringer.close();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// A rejected promise nobody waits for is a programmer's error of one request, never the end of the process.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
