import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { Outbox, Poison } from '../../platform/outbox/outbox.js';
import { dateWithWeekday, supplyText } from '../../platform/pdf/index.js';
import { liveFrom } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { BillingAlerts } from './alerts.js';
import { InvoiceDocuments } from './invoice-document.js';
import { invoiceRecord, type InvoiceRecord } from './invoice-records.js';
import { StripeRail } from './rail/stripe-rail.js';

interface ClientMail { recipients: string[]; notice: string; vendor: string; reply: string; goesLiveOn: string | null }

/** Takes one numbered invoice through ISSUED, RAIL_PUSHED and NOTIFIED; each step stands in the row, so that a crash resumes at the next. */
@Injectable()
export class InvoiceSteps implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly documents: InvoiceDocuments, private readonly rail: StripeRail, private readonly alerts: BillingAlerts) {}

  onModuleInit(): void {
    this.outbox.on('billing.invoice', async (row, actor) => {
      if (!actor) throw new Poison('an invoice belongs to a tenant');
      await this.run(actor, String(row.payload['invoiceId']));
    });
  }

  /** Runs the steps that are left. A voided invoice stays where it is and is mailed to nobody. */
  async run(actor: Actor, invoiceId: string): Promise<void> {
    for (;;) {
      const invoice = await this.db.read(actor, (tx) => invoiceRecord(tx, invoiceId));
      if (!invoice || invoice.voided || invoice.state === 'notified') return;
      if (invoice.state === 'numbered') await this.issue(actor, invoice);
      else if (invoice.state === 'issued') await this.push(actor, invoice);
      else await this.notify(actor, invoice);
    }
  }

  private async issue(actor: Actor, invoice: InvoiceRecord): Promise<void> {
    await this.rail.prepare(actor, invoice);
    const prepared = await this.db.read(actor, (tx) => invoiceRecord(tx, invoice.id));
    if (prepared) await this.documents.make(actor, prepared);
  }

  private async push(actor: Actor, invoice: InvoiceRecord): Promise<void> {
    await this.rail.push(actor, invoice);
    await this.db.tx(actor, (tx) => tx.change(`update hoshu.invoice set state = 'rail_pushed', version = version + 1 where id = $1 and state = 'issued'`, [invoice.id]));
  }

  // The mails leave with the step in one transaction: none is lost, none goes twice. Only now, when the document exists.
  private async notify(actor: Actor, invoice: InvoiceRecord): Promise<void> {
    await this.db.tx(actor, async (tx) => {
      const changed = await tx.change(`update hoshu.invoice set state = 'notified', version = version + 1 where id = $1 and state = 'rail_pushed'`, [invoice.id]);
      if (changed === 0) return;
      const mail = await tx.one<ClientMail>(
        `select cl.invoice_recipients as recipients, cl.notice_email as notice, p.company_name as vendor, p.notice_email as reply, to_char(${liveFrom}, 'YYYY-MM-DD') as "goesLiveOn"
          from hoshu.contract c join hoshu.client cl on cl.id = c.client_id, hoshu.company_profile p where c.id = $1 and p.id = $2`, [invoice.contractId, invoice.companyProfileId]);
      const recipients = mail?.recipients.length ? mail.recipients : [mail?.notice ?? ''].filter(Boolean);
      if (recipients.length === 0) await this.alerts.raise(tx, { kind: 'no_invoice_recipient', subjectKey: invoice.clientId, clientId: invoice.clientId, invoiceId: invoice.id });
      const contract = { id: invoice.contractId, clientId: invoice.clientId, goesLiveOn: mail?.goesLiveOn ?? null };
      let mails = 0;
      for (const to of recipients) {
        const sent = await mailSide(tx, contract, {
          side: 'client', cause: 'act', template: 'billing.invoice', to, locale: 'ja', path: `/portal/invoices/${invoice.id}`, subjectRef: `invoice:${invoice.id}`, fileIds: invoice.pdfFileId ? [invoice.pdfFileId] : [],
          ...(mail?.vendor ? { fromName: mail.vendor } : {}), ...(mail?.reply ? { replyTo: mail.reply } : {}),
          data: { vendor: mail?.vendor ?? '', recipient: invoice.recipient.companyName, honorific: invoice.recipient.honorific || '御中', number: invoice.number, total: invoice.totalYen.toLocaleString('ja-JP'), dueOn: dateWithWeekday(localDate(invoice.dueOn)), period: supplyText({ firstOn: localDate(invoice.supplyFirstOn), lastOn: localDate(invoice.supplyLastOn) }), replaces: invoice.replacesNumber ?? '' },
        });
        if (sent) mails += 1;
      }
      await tx.audit({ type: 'billing.invoice-sent', article: '第11条', contractId: invoice.contractId, clientId: invoice.clientId, target: { kind: 'invoice', id: invoice.id }, data: { number: invoice.number, mails } });
    });
  }
}
