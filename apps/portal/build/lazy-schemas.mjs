// A first screen reads routes but checks no forms: it needs their addresses, not the schemas and the library behind them.
// Each route module becomes a list of addresses; a form asks for the whole route with `wholeRoute(route)`.
import fs from 'node:fs';
import { runnerImport } from 'vite';

const routeModule = /[\\/]libs[\\/]api-schema[\\/]src[\\/][\w-]+\.ts$/;

/** Whether a file of the wire schema defines routes. */
export const isRouteModule = (file) => routeModule.test(file) && fs.readFileSync(file, 'utf8').includes(' defineRoute({');

// What the client reads of a route; all else is decided by the API, or stands in the whole route.
const kept = ['id', 'method', 'path'];

const isRoute = (value) => typeof value === 'object' && value !== null && typeof value.method === 'string' && typeof value.path === 'string' && 'response' in value;
const isRouteTable = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).length > 0 && Object.values(value).every(isRoute);

const address = (route) => JSON.stringify(Object.fromEntries(kept.filter((key) => route[key] !== undefined && route[key] !== false).map((key) => [key, route[key]])));

/** Only for the build: development and tests use the whole routes. */
export function lazySchemas() {
  return {
    name: 'hoshu-lazy-schemas',
    apply: 'build',
    enforce: 'pre',
    // Schemas build on schemas: inside the library a route module always means the whole one.
    async resolveId(source, importer, options) {
      if (!importer || !source.startsWith('.') || !routeModule.test(importer.split('?')[0])) return undefined;
      const resolved = await this.resolve(source, importer.split('?')[0], { ...options, skipSelf: true });
      return resolved && isRouteModule(resolved.id) ? `${resolved.id}?whole` : resolved;
    },
    async load(id) {
      if (!routeModule.test(id) || !isRouteModule(id)) return undefined;
      const { module } = await runnerImport(id, { configFile: false, logLevel: 'error', resolve: { conditions: ['@hoshu/source'] } });
      const tables = Object.entries(module).filter(([, value]) => isRouteTable(value));
      if (tables.length === 0) return undefined;
      const whole = JSON.stringify(`${id}?whole`);
      const lines = tables.map(([table, routes]) => `export const ${table} = {${Object.entries(routes).map(([name, route]) => `${JSON.stringify(name)}:{...${address(route)},whole:()=>import(${whole}).then((module)=>module.${table}[${JSON.stringify(name)}])}`).join(',')}};`);
      return { code: lines.join('\n'), moduleType: 'js', moduleSideEffects: false };
    },
  };
}
