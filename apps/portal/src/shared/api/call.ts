import type { ResponseOf, RouteShape } from '@hoshu/api-schema';
import type { z } from 'zod';
import { currentLocale } from '../i18n/translate.js';
import { takeEarly } from './early.js';
import { problemFrom } from './problem.js';

type Part<R, K extends 'params' | 'query' | 'body', Optional extends boolean> =
  R extends { readonly [key in K]: infer S extends z.ZodType } ? (Optional extends true ? { readonly [key in K]?: z.input<S> } : { readonly [key in K]: z.input<S> }) : unknown;

/** What a route wants from its caller; parts the route has not are not accepted. */
export type CallInput<R extends RouteShape> = Part<R, 'params', false> & Part<R, 'query', true> & Part<R, 'body', false>
  & (R extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown)
  & (R extends { readonly consumes: 'upload' | 'raw' } ? { readonly file: Blob } : unknown);

export interface CallOptions { readonly idempotencyKey?: string; readonly signal?: AbortSignal }

interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly ifMatch?: number;
  readonly file?: Blob;
}

// Conditional types of a generic route cannot be read inside; every CallInput has this shape.
const partsOf = (input: unknown): LooseInput => input as LooseInput;

const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** Address of a route with its parameters filled and its query appended, also for `<a href download>`. */
export function addressOf<R extends RouteShape>(route: R, input: CallInput<R>): string {
  const { params, query } = partsOf(input);
  const values = Object.fromEntries(entriesOf(params));
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(String(values[key] ?? '')));
  const search = new URLSearchParams();
  for (const [key, value] of entriesOf(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const single of Array.isArray(value) ? value : [value]) search.append(key, String(single));
  }
  return search.size ? `${path}?${search.toString()}` : path;
}

function requestOf(route: RouteShape, input: LooseInput, options: CallOptions): RequestInit {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': currentLocale() === 'en' ? 'en' : 'ja' });
  if (route.method !== 'GET') headers.set('X-Hoshu', '1');
  if (route.method === 'POST') headers.set('Idempotency-Key', options.idempotencyKey ?? crypto.randomUUID());
  if (input.ifMatch !== undefined) headers.set('If-Match', `"${input.ifMatch}"`);
  let body: BodyInit | null = null;
  if (input.file) {
    headers.set('Content-Type', input.file.type || 'application/octet-stream');
    if (input.file instanceof File) headers.set('X-File-Name', encodeURIComponent(input.file.name));
    body = input.file;
  } else if (input.body !== undefined) {
    // Without a body no type is named: an empty text is not JSON.
    headers.set('Content-Type', 'application/json');
    body = JSON.stringify(input.body);
  }
  return { method: route.method, headers, body, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: options.signal ?? null };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/**
 * Calls one route of the API and returns its answer.
 * Throws ApiProblem for every refusal, status 0 when nothing answered. Development and tests also parse the answer; the built
 * portal leaves that to the API, which sends only what the same schema let through, and so needs no schema for its first screen.
 */
export async function call<R extends RouteShape>(route: R, input: CallInput<R>, options: CallOptions = {}): Promise<ResponseOf<R>> {
  let response: Response;
  try {
    const address = addressOf(route, input);
    response = await ((route.method === 'GET' && takeEarly(address)) || fetch(address, requestOf(route, partsOf(input), options)));
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw problemFrom(0, null);
  }
  const body = await jsonOf(response);
  const requestId = response.headers.get('X-Request-Id') ?? '';
  if (!response.ok) throw problemFrom(response.status, body, requestId);
  if (!('response' in route)) return body as ResponseOf<R>;
  const parsed = route.response.safeParse(body);
  if (!parsed.success) throw problemFrom(response.status, null, requestId);
  // The schema that has just accepted the value is the one its type is derived from.
  return parsed.data as ResponseOf<R>;
}
