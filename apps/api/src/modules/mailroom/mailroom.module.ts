import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { NoticesModule } from '../notices/index.js';
import { CallRepository } from './call.repository.js';
import { Calls } from './calls.js';
import { ConfirmCall } from './confirm-call.js';
import { DeliverMail } from './deliver.js';
import { Intake } from './intake.js';
import { KeepMail } from './keep-mail.js';
import { MailroomController } from './mailroom.controller.js';
import { ReceivedMailRepository } from './received-mail.repository.js';
import { ReceivedMails } from './received-mails.js';
import { RegisterMail } from './register-mail.js';
import { Senders } from './senders.js';
import { UnassignedMails } from './unassigned.js';

@Module({
  imports: [ContractsModule, NoticesModule],
  controllers: [MailroomController],
  providers: [ReceivedMailRepository, CallRepository, Senders, KeepMail, RegisterMail, Intake, DeliverMail, ReceivedMails, Calls, ConfirmCall, UnassignedMails],
})
export class MailroomModule {}
