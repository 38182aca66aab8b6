import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { Mailer, type MailAcceptance } from '../../platform/mail/mailer.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { Files } from '../../platform/storage/files.js';
import { CONFIG } from '../../platform/tokens.js';
import { renderMail } from './mail-text.js';
import { mailTemplates } from './templates/index.js';

const payloadSchema = z.strictObject({
  template: z.string(),
  to: z.string(),
  locale: z.enum(['ja', 'en']),
  data: z.record(z.string(), z.string()),
  link: z.strictObject({ purpose: z.enum(['verify', 'signin', 'invitation', 'signing', 'confirmation']), id: z.string(), generation: z.number() }).optional(),
  /** Path of a page for signed-in people, e.g. `/portal/invoices/…`. */
  path: z.string().startsWith('/').optional(),
  fromName: z.string().optional(),
  replyTo: z.string().optional(),
  fileIds: z.array(z.string()).optional(),
  clientId: z.string().nullable().optional(),
  contractId: z.string().nullable().optional(),
  /** What this mail is about, for the delivery list: `invoice:<id>` … */
  subjectRef: z.string().optional(),
});
export type MailPayload = z.output<typeof payloadSchema>;

const notSent = (): MailAcceptance => ({ accepted: false, response: 'not sent: .example is reserved for examples (RFC 2606)', messageId: '', at: new Date() });

/** Handles outbox kind `mail`: renders, sends over SMTP, keeps what the receiving server said. */
@Injectable()
export class SendMail implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly mailer: Mailer, private readonly links: LinkTokens, private readonly db: Db, private readonly files: Files, @Inject(CONFIG) private readonly config: Config) {}

  onModuleInit(): void {
    this.outbox.on('mail', (row, actor) => this.run(row, actor));
  }

  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const parsed = payloadSchema.safeParse(row.payload);
    const template = parsed.success ? mailTemplates[parsed.data.template] : undefined;
    if (!parsed.success || !template) throw new Poison(`mail payload: ${parsed.success ? 'unknown template' : parsed.error.message}`);
    const mail = parsed.data;
    const url = mail.link ? this.links.urlFor(mail.link) : mail.path ? `${this.config.publicUrl}${mail.path}` : this.config.publicUrl;
    const text = template[mail.locale]({ data: mail.data, url, code: mail.link ? this.links.codeFor(mail.link) : '', publicUrl: this.config.publicUrl });
    const acceptance = this.isNobody(mail.to) ? notSent() : await this.mailer.send({
      to: mail.to, subject: text.subject, ...renderMail(text), ...(mail.fromName ? { fromName: mail.fromName } : {}), ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
      attachments: actor ? await this.attachments(actor, mail.fileIds ?? []) : [],
      // The same row keeps the same Message-ID, so a receiver can recognise a repeated attempt.
      messageId: `<${row.id}@hoshu.example>`,
    });
    if (actor) await this.keep(actor, mail, { rowId: row.id, subject: text.subject, acceptance });
  }

  // RFC 2606: nobody lives under .example, where the samples' people are (F166); a real server would only bounce.
  private isNobody(to: string): boolean {
    return this.config.mode === 'production' && to.endsWith('.example');
  }

  private attachments(actor: Actor, ids: readonly string[]) {
    return this.db.read(actor, async (tx) => {
      const files = [];
      for (const id of ids) {
        const file = await this.files.read(tx, id);
        files.push({ filename: file.fileName, content: file.content, contentType: file.contentType });
      }
      return files;
    });
  }

  private keep(actor: Actor, mail: MailPayload, sent: { rowId: string; subject: string; acceptance: MailAcceptance }): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      await tx.query(
        `insert into hoshu.mail_delivery (tenant_id, id, client_id, contract_id, template, recipient, subject, subject_ref, accepted, server_response, message_id, answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
        [actor.tenantId, sent.rowId, mail.clientId ?? null, mail.contractId ?? null, mail.template, mail.to, sent.subject, mail.subjectRef ?? null, sent.acceptance.accepted, sent.acceptance.response, sent.acceptance.messageId, sent.acceptance.at]);
    });
  }
}
