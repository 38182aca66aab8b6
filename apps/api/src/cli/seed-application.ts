import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { rootModule } from '../app.module.js';
import { SeedDemo } from '../modules/demo/index.js';
import type { Config } from '../platform/config.js';
import { createLogger } from '../platform/logger.js';

/** Fills an empty demo through the application's own use cases; false when it was filled already. */
export async function seedDemo(config: Config): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(rootModule(config, createLogger({ ...config, logLevel: 'warn' }, 'seed'), 'api') as unknown as Type, { logger: ['error'], abortOnError: false });
  const { seeded } = await app.get(SeedDemo).run();
  await app.close();
  return seeded;
}
