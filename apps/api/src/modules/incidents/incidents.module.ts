import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { TenantsModule } from '../tenants/index.js';
import { IncidentReports } from './incident-report.js';
import { IncidentRepository } from './incident.repository.js';
import { IncidentsController } from './incidents.controller.js';
import { Incidents } from './incidents.js';
import { OpenIncident } from './open-incident.js';

@Module({ imports: [ContractsModule, TenantsModule], controllers: [IncidentsController], providers: [Incidents, OpenIncident, IncidentReports, IncidentRepository], exports: [OpenIncident, Incidents, IncidentReports, IncidentRepository] })
export class IncidentsModule {}
