import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ClientsModule } from '../clients/index.js';
import { ContractsModule } from '../contracts/index.js';
import { SignalReader } from './read-signals.js';
import { SignalRepository } from './signal.repository.js';
import { SignalsController } from './signals.controller.js';
import { Signals } from './signals.js';

@Module({ imports: [BillingModule, ClientsModule, ContractsModule], controllers: [SignalsController], providers: [SignalRepository, SignalReader, Signals], exports: [SignalReader] })
export class SignalsModule {}
