import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { allRoutes } from '@hoshu/api-schema';
import type { Config } from '../config.js';
import { problemOf } from './problem.js';
import type { RoutedRequest } from './route.js';

const maximumDepth = 32;
/** 06 §5, 25: JSON before any parsing. No route's longest legal body comes near it. */
export const jsonLimitBytes = 100 * 1024;
/** Stripe's events carry a whole invoice with its lines; their signature is checked before anything is read. */
const webhookLimitBytes = 1024 * 1024;
export const uploadLimitBytes = 20 * 1024 * 1024;

type Handler = (request: Request, response: Response, next: NextFunction) => void;

/** Names the request and the language it wants to be answered in. */
export const identify: Handler = (request, response, next) => {
  const routed = request as RoutedRequest;
  routed.requestId = randomUUID();
  const wanted = request.get('x-hoshu-locale') ?? request.get('accept-language') ?? '';
  routed.requestLocale = /^en\b/i.test(wanted) ? 'en' : 'ja';
  response.setHeader('X-Request-Id', routed.requestId);
  next();
};

export const securityHeaders = (config: Config): Handler =>
  helmet({
    contentSecurityPolicy: false, // the page's policy carries a nonce, files and JSON have their own
    strictTransportSecurity: config.publicUrl.startsWith('https://') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  }) as Handler;

/** Refuses what a page of another origin can send (06 §3): Fetch Metadata, then Origin, then a header forms cannot set. */
export const refuseCrossSite = (config: Config): Handler => (request, response, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.path.startsWith('/api/webhooks/')) return next();
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const allowed = new URL(config.publicUrl).origin;
  const foreign = site ? !['same-origin', 'none'].includes(site) : origin !== undefined && origin !== allowed && !isLoopbackTwin(origin, allowed);
  if (foreign || request.get('x-hoshu') === undefined) return refuse(request as RoutedRequest, response, 'cross_site');
  next();
};

// The demo opens each person's window under a name of its own (*.localhost).
const isLoopbackTwin = (origin: string, allowed: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const [a, b] = [new URL(origin), new URL(allowed)];
  return b.hostname === 'localhost' && a.port === b.port && a.protocol === b.protocol && (a.hostname === 'localhost' || a.hostname.endsWith('.localhost') || a.hostname === '127.0.0.1' || a.hostname === '[::1]');
};

function refuse(request: RoutedRequest, response: Response, code: Parameters<typeof problemOf>[0]): void {
  const body = problemOf(code, { locale: request.requestLocale, requestId: request.requestId });
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** Depth of JSON counted on the text, before any parser recurses into it. */
export function jsonDepthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') { depth += 1; if (depth > limit) return true; }
    else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}

const pathsThatConsume = (kind: 'upload' | 'raw'): RegExp[] => allRoutes.filter((route) => route.consumes === kind).map((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`));

/** Bodies: JSON (100 KB, 32 levels) everywhere, raw bytes only on the routes that consume them (files 20 MB, webhooks 1 MB); every other type is 415, every larger body 413. */
export function bodies(): Handler[] {
  const readers = [
    { paths: pathsThatConsume('upload'), read: express.raw({ type: () => true, limit: uploadLimitBytes }) },
    { paths: pathsThatConsume('raw'), read: express.raw({ type: () => true, limit: webhookLimitBytes }) },
  ];
  const text = express.text({ type: 'application/json', limit: jsonLimitBytes, defaultCharset: 'utf-8' });
  return [(request, response, next) => {
    if (request.get('content-length') === undefined && request.get('transfer-encoding') === undefined) return next(); // nothing was sent
    const reader = readers.find(({ paths }) => paths.some((path) => path.test(request.path)));
    const then = (parse: Handler) => (error?: unknown) => (error ? next(error) : parse(request, response, next));
    return reader ? reader.read(request, response, then(keepBytes)) : text(request, response, then(parseJson));
  }];
}

const keepBytes: Handler = (request, _response, next) => {
  if (Buffer.isBuffer(request.body)) (request as RoutedRequest).rawBody = request.body;
  next();
};

const parseJson: Handler = (request, response, next) => {
  const routed = request as RoutedRequest;
  if (typeof request.body !== 'string') {
    const length = Number(request.get('content-length') ?? 0);
    if (request.get('transfer-encoding') !== undefined || length > 0) return refuse(routed, response, 'unsupported_media_type');
    return next();
  }
  routed.rawBody = Buffer.from(request.body);
  if (jsonDepthExceeds(request.body, maximumDepth)) return refuse(routed, response, 'malformed_json');
  try {
    request.body = JSON.parse(request.body) as unknown;
  } catch {
    return refuse(routed, response, 'malformed_json');
  }
  next();
};
