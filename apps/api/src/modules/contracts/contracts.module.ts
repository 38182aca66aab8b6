import { Module } from '@nestjs/common';
import { ContractReader } from './contract-facts.js';
import { ContractViews } from './contract-views.js';
import { Courts } from './court.js';
import { ContractsController } from './contracts.controller.js';
import { DraftRepository } from './draft.repository.js';
import { Drafting } from './drafting.js';
import { SiteOverlaps } from './site-overlaps.js';

@Module({ controllers: [ContractsController], providers: [ContractReader, ContractViews, Drafting, DraftRepository, Courts, SiteOverlaps], exports: [ContractReader, DraftRepository, Courts, SiteOverlaps] })
export class ContractsModule {}
