import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { MailSpool, MailTooBig } from './spool.js';

/** Above what mail servers commonly send: a notice with large attachments still comes in. */
export const mailLimitBytes = 64 * 1024 * 1024;
const mostRecipients = 20;

interface ListenerOptions {
  readonly spool: MailSpool;
  /** 0 takes a free port. */
  readonly port: number;
  readonly bind: string;
  /** The only domain that mail is taken for. */
  readonly domain: string;
  /** PEM file with key and certificate: STARTTLS is offered. */
  readonly tlsFile: string | null;
  readonly log: Logger;
}
export interface MailListener { readonly port: number; close(): Promise<void> }

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/**
 * The SMTP server for the contracts' own addresses. It judges nothing: whatever is addressed to the domain is kept, and 250 is said only when it is on the disk.
 * Refuses other domains (550), mails above the limit (552) and what could not be written (452, so that the sender tries again). Rejects when the port is taken.
 */
export async function startMailListener({ spool, port, bind, domain, tlsFile, log }: ListenerOptions): Promise<MailListener> {
  const pem = tlsFile ? readFileSync(tlsFile) : null;
  const smtp = new SMTPServer({
    name: domain, banner: 'Hoshu', authOptional: true, disabledCommands: pem ? ['AUTH'] : ['AUTH', 'STARTTLS'], ...(pem ? { key: pem, cert: pem } : {}), disableReverseLookup: true, size: mailLimitBytes, logger: false, maxClients: 100, socketTimeout: 120_000,
    onRcptTo: (address, session, done) => {
      const wanted = address.address.split('@').at(-1)?.toLowerCase();
      if (wanted !== domain) done(answer(550, '5.7.1 this server takes mail for its own addresses only'));
      else done(session.envelope.rcptTo.length >= mostRecipients ? answer(452, '4.5.3 too many recipients') : null);
    },
    onData: (stream, session, done) => {
      keep(spool, stream, session).then(
        (text) => done(null, text),
        (error: unknown) => {
          if (error instanceof MailTooBig) return done(answer(552, `5.3.4 message too big: at most ${mailLimitBytes / 1024 / 1024} MB; please send the notice without its attachments`));
          log.error({ err: error }, 'a mail was not kept');
          return done(answer(452, '4.3.1 not kept, please try again'));
        });
    },
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(port, bind, () => {
      smtp.removeListener('error', reject);
      resolve();
    });
  });
  // A sender that vanishes in the middle of a mail is its own problem.
  smtp.on('error', (error) => log.debug({ err: error }, 'smtp connection'));
  return { port: (smtp.server.address() as AddressInfo).port, close: () => new Promise((resolve) => smtp.close(() => resolve())) };
}

async function keep(spool: MailSpool, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const mail = await spool.keep(stream as AsyncIterable<Buffer>, {
    remoteAddress: session.remoteAddress, helo: session.hostNameAppearsAs || '', mailFrom: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', recipients: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
  }, mailLimitBytes);
  return `2.0.0 OK kept as ${mail.id} sha256=${mail.sha256}`;
}
