import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { BundleRepository } from './bundle.repository.js';
import { BundlesController } from './bundles.controller.js';
import { Bundles } from './bundles.js';
import { Collect } from './collect.js';

@Module({ imports: [ContractsModule], controllers: [BundlesController], providers: [BundleRepository, Bundles, Collect] })
export class BundleModule {}
