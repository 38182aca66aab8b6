import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { LiabilityModule } from '../liability/index.js';
import { NoticesModule } from '../notices/index.js';
import { SignalsModule } from '../signals/index.js';
import { Confirmations } from './confirmations.js';
import { DeclarationRepository } from './declaration.repository.js';
import { DeclarationViews } from './declaration-view.js';
import { Declarations } from './declarations.js';
import { RescissionEffects } from './effects.js';
import { RescissionController } from './rescission.controller.js';
import { Sending } from './sending.js';

@Module({
  imports: [BillingModule, ContractsModule, IdentityModule, LiabilityModule, NoticesModule, SignalsModule], controllers: [RescissionController],
  providers: [DeclarationRepository, DeclarationViews, Declarations, Confirmations, Sending, RescissionEffects], exports: [DeclarationRepository],
})
export class RescissionModule {}
