import { Module } from '@nestjs/common';
import { ImportSites } from './import-sites.js';
import { Probe } from './probe.js';
import { SitesController } from './sites.controller.js';
import { Sites } from './sites.js';

@Module({ controllers: [SitesController], providers: [Sites, ImportSites, Probe] })
export class SitesModule {}
