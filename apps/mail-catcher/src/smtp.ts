import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MessageStore, MessageSummary } from './message-store.js';

export const sizeLimitBytes = 25 * 1024 * 1024;
/** Mail to this domain is refused, so that a bounce can be shown. */
const bouncingDomain = 'bounce.example';

interface Options {
  readonly store: MessageStore;
  readonly onMessage: (message: MessageSummary) => void;
}

const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** An SMTP server without sign-in that keeps every mail and answers 250 with its id as the queue id. */
export function createSmtp({ store, onMessage }: Options): SMTPServer {
  return new SMTPServer({
    name: 'mail.hoshu.localhost',
    banner: 'Hoshu mail catcher',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: sizeLimitBytes,
    logger: false,
    onRcptTo: (address, _session, done) => {
      const domain = address.address.split('@').at(-1)?.toLowerCase();
      done(domain === bouncingDomain ? smtpError(550, '5.1.1 no such mailbox') : null);
    },
    onData: (stream, session, done) => {
      receive({ stream, session, store }).then((message) => {
        onMessage(message);
        done(null, `2.0.0 OK queued as ${message.id}`);
      }, (error: unknown) => done(error instanceof Error ? error : new Error('not kept')));
    },
  });
}

async function receive({ stream, session, store }: { stream: SMTPServerDataStream; session: SMTPServerSession; store: MessageStore }): Promise<MessageSummary> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Read to its end even when too long: the sender is in the middle of its DATA.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= sizeLimitBytes) chunks.push(chunk);
  }
  if (stream.sizeExceeded || sizeBytes > sizeLimitBytes) throw smtpError(552, '5.3.4 message too big');
  const raw = Buffer.concat(chunks);
  const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  const message: MessageSummary = {
    id: store.newId(),
    receivedAt: new Date().toISOString(),
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    to: session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase()),
    subject: parsed.subject ?? '',
    sizeBytes,
  };
  await store.add(raw, message).catch((error: unknown) => {
    throw smtpError(452, `4.3.1 not kept: ${error instanceof Error ? error.message : 'disk'}`);
  });
  return message;
}
