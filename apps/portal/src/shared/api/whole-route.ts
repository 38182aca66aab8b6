import type { RouteShape } from '@hoshu/api-schema';

/** The route with its schemas. The build keeps those in a chunk of their own (build/lazy-schemas.mjs); elsewhere they are already there. */
export async function wholeRoute<R extends RouteShape>(route: R): Promise<R> {
  const loader: unknown = Reflect.get(route, 'whole');
  // The build puts a loader of the very same route there.
  return typeof loader === 'function' ? (loader as () => Promise<R>)() : route;
}
