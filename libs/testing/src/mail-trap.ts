import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface TrappedMail { readonly to: string; readonly subject: string; readonly text: string; readonly html: string; readonly attachments: ParsedMail['attachments']; readonly messageId: string }
export interface MailTrap {
  readonly port: number;
  readonly mails: TrappedMail[];
  /** Newest mail to an address. Throws when none came. */
  last(to: string, subjectPart?: string): TrappedMail;
  /** Path of the link in the newest mail to an address, e.g. `/verify/…`. */
  link(to: string, subjectPart?: string): string;
  close(): Promise<void>;
}

/** A real SMTP server in this process; refuses recipients at bounce.example with 550. */
export async function startMailTrap(): Promise<MailTrap> {
  const mails: TrappedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
    onRcptTo: (address, _session, callback) => (address.address.endsWith('@bounce.example') ? callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) : callback()),
    onData: (stream, session, callback) => {
      void simpleParser(stream).then((parsed) => {
        for (const recipient of session.envelope.rcptTo) {
          mails.push({ to: recipient.address, subject: parsed.subject ?? '', text: parsed.text ?? '', html: parsed.html || '', attachments: parsed.attachments, messageId: parsed.messageId ?? '' });
        }
        callback();
      }, callback);
    },
  });
  smtp.on('error', () => undefined); // a killed worker breaks its connection
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const last = (to: string, subjectPart = ''): TrappedMail => {
    const mail = mails.filter((entry) => entry.to === to && entry.subject.includes(subjectPart)).at(-1);
    if (!mail) throw new Error(`no mail to ${to}${subjectPart ? ` about ${subjectPart}` : ''}; got ${mails.map((entry) => `${entry.to}: ${entry.subject}`).join(' | ')}`);
    return mail;
  };
  return {
    port: (smtp.server.address() as AddressInfo).port, mails, last,
    link: (to, subjectPart) => {
      const url = /https?:\/\/[^\s/]+(\/[^\s]+)/.exec(last(to, subjectPart).text);
      if (!url?.[1]) throw new Error('the mail has no link');
      return url[1];
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
