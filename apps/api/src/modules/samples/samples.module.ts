import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { MonitoringModule } from '../monitoring/index.js';
import { ReportsModule } from '../reports/index.js';
import { SigningModule } from '../signing/index.js';
import { SampleData } from './sample-data.js';
import { SampleStory } from './sample-story.js';
import { Samples } from './samples.js';
import { SamplesController } from './samples.controller.js';

@Module({ imports: [IdentityModule, ContractsModule, BillingModule, IncidentsModule, MonitoringModule, ReportsModule, SigningModule], controllers: [SamplesController], providers: [SampleData, SampleStory, Samples], exports: [SampleData] })
export class SamplesModule {}
