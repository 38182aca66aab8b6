import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { TenantsModule } from '../tenants/index.js';
import { BillPast } from './bill-past.js';
import { BillingAlerts } from './alerts.js';
import { AnnounceAccount } from './announce-account.js';
import { Allocations } from './allocations.js';
import { BillingController, InvoiceController } from './billing.controller.js';
import { BillingRun } from './billing-run.js';
import { DraftInvoices } from './draft-invoices.js';
import { EndBilling } from './end-billing.js';
import { Forecasts } from './forecasts.js';
import { HeldInvoices } from './held-invoices.js';
import { InvoiceDocuments } from './invoice-document.js';
import { InvoiceSteps } from './invoice-steps.js';
import { Invoices } from './invoices.js';
import { IssueWork } from './issue-work.js';
import { Ledger } from './ledger.js';
import { NumberInvoice } from './number-invoice.js';
import { BillingOverview } from './overview.js';
import { OpeningMoney } from './opening-money.js';
import { PaymentPlans } from './payment-plans.js';
import { PaymentViews } from './payment-views.js';
import { Payments } from './payments.js';
import { StripeConnection } from './rail/stripe-connection.js';
import { StripeController } from './rail/stripe.controller.js';
import { StripeEvents } from './rail/stripe-events.js';
import { StripeInbox } from './rail/stripe-inbox.js';
import { StripeOnboarding } from './rail/stripe-onboarding.js';
import { StripeRefunds } from './rail/stripe-refunds.js';
import { StripeRail } from './rail/stripe-rail.js';
import { StripeSweeps } from './rail/stripe-sweeps.js';
import { StripeSync } from './rail/stripe-sync.js';
import { ReceiptDocuments } from './receipt-documents.js';
import { VoidInvoice } from './void-invoice.js';
import { WorkCharges } from './work-charges.js';

@Module({
  imports: [ContractsModule, TenantsModule],
  controllers: [InvoiceController, BillingController, StripeController],
  providers: [
    Ledger, BillingAlerts, AnnounceAccount, Allocations, PaymentPlans, PaymentViews, Payments, DraftInvoices, NumberInvoice, BillingRun, InvoiceDocuments, InvoiceSteps, Invoices, ReceiptDocuments, VoidInvoice, EndBilling, Forecasts, BillingOverview, BillPast, HeldInvoices, OpeningMoney, WorkCharges, IssueWork,
    StripeConnection, StripeOnboarding, StripeRail, StripeInbox, StripeRefunds, StripeSync, StripeEvents, StripeSweeps,
  ],
  exports: [Invoices, EndBilling, Forecasts, Ledger, BillPast, HeldInvoices, OpeningMoney, Payments, WorkCharges, IssueWork],
})
export class BillingModule {}
