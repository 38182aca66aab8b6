import { Module } from '@nestjs/common';
import { Probe } from './probe.js';
import { SitesController } from './sites.controller.js';
import { Sites } from './sites.js';

@Module({ controllers: [SitesController], providers: [Sites, Probe] })
export class SitesModule {}
