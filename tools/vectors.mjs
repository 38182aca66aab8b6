// Runs law vectors against libs/domain: node tools/vectors.mjs [FILE] [--rules R01,R02]
// A vector is {id, rule, fn, in, out}. Exit 0 only when every one passes and none names an unknown function.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const library = path.join(root, 'libs/domain');
const entry = path.join(library, 'dist/index.js');
const usage = 'usage: npm run vectors -- [FILE] [--rules R01,R02]';

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function parseArguments(argv) {
  let file = path.join(library, 'vectors/law.json');
  let rules = null;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index];
    if (argument === '--rules' || argument.startsWith('--rules=')) {
      const value = argument === '--rules' ? argv[(index += 1)] : argument.slice('--rules='.length);
      if (!value) fail(usage);
      rules = new Set(value.split(',').map((rule) => rule.trim().toUpperCase()));
    } else if (argument.startsWith('-')) fail(usage);
    else file = path.resolve(argument);
  }
  return { file, rules };
}

function newestSource(directory) {
  return Math.max(...readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile() && item.name.endsWith('.ts') && !item.name.endsWith('.spec.ts'))
    .map((item) => statSync(path.join(item.parentPath ?? item.path, item.name)).mtimeMs));
}

/** Builds the library when its output is missing or older than its sources; tsc then decides what there is to do. */
function build() {
  const stamp = path.join(library, 'dist/.tsbuildinfo');
  if (existsSync(entry) && existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource(path.join(library, 'src'))) return;
  const compiler = path.join(root, 'node_modules/typescript-7/bin/tsc');
  if (!existsSync(compiler)) fail('libs/domain is not built and TypeScript is not installed: run npm ci first');
  const result = spawnSync(process.execPath, [compiler, '-b', library, ...(existsSync(entry) ? [] : ['--force'])], { encoding: 'utf8' });
  if (result.status !== 0) fail(`${result.stdout}${result.stderr}libs/domain does not build`);
}

/** JSON keeps no undefined, so a result is compared as the JSON that a caller would receive. */
const asJson = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function runVector(vector, domain) {
  if (!domain.isRuleFunctionName(vector.fn)) return { state: 'unknown', detail: `no function ${vector.fn}` };
  try {
    const result = asJson(domain.callRule(vector.fn, vector.in));
    if (isDeepStrictEqual(result, vector.out)) return { state: 'passed' };
    return { state: 'failed', detail: `got ${JSON.stringify(result)}, expected ${JSON.stringify(vector.out)}` };
  } catch (error) {
    return { state: 'failed', detail: `threw ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readVectors({ file, rules }) {
  let vectors;
  try {
    vectors = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fail(`cannot read ${file}: ${error.message}`);
  }
  if (!Array.isArray(vectors)) fail(`${file} holds no list of vectors`);
  return rules === null ? vectors : vectors.filter(({ rule }) => rules.has(rule));
}

const options = parseArguments(process.argv.slice(2));
const vectors = readVectors(options);
build();
const domain = await import(pathToFileURL(entry).href);
const count = { passed: 0, failed: 0, unknown: 0 };
for (const vector of vectors) {
  const { state, detail } = runVector(vector, domain);
  count[state] += 1;
  if (state !== 'passed') process.stdout.write(`${state} ${vector.id} ${vector.fn}(${JSON.stringify(vector.in)}): ${detail}\n`);
}
if (vectors.length === 0) process.stdout.write('no vector matches\n');
process.stdout.write(`vectors: ${count.passed} passed, ${count.failed} failed, ${count.unknown} unknown\n`);
process.exitCode = vectors.length > 0 && count.failed === 0 && count.unknown === 0 ? 0 : 1;
