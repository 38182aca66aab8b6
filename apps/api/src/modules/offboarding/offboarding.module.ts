import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ContractsModule } from '../contracts/index.js';
import { LiabilityModule } from '../liability/index.js';
import { SettlementModule } from '../settlement/index.js';
import { GenerateLists } from './generate-lists.js';
import { OffboardingController } from './offboarding.controller.js';
import { OffboardingRepository } from './offboarding.repository.js';
import { Offboarding } from './offboarding.js';
import { HandoverRecords } from './records.js';

@Module({ imports: [BillingModule, ContractsModule, LiabilityModule, SettlementModule], controllers: [OffboardingController], providers: [GenerateLists, HandoverRecords, Offboarding, OffboardingRepository] })
export class OffboardingModule {}
