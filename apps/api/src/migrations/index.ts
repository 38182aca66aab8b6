import type { MigrationInterface } from 'typeorm';
import { Ground1700000000001 } from './0001-ground.js';
import { Audit1700000000002 } from './0002-audit.js';
import { Outbox1700000000003 } from './0003-outbox.js';
import { Identity1700000000004 } from './0004-identity.js';
import { Tenants1700000000005 } from './0005-tenants.js';
import { MailDelivery1700000000006 } from './0006-mail-delivery.js';
import { Clients1700000000007 } from './0007-clients.js';
import { Contracts1700000000008 } from './0008-contracts.js';
import { Signing1700000000009 } from './0009-signing.js';
import { Billing1700000000010 } from './0010-billing.js';
import { Stripe1700000000011 } from './0011-stripe.js';
import { Work1700000000012 } from './0012-work.js';
import { Notices1700000000013 } from './0013-notices.js';
import { VendorContact1700000000014 } from './0014-vendor-contact.js';
import { Samples1700000000015 } from './0015-samples.js';
import { Operator1700000000016 } from './0016-operator.js';
import { SigningRecipients1700000000017 } from './0017-signing-recipients.js';
import { PaymentPlans1700000000018 } from './0018-payment-plans.js';
import { Liability1700000000019 } from './0019-liability.js';
import { Claims1700000000020 } from './0020-claims.js';
import { Court1700000000021 } from './0021-court.js';
import { RenewalDecisions1700000000022 } from './0022-renewal-decisions.js';
import { ReminderLadder1700000000023 } from './0023-reminder-ladder.js';
import { CalendarFeeds1700000000024 } from './0024-calendar-feeds.js';
import { Agreements1700000000025 } from './0025-agreements.js';
import { Amendments1700000000026 } from './0026-amendments.js';
import { SiteCoverage1700000000027 } from './0027-site-coverage.js';
import { PriceCampaigns1700000000028 } from './0028-price-campaigns.js';
import { Rescission1700000000029 } from './0029-rescission.js';
import { ReceivedMails1700000000032 } from './0032-received-mails.js';
import { CallsAndProxies1700000000033 } from './0033-calls-and-proxies.js';
import { MovingIn1700000000035 } from './0035-moving-in.js';
import { Checks1700000000038 } from './0038-checks.js';
import { Approvals1700000000039 } from './0039-approvals.js';
import { Bundles1700000000040 } from './0040-bundles.js';
import { VersionColumns1700000000041 } from './0041-version-columns.js';
import { Signals1700000000044 } from './0044-signals.js';
import { Templates1700000000045 } from './0045-templates.js';
import { Settlement1700000000042 } from './0042-settlement.js';
import { Offboarding1700000000043 } from './0043-offboarding.js';
import { SigningReminders1700000000047 } from './0047-signing-reminders.js';
import { SigningCodesAndCopies1700000000048 } from './0048-signing-codes-and-copies.js';
import { SeparateWork1700000000050 } from './0050-separate-work.js';
import { DeskRescissionsAndLimits1700000000052 } from './0052-desk-rescissions-and-limits.js';
import { AmendmentWays1700000000053 } from './0053-amendment-ways.js';
import { WorkCharges1700000000055 } from './0055-work-charges.js';
import { DocumentArchive1700000000057 } from './0057-document-archive.js';
import { HeldMails1700000000059 } from './0059-held-mails.js';
import { WorkRecalls1700000000061 } from './0061-work-recalls.js';
import { StripeRefunds1700000000063 } from './0063-stripe-refunds.js';
import { AmendmentArchive1700000000065 } from './0065-amendment-archive.js';

/** In the order they run; a name ends with its 13-digit number. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  Ground1700000000001,
  Audit1700000000002,
  Outbox1700000000003,
  Identity1700000000004,
  Tenants1700000000005,
  MailDelivery1700000000006,
  Clients1700000000007,
  Contracts1700000000008,
  Signing1700000000009,
  Billing1700000000010,
  Stripe1700000000011,
  Work1700000000012,
  Notices1700000000013,
  VendorContact1700000000014,
  Samples1700000000015,
  Operator1700000000016,
  SigningRecipients1700000000017,
  PaymentPlans1700000000018,
  Liability1700000000019,
  Claims1700000000020,
  Court1700000000021,
  RenewalDecisions1700000000022,
  ReminderLadder1700000000023,
  CalendarFeeds1700000000024,
  Agreements1700000000025,
  Amendments1700000000026,
  SiteCoverage1700000000027,
  PriceCampaigns1700000000028,
  Rescission1700000000029,
  ReceivedMails1700000000032,
  CallsAndProxies1700000000033,
  MovingIn1700000000035,
  Checks1700000000038,
  Approvals1700000000039,
  Bundles1700000000040,
  VersionColumns1700000000041,
  Settlement1700000000042,
  Offboarding1700000000043,
  Signals1700000000044,
  Templates1700000000045,
  SigningReminders1700000000047,
  SigningCodesAndCopies1700000000048,
  SeparateWork1700000000050,
  DeskRescissionsAndLimits1700000000052,
  AmendmentWays1700000000053,
  WorkCharges1700000000055,
  DocumentArchive1700000000057,
  HeldMails1700000000059,
  WorkRecalls1700000000061,
  StripeRefunds1700000000063,
  AmendmentArchive1700000000065,
];
