import { randomUUID } from 'node:crypto';
import type { RouteShape } from '@hoshu/api-schema';
import type { World } from '@hoshu/testing';

export interface Sent { readonly status: number; readonly code: string; readonly bytes: Buffer; readonly headers: Headers }
export interface Parts { readonly path: string; readonly cookie?: string; readonly body?: string | Uint8Array<ArrayBuffer>; readonly contentType?: string; readonly headers?: Readonly<Record<string, string>> }

/** Raw HTTP with nothing done for the caller's good. */
export async function send(world: World, method: string, parts: Parts): Promise<Sent> {
  const headers: Record<string, string> = { 'x-hoshu': '1', 'idempotency-key': randomUUID(), 'if-match': '"1"', ...(parts.cookie ? { cookie: parts.cookie } : {}), ...(parts.body === undefined ? {} : { 'content-type': parts.contentType ?? 'application/json' }), ...parts.headers };
  const response = await fetch(`${world.url}${parts.path}`, { method, headers, redirect: 'manual', ...(parts.body === undefined || method === 'GET' ? {} : { body: parts.body }) });
  const bytes = Buffer.from(await response.arrayBuffer());
  let code = '';
  if ((response.headers.get('content-type') ?? '').includes('problem')) code = (JSON.parse(bytes.toString('utf8')) as { code?: string }).code ?? '';
  return { status: response.status, code, bytes, headers: response.headers };
}

/** Path of a route with its parameters filled in, not encoded: malformed ids stay malformed. */
export const pathOf = (route: RouteShape, values: Readonly<Record<string, string>>): string => route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'missing');
export const parametersOf = (route: RouteShape): string[] => [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

/** The smallest PNG, for routes that take a file. */
export const tinyPng = (): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
