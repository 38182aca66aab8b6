import { Module } from '@nestjs/common';
import { OperatorController } from './operator.controller.js';
import { TenantHealth } from './tenant-health.js';

@Module({ controllers: [OperatorController], providers: [TenantHealth] })
export class OperatorModule {}
