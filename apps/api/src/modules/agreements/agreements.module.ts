import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AgreementOutbox } from './agreement-outbox.js';
import { AgreementSteps } from './agreement-steps.js';
import { AgreementRepository } from './agreement.repository.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementProxy } from './agreement-proxy.js';
import { Agreements } from './agreements.js';
import { OpenPoints } from './open-points.js';

@Module({ imports: [ContractsModule, TenantsModule], controllers: [AgreementsController], providers: [AgreementOutbox, AgreementProxy, AgreementRepository, AgreementSteps, Agreements, OpenPoints], exports: [OpenPoints] })
export class AgreementsModule {}
