import { Module } from '@nestjs/common';
import { CaseRepository } from './case.repository.js';
import { TerminationDesk } from './desk.js';
import { OverdueCases } from './overdue.js';
import { SupportController } from './support.controller.js';

@Module({ controllers: [SupportController], providers: [CaseRepository, TerminationDesk, OverdueCases] })
export class SupportModule {}
