import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { NoticeDelivery } from './delivery.js';
import { DeskForwarding } from './desk.js';
import { NoticeDocuments } from './documents.js';
import { EndDecisions } from './end-decision.js';
import { ContractEnding } from './ending.js';
import { GiveNotice } from './give.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeViews } from './notice-views.js';
import { NoticesController } from './notices.controller.js';
import { NoticePreviews } from './preview.js';
import { RegisterPaper } from './register-paper.js';
import { WithdrawNotice } from './withdraw.js';

@Module({
  imports: [ContractsModule],
  controllers: [NoticesController],
  providers: [NoticeRepository, EndDecisions, NoticePreviews, GiveNotice, NoticeViews, NoticeDelivery, RegisterPaper, NoticeDocuments, DeskForwarding, ContractEnding, WithdrawNotice],
  exports: [EndDecisions, NoticeRepository, NoticeDelivery],
})
export class NoticesModule {}
