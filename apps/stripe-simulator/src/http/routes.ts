import sdkRoutes from '../generated/sdk-routes.json' with { type: 'json' };

/** The API version that the SDK pins, e.g. "2026-10-28.endive". */
export const apiVersion: string = sdkRoutes.apiVersion;
export const routesSdkVersion: string = sdkRoutes.sdkVersion;

interface Pattern { route: string; method: string; segments: string[] }

const patterns: Pattern[] = sdkRoutes.routes
  .map((route) => ({ route, method: route.split(' ')[0]!, segments: route.split(' ')[1]!.split('/') }))
  // A written-out segment is meant before an id: /v1/invoices/search is no invoice called "search".
  .sort((a, b) => a.segments.filter((part) => part === '{}').length - b.segments.filter((part) => part === '{}').length);

export interface RouteMatch { route: string; ids: string[] }

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
};

/** The route of the SDK that this request is, with its ids; undefined when the SDK has none such. */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/');
  for (const pattern of patterns) {
    if (pattern.method !== method || pattern.segments.length !== segments.length) continue;
    const ids: string[] = [];
    const fits = pattern.segments.every((part, index) => {
      if (part !== '{}') return part === segments[index];
      const id = decoded(segments[index]!);
      ids.push(id);
      return id !== '';
    });
    if (fits) return { route: pattern.route, ids };
  }
  return undefined;
}
