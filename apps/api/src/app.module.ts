import type { DynamicModule, Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { AgreementsModule } from './modules/agreements/index.js';
import { AmendmentsModule } from './modules/amendments/index.js';
import { ClientsModule } from './modules/clients/index.js';
import { BillingModule } from './modules/billing/index.js';
import { BoardModule } from './modules/board/index.js';
import { ContractsModule } from './modules/contracts/index.js';
import { DemoModule } from './modules/demo/index.js';
import { IdentityModule } from './modules/identity/index.js';
import { IncidentsModule } from './modules/incidents/index.js';
import { MailroomModule } from './modules/mailroom/index.js';
import { MonitoringModule } from './modules/monitoring/index.js';
import { ApprovalsModule } from './modules/approvals/index.js';
import { BundleModule } from './modules/bundle/index.js';
import { ChecksModule } from './modules/checks/index.js';
import { RepresentationsModule } from './modules/representations/index.js';
import { ReportsModule } from './modules/reports/index.js';
import { LiabilityModule } from './modules/liability/index.js';
import { MovingInModule } from './modules/moving-in/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { SamplesModule } from './modules/samples/index.js';
import { SigningModule } from './modules/signing/index.js';
import { OffboardingModule } from './modules/offboarding/index.js';
import { SettlementModule } from './modules/settlement/index.js';
import { SitesModule } from './modules/sites/index.js';
import { TenantsModule } from './modules/tenants/index.js';
import { AuditModule } from './modules/audit/index.js';
import { OperatorModule } from './modules/operator/index.js';
import { NoticesModule } from './modules/notices/index.js';
import { CalendarModule } from './modules/calendar/index.js';
import { RescissionModule } from './modules/rescission/index.js';
import { SignalsModule } from './modules/signals/index.js';
import { TemplatesModule } from './modules/templates/index.js';
import { RenewalsModule } from './modules/renewals/index.js';
import { SupportModule } from './modules/support/index.js';
import { VerificationModule } from './modules/verification/index.js';
import type { Config } from './platform/config.js';
import type { Login } from './platform/db/roles.js';
import { httpProviders } from './platform/http/bootstrap.js';
import { PlatformModule } from './platform/platform.module.js';

/** The list of slices, nothing else. */
export const slices: readonly Type[] = [
  IdentityModule,
  TenantsModule,
  NotificationsModule,
  ClientsModule,
  SitesModule,
  ContractsModule,
  BillingModule,
  LiabilityModule,
  SettlementModule,
  OffboardingModule,
  DemoModule,
  SigningModule,
  VerificationModule,
  RepresentationsModule,
  ChecksModule,
  BundleModule,
  ApprovalsModule,
  IncidentsModule,
  MonitoringModule,
  ReportsModule,
  AgreementsModule,
  AmendmentsModule,
  BoardModule,
  NoticesModule,
  RescissionModule,
  SignalsModule,
  TemplatesModule,
  MailroomModule,
  RenewalsModule,
  CalendarModule,
  SupportModule,
  AuditModule,
  SamplesModule,
  MovingInModule,
  OperatorModule,
];

class Root {}

/** The module of one process: the HTTP process answers, the worker handles; both know every slice. */
export const rootModule = (config: Config, log: Logger, process: 'api' | 'worker' | 'test'): DynamicModule => ({
  module: Root,
  imports: [DiscoveryModule, PlatformModule.forProcess(config, log, logins[process]), ...slices],
  providers: process === 'worker' ? [] : httpProviders,
});

const logins: Readonly<Record<'api' | 'worker' | 'test', readonly Login[]>> = {
  api: ['hoshu_api', 'hoshu_auth', 'hoshu_support'],
  worker: ['hoshu_worker', 'hoshu_auth'],
  test: ['hoshu_api', 'hoshu_auth', 'hoshu_support', 'hoshu_worker'],
};
