import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ContractsModule } from '../contracts/index.js';
import { EndOptions } from './end-options.js';
import { SettlementController } from './settlement.controller.js';
import { SettlementRepository } from './settlement.repository.js';
import { Settlements } from './settlements.js';
import { Sheets } from './sheet.js';

@Module({ imports: [BillingModule, ContractsModule], controllers: [SettlementController], providers: [EndOptions, SettlementRepository, Settlements, Sheets], exports: [SettlementRepository] })
export class SettlementModule {}
