import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.js';

@Module({ imports: [ContractsModule, IdentityModule], controllers: [AuditController], providers: [AuditTrail] })
export class AuditModule {}
