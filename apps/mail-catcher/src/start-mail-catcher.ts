import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { createHttp } from './http.js';
import { MessageStore, type MessageSummary } from './message-store.js';
import { readMessage, type Message } from './read-message.js';
import { createSmtp } from './smtp.js';

export interface MailCatcher {
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Every mail with its parts, newest first. `to`: only mails to this address. */
  messages(to?: string): Promise<Message[]>;
  /** The first mail, kept or still to come, that the predicate accepts. Rejects after `timeoutMs` (default 15,000). */
  waitFor(predicate: (message: Message) => boolean, timeoutMs?: number): Promise<Message>;
  close(): Promise<void>;
}

export interface MailCatcherOptions {
  /** 0 takes a free port. */
  readonly smtpPort: number;
  /** 0 takes a free port. */
  readonly httpPort: number;
  /** Where mails are kept. */
  readonly directory: string;
}

/** Starts the SMTP server and the page on this machine's loopback addresses. Rejects when a port is taken or the folder cannot be written. */
export async function startMailCatcher({ smtpPort, httpPort, directory }: MailCatcherOptions): Promise<MailCatcher> {
  const store = new MessageStore(directory);
  await store.open();
  const listeners = new Set<(message: MessageSummary) => void>();
  const smtp = createSmtp({ store, onMessage: (message) => listeners.forEach((listener) => listener(message)) });
  const smtpAt = await listenSmtp(smtp, smtpPort);
  const pages = await listenPages(store, httpPort).catch(async (error: unknown) => {
    await closeSmtp(smtp);
    throw error;
  });
  const messages = async (to?: string): Promise<Message[]> => {
    const read = await Promise.all(store.list(to).map((summary) => readMessage(store, summary.id)));
    return read.filter((message) => message !== null);
  };
  return {
    smtpPort: smtpAt,
    httpPort: (pages[0]?.address() as AddressInfo).port,
    messages,
    waitFor: (predicate, timeoutMs = 15_000) => waitFor({ predicate, timeoutMs, messages, listeners }),
    close: async () => {
      for (const server of pages) server.closeAllConnections();
      await Promise.all([closeSmtp(smtp), ...pages.map((server) => new Promise((resolve) => server.close(resolve)))]);
    },
  };
}

interface Wait {
  readonly predicate: (message: Message) => boolean;
  readonly timeoutMs: number;
  readonly messages: () => Promise<Message[]>;
  readonly listeners: Set<(message: MessageSummary) => void>;
}

function waitFor({ predicate, timeoutMs, messages, listeners }: Wait): Promise<Message> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      listeners.delete(look);
      end();
    };
    const look = (): void => {
      messages().then((all) => {
        const found = all.findLast(predicate);
        if (found) finish(() => resolve(found));
      }).catch((error: unknown) => finish(() => reject(error)));
    };
    const timer = setTimeout(() => finish(() => reject(new Error(`no such mail within ${timeoutMs} ms`))), timeoutMs);
    listeners.add(look);
    look();
  });
}

function listenSmtp(smtp: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(port, '127.0.0.1', () => {
      smtp.removeListener('error', reject);
      // A client that vanishes in the middle of a mail is its own problem.
      smtp.on('error', () => undefined);
      resolve((smtp.server.address() as AddressInfo).port);
    });
  });
}

const closeSmtp = (smtp: SMTPServer): Promise<void> => new Promise((resolve) => smtp.close(() => resolve()));

// Browsers reach "localhost" over IPv6 first where it exists.
async function listenPages(store: MessageStore, port: number): Promise<Server[]> {
  const app = createHttp(store);
  const first = await listen(createServer(app), port, '127.0.0.1');
  const bound = (first.address() as AddressInfo).port;
  const second = await listen(createServer(app), bound, '::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && port !== 0) {
      first.close();
      throw error;
    }
    return null;
  });
  return second ? [first, second] : [first];
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(server);
    });
  });
}
