import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/index.js';
import { TenantsModule } from '../tenants/index.js';
import { CheckRepository } from './check.repository.js';
import { ChecksController } from './checks.controller.js';
import { Checks } from './checks.js';
import { CheckDue } from './due.js';
import { ImportChecks } from './import-checks.js';
import { CheckStandings } from './standing.js';

@Module({ imports: [ClientsModule, TenantsModule], controllers: [ChecksController], providers: [CheckRepository, Checks, CheckDue, ImportChecks, CheckStandings], exports: [CheckStandings] })
export class ChecksModule {}
