import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { MonitoringModule } from '../monitoring/index.js';
import { TenantsModule } from '../tenants/index.js';
import { BuildReport } from './build-report.js';
import { ClientReports } from './client-reports.js';
import { DeliverReport } from './deliver-report.js';
import { ReportRepository } from './report.repository.js';
import { ReportTasks } from './report-tasks.js';
import { ReportsController } from './reports.controller.js';
import { VendorReports } from './vendor-reports.js';

@Module({ imports: [ContractsModule, IncidentsModule, MonitoringModule, TenantsModule], controllers: [ReportsController], providers: [BuildReport, ClientReports, DeliverReport, ReportRepository, ReportTasks, VendorReports], exports: [ReportRepository, VendorReports] })
export class ReportsModule {}
