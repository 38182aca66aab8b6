import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { allRoutes, type RouteShape } from '@hoshu/api-schema';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { ProblemFilter } from './filter.js';
import { AccessGuard } from './guard.js';
import { RouteInterceptor } from './interceptor.js';
import { bodies, identify, refuseCrossSite, securityHeaders } from './middleware.js';
import { servePortal } from './portal-page.js';
import { OPEN_ROUTE, ROUTE } from './route.js';

/** Providers of the HTTP process: default-deny guard, schemas on both sides, problem+json. */
export const httpProviders = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_INTERCEPTOR, useClass: RouteInterceptor },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

/** Every handler that answers HTTP and the route it declares. Throws when one declares none: such a product does not start. */
export function declaredRoutes(app: INestApplication): RouteShape[] {
  const scanner = new MetadataScanner();
  const routes: RouteShape[] = [];
  for (const wrapper of app.get(DiscoveryService).getControllers()) {
    const prototype = (wrapper.metatype as Type | null)?.prototype as Record<string, unknown> | undefined;
    if (!prototype) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name] as object;
      if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) continue;
      const route = Reflect.getMetadata(ROUTE, handler) as RouteShape | undefined;
      if (!route && Reflect.getMetadata(OPEN_ROUTE, handler) !== true) throw new Error(`${wrapper.name}.${name} declares no route (${RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]})`);
      if (route) routes.push(route);
    }
  }
  const known = new Set(allRoutes.map((route) => route.id));
  for (const route of routes) if (!known.has(route.id)) throw new Error(`${route.id} is missing from the registry`);
  return routes;
}

/** Builds the HTTP application without listening. */
export async function createHttpApp(module: Type, config: Config, log: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger: log.level === 'silent' ? false : ['error', 'warn'], abortOnError: false });
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(identify, securityHeaders(config), refuseCrossSite(config), ...bodies());
  declaredRoutes(app);
  app.enableShutdownHooks();
  servePortal(app.getHttpAdapter().getInstance(), config); // before Nest's own answer for unknown paths
  await app.init();
  return app;
}
