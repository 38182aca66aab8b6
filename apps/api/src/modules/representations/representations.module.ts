import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { SigningModule } from '../signing/index.js';
import { RepresentationDue } from './due.js';
import { HeldRepresentations } from './held-representations.js';
import { RepresentationMails } from './mails.js';
import { RepresentationRepository } from './representation.repository.js';
import { RepresentationsController } from './representations.controller.js';
import { Representations } from './representations.js';
import { RepresentationStandings } from './standing.js';

@Module({ imports: [ContractsModule, SigningModule], controllers: [RepresentationsController], providers: [HeldRepresentations, RepresentationDue, RepresentationMails, RepresentationRepository, Representations, RepresentationStandings], exports: [HeldRepresentations, RepresentationStandings] })
export class RepresentationsModule {}
