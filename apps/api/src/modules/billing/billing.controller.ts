import { Controller } from '@nestjs/common';
import { billingRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { BillingAlerts } from './alerts.js';
import { BillingRun } from './billing-run.js';
import { Forecasts } from './forecasts.js';
import { Invoices } from './invoices.js';
import { BillingOverview } from './overview.js';
import { PaymentPlans } from './payment-plans.js';
import { PaymentViews } from './payment-views.js';
import { Payments } from './payments.js';
import { ReceiptDocuments } from './receipt-documents.js';
import { statementCsv } from './statement-csv.js';
import { VoidInvoice } from './void-invoice.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Invoices and what was paid for them (第11条). */
@Controller()
export class InvoiceController {
  constructor(private readonly invoices: Invoices, private readonly receipts: ReceiptDocuments, private readonly voiding: VoidInvoice, private readonly payments: Payments, private readonly paymentViews: PaymentViews, private readonly plans: PaymentPlans) {}

  @Route(routes.invoices) list(@Input() { actor, query }: In<'invoices'>) { return this.invoices.list(actor, query); }
  @Route(routes.invoice) get(@Input() { actor, params, query }: In<'invoice'>) { return this.invoices.get(actor, params.invoiceId, query.explain === '1'); }
  @Route(routes.invoicePdf) pdf(@Input() { actor, params }: In<'invoicePdf'>) { return this.invoices.pdf(actor, params.invoiceId); }
  @Route(routes.receiptPdf) receipt(@Input() { actor, params }: In<'receiptPdf'>) { return this.receipts.pdf(actor, params.invoiceId); }
  @Route(routes.voidInvoice) void(@Input() { actor, params, body }: In<'voidInvoice'>) { return this.voiding.run(actor, params.invoiceId, body); }
  @Route(routes.waiveDifference) waive(@Input() { actor, params, body }: In<'waiveDifference'>) { return this.payments.waive(actor, params.invoiceId, body.reason); }
  @Route(routes.planPayment) plan(@Input() { actor, params, body }: In<'planPayment'>) { return this.plans.tell(actor, params.invoiceId, body); }
  @Route(routes.payments) listPayments(@Input() { actor, query }: In<'payments'>) { return this.paymentViews.list(actor, query); }
  @Route(routes.recordPayment) record(@Input() { actor, body }: In<'recordPayment'>) { return this.payments.record(actor, body); }
  @Route(routes.assignPayment) assign(@Input() { actor, params, body }: In<'assignPayment'>) { return this.payments.assign(actor, params.paymentId, body.clientId); }
  @Route(routes.undoPayment) undo(@Input() { actor, params, body }: In<'undoPayment'>) { return this.payments.undo(actor, params.paymentId, body.reason); }
  @Route(routes.statement) statement(@Input() { actor, query }: In<'statement'>) { return this.paymentViews.statement(actor, query); }
  @Route(routes.statementFile) statementFile(@Input() { actor, query }: In<'statementFile'>) { return statementCsv(actor, { views: this.paymentViews, query }); }
}

/** The run, what it could not decide, and what is to come. */
@Controller()
export class BillingController {
  constructor(private readonly runs: BillingRun, private readonly overviews: BillingOverview, private readonly alerts: BillingAlerts, private readonly forecasts: Forecasts) {}

  @Route(routes.run) run(@Input() { actor }: In<'run'>) { return this.runs.run(actor); }
  @Route(routes.overview) overview(@Input() { actor, query }: In<'overview'>) { return this.overviews.get(actor, query.explain === '1'); }
  @Route(routes.releaseParking) release(@Input() { actor, params, body }: In<'releaseParking'>) { return this.alerts.release(actor, params.contractId, body.reason); }
  @Route(routes.resolveAlert) resolve(@Input() { actor, params, body }: In<'resolveAlert'>) { return this.alerts.resolve(actor, params.alertId, body.note); }
  @Route(routes.transferAccounts) accounts(@Input() { actor, params }: In<'transferAccounts'>) { return this.overviews.transferAccounts(actor, params.clientId); }
  @Route(routes.preview) preview(@Input() { actor, params }: In<'preview'>) { return this.forecasts.preview(actor, params.contractId); }
}
