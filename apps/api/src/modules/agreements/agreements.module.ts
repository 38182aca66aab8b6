import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ContractsModule } from '../contracts/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AgreementOutbox } from './agreement-outbox.js';
import { AgreementSteps } from './agreement-steps.js';
import { AgreementRepository } from './agreement.repository.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementProxy } from './agreement-proxy.js';
import { Agreements } from './agreements.js';
import { OpenPoints } from './open-points.js';
import { WorkSteps } from './work-steps.js';
import { WorkViews } from './work-view.js';

@Module({ imports: [BillingModule, ContractsModule, TenantsModule], controllers: [AgreementsController], providers: [AgreementOutbox, AgreementProxy, AgreementRepository, AgreementSteps, Agreements, OpenPoints, WorkSteps, WorkViews], exports: [OpenPoints] })
export class AgreementsModule {}
