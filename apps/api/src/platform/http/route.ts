import { applyDecorators, createParamDecorator, Delete, Get, Patch, Post, Put, SetMetadata, HttpCode, type ExecutionContext } from '@nestjs/common';
import type { BodyOf, ParamsOf, QueryOf, RouteShape } from '@hoshu/api-schema';
import type { Request, Response } from 'express';
import type { Actor } from '../actor.js';

export const ROUTE = Symbol('route');
/** Marks the handlers outside the product's interface that need no route object: health and readiness. */
export const OPEN_ROUTE = Symbol('open-route');
const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

/** Binds a controller method to its route object: method, path, permission, schemas all come from there. */
export const Route = (route: RouteShape): MethodDecorator =>
  applyDecorators(verbs[route.method](route.path), SetMetadata(ROUTE, route), HttpCode(200));

/** What a controller method gets: the actor and the parsed parts of the request. */
export interface RouteInput<R extends RouteShape> {
  readonly actor: Actor;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Version named by If-Match; only on routes that ask for it. */
  readonly ifMatch: number;
  /** Bytes and name of an upload; only on routes that consume one. */
  readonly upload: { readonly bytes: Buffer; readonly fileName: string; readonly contentType: string };
  readonly request: Request;
  readonly response: Response;
}

export interface RoutedRequest extends Request {
  routeInput?: RouteInput<RouteShape>;
  actor?: Actor;
  requestId: string;
  requestLocale: 'ja' | 'en';
  rawBody?: Buffer;
}

export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RoutedRequest>().routeInput);

interface FileCache { readonly etag: string; readonly maxAgeSeconds: number }

/** A file answer of a route that `produces: 'file'`. `cache`: the reader alone may keep this text for a while and ask again by its ETag. */
export class FileAnswer {
  constructor(readonly bytes: Buffer, readonly contentType: string, readonly fileName: string, readonly disposition: 'attachment' | 'inline' = 'attachment', readonly cache: FileCache | null = null) {}
}
