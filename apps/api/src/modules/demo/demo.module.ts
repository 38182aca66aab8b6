import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { SamplesModule } from '../samples/index.js';
import { TenantsModule } from '../tenants/index.js';
import { DemoClock } from './demo-clock.js';
import { DemoController } from './demo.controller.js';
import { SeedDemo } from './seed-demo.js';

@Module({ imports: [IdentityModule, TenantsModule, SamplesModule], controllers: [DemoController], providers: [DemoClock, SeedDemo] })
export class DemoModule {}
