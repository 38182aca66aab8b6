import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { TenantsModule } from '../tenants/index.js';
import { MonitorRepository } from './monitor.repository.js';
import { MonitorRunner } from './monitor-runner.js';
import { MonitoringController } from './monitoring.controller.js';
import { Monitors } from './monitors.js';
import { RecordCheck } from './record-check.js';
import { UptimeBook } from './uptime-book.js';

@Module({
  imports: [ContractsModule, IncidentsModule, TenantsModule],
  controllers: [MonitoringController],
  providers: [Monitors, MonitorRepository, MonitorRunner, RecordCheck, UptimeBook],
  exports: [Monitors, MonitorRepository, MonitorRunner, UptimeBook],
})
export class MonitoringModule {}
