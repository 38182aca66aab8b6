import path from 'node:path';
import { loadConfig } from './platform/config.js';
import { createLogger } from './platform/logger.js';
import { startMailListener } from './platform/mail/listener.js';
import { MailSpool } from './platform/mail/spool.js';
import { endWithParent } from './platform/parent.js';

// A process of its own that needs neither the database nor the slices: mail is taken over even while everything else is down.
const config = loadConfig();
const log = createLogger(config, 'mail-in');
const spool = new MailSpool(path.join(config.dataDirectory, 'inbox'));
await spool.open();
const listener = await startMailListener({ spool, ...config.mailIn, domain: config.noticeDomain, log });
endWithParent();
log.info({ port: listener.port, domain: config.noticeDomain }, 'mail listener is running');

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 25_000).unref();
  await listener.close();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
