// Reads the installed Stripe SDK and writes what the simulator checks requests against: every route the SDK can call,
// and a JSON Schema of the parameters of the routes the simulator serves. Run after raising the SDK's version:
//   node apps/stripe-simulator/tools/generate-schemas.mjs
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFormatter, createParser, createProgram, SchemaGenerator } from 'ts-json-schema-generator';

const require = createRequire(import.meta.url);
const sdkRoot = path.resolve(path.dirname(require.resolve('stripe')), '..');
const output = fileURLToPath(new URL('../src/generated/', import.meta.url));
const served = JSON.parse(readFileSync(new URL('./served-routes.json', import.meta.url), 'utf8'));

const filesBelow = (directory) => readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesBelow(path.join(directory, entry.name)) : [path.join(directory, entry.name)]);

/** Every call of the SDK: route (ids as {}), the file of its resource and the method's name. */
function readRoutes() {
  const routes = new Map();
  for (const file of filesBelow(path.join(sdkRoot, 'esm/resources')).filter((name) => name.endsWith('.js'))) {
    const source = readFileSync(file, 'utf8');
    for (const call of source.matchAll(/_makeRequest\(\s*'([A-Z]+)',\s*[`']([^`']+)[`']/g)) {
      const before = source.slice(0, call.index);
      const method = [...before.matchAll(/^ {4}(\w+)\([^)]*\) \{$/gm)].at(-1)[1];
      const route = `${call[1]} ${call[2].replace(/\$\{[^}]+\}/g, '{}')}`;
      routes.set(route, { file: path.relative(path.join(sdkRoot, 'esm'), file), method });
    }
  }
  return routes;
}

/** The SDK's type of one call's parameters, e.g. "InvoiceCreateParams"; undefined when it takes none. */
function parameterType({ file, method }) {
  const declarations = readFileSync(path.join(sdkRoot, 'esm', file.replace(/\.js$/, '.d.ts')), 'utf8');
  return declarations.match(new RegExp(`^ {4}${method}\\([^)]*?params\\??: ([\\w.]+)`, 'm'))?.[1];
}

/** Enumerations of the SDK are open (`| OtherString`); a copy with closed ones refuses misspelt values. */
function closedCopy() {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'stripe-closed-'));
  cpSync(path.join(sdkRoot, 'esm'), copy, { recursive: true, filter: (name) => !/\.(js|map)$/.test(name) });
  for (const file of filesBelow(copy)) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(' | OtherString', ''));
  return copy;
}

/** Drops what checking does not need: descriptions are the larger half of the file. */
function slim(node) {
  if (Array.isArray(node)) return node.map(slim);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node)
    .filter(([key, value]) => !((key === 'description' || key === '$comment') && typeof value === 'string'))
    .map(([key, value]) => [key, slim(value)]));
}

const routes = readRoutes();
const copy = closedCopy();
const imports = [];
const members = [];
for (const [index, route] of served.entries()) {
  const call = routes.get(route);
  if (!call) throw new Error(`The SDK has no call for ${route}`);
  const type = parameterType(call);
  if (!type) throw new Error(`No parameter type found for ${route}`);
  imports.push(`import type * as resource${index} from './${call.file}';`);
  members.push(`  '${route}': resource${index}.${type};`);
}
const entry = path.join(copy, 'served-requests.ts');
writeFileSync(entry, `${imports.join('\n')}\nexport interface ServedRequests {\n${members.join('\n')}\n}\n`);
writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify({
  compilerOptions: { target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', strict: true, skipLibCheck: true, noEmit: true, types: [] },
  files: [entry],
}));
const config = { path: entry, tsconfig: path.join(copy, 'tsconfig.json'), type: 'ServedRequests', skipTypeCheck: true, additionalProperties: false, encodeRefs: false, topRef: true };
const program = createProgram(config);
const schema = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config).createSchema('ServedRequests');
rmSync(copy, { recursive: true, force: true });

/** Names made of file positions differ from machine to machine; numbers in order of appearance do not. */
function stableNames(definitions) {
  const names = Object.keys(definitions).filter((name) => name.includes('def-'));
  const text = names.reduce((json, name, index) => json.replaceAll(JSON.stringify(name).slice(1, -1), `Anonymous${index + 1}`), JSON.stringify(definitions));
  return JSON.parse(text);
}

const { ServedRequests, ...definitions } = stableNames(slim(schema.definitions));
// The SDK's Decimal is a class; on the wire it is a decimal string.
if (definitions.Decimal) definitions.Decimal = { type: 'string' };
const sdkVersion = JSON.parse(readFileSync(path.join(sdkRoot, 'package.json'), 'utf8')).version;
const apiVersion = readFileSync(path.join(sdkRoot, 'esm/apiVersion.js'), 'utf8').match(/ApiVersion = '([^']+)'/)[1];
writeFileSync(path.join(output, 'sdk-routes.json'), `${JSON.stringify({ sdkVersion, apiVersion, routes: [...routes.keys()].sort() }, null, 1)}\n`);
writeFileSync(path.join(output, 'request-schemas.json'), `${JSON.stringify({ sdkVersion, requests: ServedRequests.properties, definitions })}\n`);
process.stdout.write(`stripe ${sdkVersion} (${apiVersion}): ${routes.size} routes, ${served.length} request schemas, ${Object.keys(definitions).length} definitions\n`);
