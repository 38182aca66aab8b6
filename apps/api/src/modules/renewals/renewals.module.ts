import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { Deadlines } from './deadlines.js';
import { DecisionClosing } from './decision-closing.js';
import { DecisionRepository } from './decision.repository.js';
import { Decisions } from './decisions.js';
import { ReminderRecord } from './reminder-record.js';
import { HeldReminders } from './held-reminders.js';
import { ReminderRepository } from './reminder.repository.js';
import { RenewalReminders } from './reminders.js';
import { Renewal } from './renewal.js';
import { RenewalsController } from './renewals.controller.js';

@Module({ imports: [ContractsModule, IdentityModule], controllers: [RenewalsController], providers: [HeldReminders, Renewal, RenewalReminders, ReminderRepository, ReminderRecord, Deadlines, Decisions, DecisionRepository, DecisionClosing], exports: [HeldReminders] })
export class RenewalsModule {}
