import { createHash } from 'node:crypto';
import { Injectable, StreamableFile, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FieldProblem, RouteShape } from '@hoshu/api-schema';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { AppError } from '../app-error.js';
import type { Actor } from '../actor.js';
import { requestInfo } from './guard.js';
import { fieldProblems } from './problem.js';
import { FileAnswer, ROUTE, type RoutedRequest, type RouteInput } from './route.js';

const nobody = (request: RoutedRequest): Actor => ({
  kind: 'vendor', tenantId: '', clientId: null, userId: null, membershipId: null, recipientId: null, name: '', email: '', role: 'nobody',
  permissions: new Set(), noticeAuthority: false, assurance: 'one', sessionId: null, request: requestInfo(request),
});

/** Parses every part of the request against the route's schemas, all problems at once, and the answer against its schema. */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<RouteShape | undefined>(ROUTE, context.getHandler());
    if (!route) return next.handle(); // health and readiness; the guard let nothing else through
    const request = context.switchToHttp().getRequest<RoutedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    request.routeInput = this.parse(route, request, response);
    return next.handle().pipe(map((value: unknown) => this.answer(route, value, response)));
  }

  private parse(route: RouteShape, request: RoutedRequest, response: Response): RouteInput<RouteShape> {
    const problems: FieldProblem[] = [];
    const read = (schema: z.ZodType | undefined, value: unknown, part: string): unknown => {
      if (!schema) {
        if (part === 'query' && Object.keys(value as object).length) problems.push(...Object.keys(value as object).slice(0, 20).map((key) => unknownKey(part, key, request.requestLocale)));
        return {};
      }
      const result = schema.safeParse(value);
      if (!result.success) problems.push(...fieldProblems(result.error, part, request.requestLocale));
      return result.data;
    };
    const params = read(route.params, request.params, 'params');
    const query = read(route.query, request.query, 'query');
    const json = (route.consumes ?? 'json') === 'json';
    const body = json && route.body ? read(route.body, request.body === undefined ? {} : request.body, 'body') : undefined;
    if (problems.length) {
      // A path that cannot name anything is simply not there.
      if (problems.every((problem) => problem.path.startsWith('params.'))) throw new AppError('not_found');
      throw new AppError('invalid_request', { fields: problems });
    }
    return {
      actor: this.withIdempotency(route, request), params, query, body, ifMatch: this.ifMatch(route, request), request, response,
      upload: route.consumes === 'upload' ? this.upload(request) : { bytes: Buffer.alloc(0), fileName: '', contentType: '' },
    } as RouteInput<RouteShape>;
  }

  private withIdempotency(route: RouteShape, request: RoutedRequest): Actor {
    const actor = request.actor ?? nobody(request);
    const key = request.get('idempotency-key');
    // Whose key it is comes from the signed context of the transaction; nobody has none. Staff have no tenant of their own.
    if (route.method !== 'POST' || key === undefined || !request.actor) return actor;
    if (!/^[\x21-\x7e]{8,255}$/.test(key)) throw new AppError('invalid_request', { fields: [unknownKey('header', 'Idempotency-Key', request.requestLocale)] });
    const fingerprint = createHash('sha256').update(`${route.id}\n${request.originalUrl}\n`).update(request.rawBody ?? (Buffer.isBuffer(request.body) ? request.body : '')).digest('hex');
    return { ...actor, request: { ...actor.request, idempotency: { key, fingerprint, claimed: false } } };
  }

  private ifMatch(route: RouteShape, request: RoutedRequest): number {
    if (!route.ifMatch) return 0;
    const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.get('if-match') ?? '');
    if (!match) throw new AppError('version_required');
    return Number(match[1]);
  }

  private upload(request: RoutedRequest): { bytes: Buffer; fileName: string; contentType: string } {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!bytes.length) throw new AppError('invalid_request', { fields: [unknownKey('body', 'file', request.requestLocale)] });
    return { bytes, fileName: decoded(request.get('x-file-name') ?? 'file').replace(/[\u0000-\u001f\u007f/\\]/g, '').slice(0, 120) || 'file', contentType: request.get('content-type') ?? '' };
  }

  private answer(route: RouteShape, value: unknown, response: Response): unknown {
    response.setHeader('Cache-Control', 'no-store');
    if (value instanceof FileAnswer) return this.file(value, response);
    const parsed = route.response.parse(value) as unknown;
    const version = (parsed as { version?: unknown } | null)?.version;
    if (typeof version === 'number') response.setHeader('ETag', `"${version}"`);
    return parsed;
  }

  private file(answer: FileAnswer, response: Response): StreamableFile | string {
    const ascii = answer.fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '');
    response.setHeader('Content-Type', answer.contentType);
    response.setHeader('Content-Disposition', `${answer.disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'self'");
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    if (!answer.cache) return new StreamableFile(answer.bytes);
    response.setHeader('Cache-Control', `private, max-age=${answer.cache.maxAgeSeconds}`);
    response.setHeader('ETag', answer.cache.etag);
    // As a text, so that express itself answers 304 to whoever has this version.
    return answer.bytes.toString('utf8');
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return 'file';
  }
}

const unknownKey = (part: string, key: string, locale: 'ja' | 'en'): FieldProblem => ({
  path: `${part}.${key}`, code: 'unrecognized_keys', message: locale === 'ja' ? 'この項目を確認してください。' : 'Please check this field.',
});
