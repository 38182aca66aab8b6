import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { ApprovalGates } from './approval-gate.js';
import { ApprovalPeople } from './approval-people.js';
import { ApprovalRepository } from './approval.repository.js';
import { ApprovalsController } from './approvals.controller.js';
import { Approvals } from './approvals.js';
import { ApprovalPolicy } from './policy.js';

@Module({ imports: [ContractsModule, IdentityModule], controllers: [ApprovalsController], providers: [ApprovalGates, ApprovalPeople, ApprovalPolicy, ApprovalRepository, Approvals], exports: [ApprovalGates] })
export class ApprovalsModule {}
