import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { Deadlines } from './deadlines.js';
import { RenewalReminders } from './reminders.js';
import { Renewal } from './renewal.js';
import { RenewalsController } from './renewals.controller.js';

@Module({ imports: [ContractsModule], controllers: [RenewalsController], providers: [Renewal, RenewalReminders, Deadlines] })
export class RenewalsModule {}
