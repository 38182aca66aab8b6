import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may reach a route at all; the permission then decides by role. */
export type Audience = 'vendor' | 'client' | 'signer' | 'staff';

export interface RouteShape {
  /** `slice.verb`, unique; names the OpenAPI operation. */
  readonly id: string;
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly summary: { readonly ja: string; readonly en: string };
  /** `public`: nobody signed in is needed; `session`: any signed-in person; else a permission of `@hoshu/domain`. */
  readonly permission: string;
  /** Empty for `public`; for `session` the kinds of membership that make sense. */
  readonly audience: readonly Audience[];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** `file`: the answer is bytes and `response` describes nothing; `upload`: the request is one raw file body. */
  readonly produces?: 'json' | 'file';
  readonly consumes?: 'json' | 'upload' | 'raw';
  /** The act needs a second factor or password within the last five minutes (D35). */
  readonly stepUp?: boolean;
  /** The request must name the version it read by `If-Match`. */
  readonly ifMatch?: boolean;
  /** A read that leaves an audit event (D34). */
  readonly auditedRead?: boolean;
  /** Article of the contract this route serves, e.g. `第18条`. */
  readonly article?: string;
  /** Exists in demo mode only (D31, D32). */
  readonly demoOnly?: boolean;
}

/** Keeps the literal types of one route; the whole wire format hangs on this object. */
export const defineRoute = <const R extends RouteShape>(route: R): R => route;

export type ParamsOf<R> = R extends { readonly params: infer P extends z.ZodType } ? z.output<P> : Record<string, never>;
export type QueryOf<R> = R extends { readonly query: infer Q extends z.ZodType } ? z.output<Q> : Record<string, never>;
export type BodyOf<R> = R extends { readonly body: infer B extends z.ZodType } ? z.output<B> : undefined;
export type BodyInputOf<R> = R extends { readonly body: infer B extends z.ZodType } ? z.input<B> : undefined;
export type ResponseOf<R> = R extends { readonly response: infer S extends z.ZodType } ? z.output<S> : never;
