// Writes docs/openapi.json (OpenAPI 3.1) from the route table; `--check` only compares.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const problemReference = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const withoutDraft = ({ $schema, ...schema }) => schema;

/** JSON Schema of one zod schema: what a caller sends (`input`) or receives (`output`). */
const schemaOf = (z, schema, io) => withoutDraft(z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref', reused: 'inline' }));

function parametersOf(z, route) {
  const from = (schema, place) => {
    const shape = schema ? schemaOf(z, schema, 'input') : {};
    return Object.entries(shape.properties ?? {}).map(([name, entry]) => ({ name, in: place, required: place === 'path' || (shape.required ?? []).includes(name), schema: entry }));
  };
  const inPath = from(route.params, 'path');
  const missing = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]).filter((name) => !inPath.some((entry) => entry.name === name));
  return [
    ...inPath, ...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })), ...from(route.query, 'query'),
    ...(route.method === 'POST' ? [{ name: 'Idempotency-Key', in: 'header', required: false, description: 'The same key with the same request answers the same within 24 hours.', schema: { type: 'string', minLength: 8, maxLength: 255 } }] : []),
    ...(route.ifMatch ? [{ name: 'If-Match', in: 'header', required: true, description: 'Version that was read.', schema: { type: 'string' } }] : []),
  ];
}

function requestBodyOf(z, route) {
  if (route.consumes === 'upload') return { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  if (route.consumes === 'raw') return { required: true, content: { 'application/json': { schema: {} } } };
  return route.body ? { required: true, content: { 'application/json': { schema: schemaOf(z, route.body, 'input') } } } : undefined;
}

function operationOf(z, route) {
  const body = requestBodyOf(z, route);
  const refused = ['400', ...(route.permission === 'public' ? [] : ['401', '403']), '404', ...(route.method === 'GET' ? [] : ['409', '422']), ...(route.ifMatch ? ['412', '428'] : []), '429', '503'];
  return {
    operationId: route.id, summary: route.summary.en, 'x-summary-ja': route.summary.ja, tags: [route.id.split('.')[0]],
    'x-permission': route.permission, 'x-audience': route.audience, ...(route.article ? { 'x-article': route.article } : {}), ...(route.stepUp ? { 'x-step-up': true } : {}), ...(route.demoOnly ? { 'x-demo-only': true } : {}),
    security: route.permission === 'public' ? [] : [{ session: [] }],
    parameters: parametersOf(z, route), ...(body ? { requestBody: body } : {}),
    responses: {
      200: { description: 'Done', content: route.produces === 'file' ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: schemaOf(z, route.response, 'output') } } },
      ...Object.fromEntries(refused.map((status) => [status, { description: 'Refused', ...problemReference }])),
    },
  };
}

/** The whole document. `source`: zod, the routes, the problem schema and the error codes of `@hoshu/api-schema`. */
export function buildOpenApi({ z, routes, problem, errors }) {
  const paths = {};
  for (const route of [...routes].sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))) {
    const place = route.path.replace(/:(\w+)/g, '{$1}');
    paths[place] = { ...paths[place], [route.method.toLowerCase()]: operationOf(z, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hoshu', version: '1', description: 'Errors are RFC 9457 problems; `code` is one of x-error-codes. Unknown keys are refused.' },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-hoshu_sid' } }, schemas: { Problem: schemaOf(z, problem, 'output') } },
    'x-error-codes': Object.fromEntries(Object.entries(errors).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const root = path.resolve(import.meta.dirname, '..');
export const openApiFile = path.join(root, 'docs/openapi.json');
export const openApiText = (source) => `${JSON.stringify(buildOpenApi(source), null, 1)}\n`;

async function main() {
  const { allRoutes, problem, errors } = await import('@hoshu/api-schema');
  const { z } = await import('zod');
  const text = openApiText({ z, routes: allRoutes, problem, errors });
  const same = existsSync(openApiFile) && readFileSync(openApiFile, 'utf8') === text;
  if (process.argv.includes('--check')) {
    process.stdout.write(same ? 'docs/openapi.json is in step\n' : 'docs/openapi.json is out of step: node tools/openapi.mjs\n');
    process.exit(same ? 0 : 1);
  }
  if (!same) writeFileSync(openApiFile, text);
  process.stdout.write(`docs/openapi.json: ${allRoutes.length} routes${same ? ', unchanged' : ''}\n`);
}

// The route table is TypeScript: run again with a loader that reads it from its sources.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.env.HOSHU_OPENAPI_CHILD === '1') await main();
  else {
    const flags = ['--conditions=@hoshu/source', '--import', '@swc-node/register/esm-register'];
    process.exitCode = spawnSync(process.execPath, [...flags, import.meta.filename, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env: { ...process.env, HOSHU_OPENAPI_CHILD: '1', SWCRC: 'true' } }).status ?? 1;
  }
}
