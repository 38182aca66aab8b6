import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorCode } from '@hoshu/api-schema';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../app-error.js';
import { LOGGER } from '../tokens.js';
import { refusalOf } from './errors.js';
import { IdempotentReplay } from './idempotency.js';
import { problemOf } from './problem.js';
import type { RoutedRequest } from './route.js';

const byStatus: Readonly<Record<number, ErrorCode>> = { 400: 'malformed_json', 404: 'not_found', 413: 'payload_too_large', 415: 'unsupported_media_type', 405: 'not_found' };

/** Turns everything thrown into problem+json; a programmer's error becomes a 500 that tells nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<RoutedRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) { response.end(); return; }
    if (error instanceof IdempotentReplay) {
      response.status(error.status).setHeader('Idempotent-Replayed', 'true').json(error.body);
      return;
    }
    const refusal = refusalOf(error) ?? this.fromFramework(error);
    if (!refusal) this.log.error({ err: error, requestId: request.requestId }, 'request failed');
    const code = refusal?.code ?? 'internal';
    const body = problemOf(code, { locale: request.requestLocale ?? 'ja', requestId: request.requestId ?? '' }, refusal?.details);
    if (body.status === 503 || body.status === 429) response.setHeader('Retry-After', String(Number(refusal?.details.data?.['retryAfterSeconds'] ?? 5)));
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  }

  private fromFramework(error: unknown): AppError | null {
    const status = error instanceof HttpException ? error.getStatus() : (error as { status?: unknown; statusCode?: unknown } | null)?.status;
    return typeof status === 'number' && status >= 400 && status < 500 ? new AppError(byStatus[status] ?? 'invalid_request') : null;
  }
}
