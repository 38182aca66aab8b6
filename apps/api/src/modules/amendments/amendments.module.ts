import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AmendmentActs } from './amendment-acts.js';
import { AmendmentOutbox } from './amendment-outbox.js';
import { AmendmentRepository } from './amendment.repository.js';
import { AmendmentsController } from './amendments.controller.js';
import { Amendments } from './amendments.js';
import { CampaignRepository } from './campaign.repository.js';
import { CampaignsController } from './campaigns.controller.js';
import { Campaigns } from './campaigns.js';

@Module({ imports: [ContractsModule, TenantsModule], controllers: [AmendmentsController, CampaignsController], providers: [AmendmentActs, AmendmentOutbox, AmendmentRepository, Amendments, CampaignRepository, Campaigns] })
export class AmendmentsModule {}
