import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { SigningModule } from '../signing/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AmendmentActs } from './amendment-acts.js';
import { AmendmentDocuments } from './amendment-documents.js';
import { AmendmentOutbox } from './amendment-outbox.js';
import { AmendmentPapers } from './amendment-papers.js';
import { AmendmentRepository } from './amendment.repository.js';
import { AmendmentsController } from './amendments.controller.js';
import { Amendments } from './amendments.js';
import { CampaignRepository } from './campaign.repository.js';
import { CampaignsController } from './campaigns.controller.js';
import { Campaigns } from './campaigns.js';

@Module({
  imports: [ContractsModule, SigningModule, TenantsModule], controllers: [AmendmentsController, CampaignsController],
  providers: [AmendmentActs, AmendmentDocuments, AmendmentOutbox, AmendmentPapers, AmendmentRepository, Amendments, CampaignRepository, Campaigns],
  exports: [AmendmentDocuments],
})
export class AmendmentsModule {}
