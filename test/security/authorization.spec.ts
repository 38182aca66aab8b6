import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allRoutes, type RouteShape } from '@hoshu/api-schema';
import { startWorld, type World } from '@hoshu/testing';
import { declaredRoutes } from '../../apps/api/src/platform/http/bootstrap.js';
import { sabotageRowSecurity, sabotageWanted } from './support/isolation.js';
import { buildCast, cookieFor, type Cast } from './support/personas.js';
import { kindsFor, Prober, problemOf, type Outcome, type Probe } from './support/probes.js';
import { Random, seed } from './support/random.js';
import { parametersOf, pathOf, send, tinyPng } from './support/send.js';

jest.setTimeout(600_000);

const probeCount = Number(process.env['HOSHU_PROBES'] ?? 2_000);
const goldenFile = path.join(__dirname, 'permissions.golden.md');
let world: World;
let cast: Cast;
let routes: RouteShape[];
beforeAll(async () => {
  world = await startWorld();
  cast = await buildCast(world);
  routes = declaredRoutes(world.app).filter((route) => !route.demoOnly);
  if (sabotageWanted('rls')) await sabotageRowSecurity(world);
});
afterAll(() => world.close());

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items];
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) results.push(await work(item));
  }));
  return results;
}

/** Every combination once, then combinations drawn again with other ids until the number is reached. */
function planned(random: Random): Probe[] {
  const all = routes.flatMap((route) => cast.personas.flatMap((persona) => kindsFor(route, persona).map((kind): Probe => ({ route, persona, kind }))));
  const list = random.shuffled(all).slice(0, probeCount);
  while (list.length < probeCount) list.push(random.pick(all));
  return list;
}

describe('権限表（F138）', () => {
  it('登録されたすべての道に、答える相手がある', () => {
    const mounted = new Set(declaredRoutes(world.app).map((route) => route.id));
    expect(allRoutes.map((route) => route.id).filter((id) => !mounted.has(id))).toEqual([]);
  });

  it('道 × 人の表が permissions.golden.md と同じ（変えたときは UPDATE_GOLDEN=1 で作り直し、差分を読む）', async () => {
    const sorted = [...routes].sort((a, b) => a.id.localeCompare(b.id));
    // Every answer is a refusal before any work: one session per person serves the whole table.
    const cookies = new Map<string, string>();
    for (const persona of cast.personas) cookies.set(persona.name, await cookieFor(world, persona));
    const lines = new Map<string, string>();
    await inParallel(sorted, async (route) => {
      const cells: string[] = [];
      for (const persona of cast.personas) {
        // An unknown query key is refused after the guard and before any work: 400 means that the guard let the person in.
        const values = Object.fromEntries(parametersOf(route).map((name) => [name, '00000000-0000-4000-8000-000000000000']));
        const answer = await send(world, route.method, { path: `${pathOf(route, values)}?golden=1`, cookie: cookies.get(persona.name) ?? '', ...(route.consumes === 'upload' ? { body: tinyPng(), contentType: 'image/png' } : route.body ? { body: '{}' } : {}) });
        cells.push(answer.status === 400 ? '✓' : `${answer.status}${answer.code === 'step_up_required' ? ' step-up' : ''}`);
      }
      lines.set(route.id, `| ${route.method} ${route.path} | ${route.permission}${route.stepUp ? ' + step-up' : ''} | ${cells.join(' | ')} |`);
    });
    const head = ['route', 'permission', ...cast.personas.map((persona) => persona.name)];
    const table = ['# Who may call what', '', 'Made by calling every route as every persona (`UPDATE_GOLDEN=1`). ✓ = the guard lets the person in; a number = the refusal. Read every change of this file.', '', `| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...sorted.map((route) => lines.get(route.id) ?? ''), ''].join('\n');
    if (process.env['UPDATE_GOLDEN'] === '1' || !existsSync(goldenFile)) writeFileSync(goldenFile, table);
    expect(readFileSync(goldenFile, 'utf8')).toBe(table);
  });

  it('サインインしていない人・外された人・止められた人には、公開の道しか開かない', () => {
    const table = readFileSync(goldenFile, 'utf8').split('\n').filter((line) => /^\| (GET|POST|PUT|PATCH|DELETE) /.test(line));
    expect(table.length).toBeGreaterThan(20);
    for (const line of table) {
      const cells = line.split(' | ').map((cell) => cell.replaceAll('|', '').trim());
      const open = cells[1]?.startsWith('public');
      for (const name of ['anonymous', 'disabled person']) expect([line, cells[2 + cast.personas.findIndex((persona) => persona.name === name)] === '✓']).toEqual([line, open]);
      const self = open || cells[1]?.startsWith('session');
      for (const name of ['removed member', 'removed staff']) if (!self) expect([line, cells[2 + cast.personas.findIndex((persona) => persona.name === name)] === '✓']).toEqual([line, false]);
    }
  });
});

describe('T1 生成した権限の探り', () => {
  it('道の引数はすべて、探りが意味のあるIDを作れるもの（objects.ts に一行足す）', async () => {
    const { objects } = await Prober.open(world, cast, new Random(seed));
    expect([...new Set(routes.flatMap(parametersOf))].filter((name) => !objects.knows(name))).toEqual([]);
  });

  it(`${probeCount}回：漏れ0、他者のIDでの成功0、500番台0`, async () => {
    const prober = await Prober.open(world, cast, new Random(seed));
    const outcomes = await inParallel(planned(new Random(seed)), (probe) => prober.run(probe));
    const problems = outcomes.map((outcome) => problemOf(outcome, cast)).filter((line) => line !== null);
    expect({ seed, problems: [...new Set(problems)].sort() }).toEqual({ seed, problems: [] });
    expect(outcomes).toHaveLength(probeCount);
    expect(oracles(outcomes)).toEqual([]);
  });
});

/** Routes that answer a foreign id otherwise than a random one: an existence oracle. */
function oracles(outcomes: readonly Outcome[]): string[] {
  const answers = new Map<string, { foreign: Set<string>; random: Set<string> }>();
  for (const outcome of outcomes) {
    if (!outcome.named || outcome.foreignBody || outcome.persona.side === 'staff') continue;
    const key = `${outcome.route.id} as ${outcome.persona.name}`;
    const entry = answers.get(key) ?? { foreign: new Set(), random: new Set() };
    answers.set(key, entry);
    const answer = `${outcome.sent.status} ${outcome.sent.code}`;
    if (outcome.kind.startsWith('foreign')) entry.foreign.add(answer);
    if (outcome.kind === 'random') entry.random.add(answer);
  }
  return [...answers].filter(([, entry]) => entry.random.size > 0 && [...entry.foreign].some((answer) => !entry.random.has(answer))).map(([key, entry]) => `${key}: foreign ${[...entry.foreign].join()}, random ${[...entry.random].join()}`);
}
