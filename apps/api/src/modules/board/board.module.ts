import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { BillingModule } from '../billing/index.js';
import { ChecksModule } from '../checks/index.js';
import { ContractsModule } from '../contracts/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { LiabilityModule } from '../liability/index.js';
import { RepresentationsModule } from '../representations/index.js';
import { SignalsModule } from '../signals/index.js';
import { BoardController } from './board.controller.js';
import { BoardReader } from './facts.js';

@Module({ imports: [AgreementsModule, BillingModule, ChecksModule, ContractsModule, IncidentsModule, LiabilityModule, RepresentationsModule, SignalsModule], controllers: [BoardController], providers: [BoardReader] })
export class BoardModule {}
