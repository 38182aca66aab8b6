import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { rootModule } from '../app.module.js';
import { SeedDemo } from '../modules/demo/index.js';
import { loadConfig } from '../platform/config.js';
import { createLogger } from '../platform/logger.js';

const config = loadConfig();
const app = await NestFactory.createApplicationContext(rootModule(config, createLogger({ ...config, logLevel: 'warn' }, 'seed'), 'api') as unknown as Type, { logger: ['error'], abortOnError: false });
const { seeded } = await app.get(SeedDemo).run();
await app.close();
process.stdout.write(seeded ? 'demo data added\n' : 'demo data already there\n');
