import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { TenantsModule } from '../tenants/index.js';
import { DemoClock } from './demo-clock.js';
import { DemoController } from './demo.controller.js';
import { SampleData } from './sample-data.js';
import { SeedDemo } from './seed-demo.js';

@Module({ imports: [IdentityModule, TenantsModule, ContractsModule], controllers: [DemoController], providers: [DemoClock, SampleData, SeedDemo] })
export class DemoModule {}
