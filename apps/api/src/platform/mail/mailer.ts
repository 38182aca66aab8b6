import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Shown as sender name; the address stays the product's own. */
  readonly fromName?: string;
  readonly replyTo?: string;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer; readonly contentType: string }[];
  readonly messageId?: string;
}

/** What the receiving server said: the evidence of arrival (R05). */
export interface MailAcceptance {
  readonly accepted: boolean;
  /** The server's own answer line, e.g. `250 2.0.0 queued`. */
  readonly response: string;
  readonly messageId: string;
  /** Real instant of the answer. */
  readonly at: Date;
}

/** Sends through real SMTP. A refusal (5xx) is an answer, not an error; a lost connection throws so that the outbox tries again. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter<SMTPPool.SentMessageInfo>;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    // Connections are used again: a server lets each new one wait (greeting, TLS), a night of mails for minutes. One that ended in between costs no mail: what has not left is sent over another.
    this.transport = createTransport({ url: config.smtpUrl, pool: true, maxConnections: 3, idleTimeout: 20_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true });
  }

  async send(mail: OutgoingMail): Promise<MailAcceptance> {
    const address = /<([^>]+)>/.exec(this.config.mailFrom)?.[1] ?? this.config.mailFrom;
    const name = mail.fromName ? `${mail.fromName.replace(/["\\\r\n<>]/g, '')}（Hoshu）` : 'Hoshu';
    try {
      const info = await this.transport.sendMail({
        from: { name, address }, to: { name: '', address: mail.to }, subject: mail.subject, text: mail.text, html: mail.html,
        replyTo: mail.replyTo, messageId: mail.messageId, attachments: mail.attachments?.map((entry) => ({ ...entry })),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { accepted: info.accepted.length > 0, response: info.response, messageId: info.messageId, at: new Date() };
    } catch (error) {
      const code = (error as { responseCode?: number }).responseCode;
      if (code !== undefined && code >= 500) return { accepted: false, response: String((error as { response?: string }).response ?? code), messageId: '', at: new Date() };
      throw error;
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
