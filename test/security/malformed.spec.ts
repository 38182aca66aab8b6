import type { RouteShape } from '@hoshu/api-schema';
import { startWorld, type World } from '@hoshu/testing';
import { declaredRoutes } from '../../apps/api/src/platform/http/bootstrap.js';
import { rowCounts } from './support/catalog.js';
import { malformedFor, type Malformed } from './support/malformed.js';
import { Objects } from './support/objects.js';
import { buildCast, cookieFor, type Cast, type Persona } from './support/personas.js';
import { Random, seed } from './support/random.js';
import { sampleOf } from './support/samples.js';
import { parametersOf, pathOf, send, type Sent } from './support/send.js';

jest.setTimeout(600_000);

const bodyCount = Number(process.env['HOSHU_BODIES'] ?? 3_000);
let world: World;
let cast: Cast;
let routes: RouteShape[];
const cookies = new Map<string, string>();
beforeAll(async () => {
  world = await startWorld();
  cast = await buildCast(world);
  routes = declaredRoutes(world.app).filter((route) => !route.demoOnly);
  for (const persona of cast.personas) cookies.set(persona.name, await cookieFor(world, persona));
});
afterAll(() => world.close());

interface Case { readonly route: RouteShape; readonly malformed: Malformed; readonly path: string; readonly persona: string }

const personaFor = (route: RouteShape): Persona['name'] => (route.permission === 'public' ? 'anonymous' : route.audience.includes('vendor') ? 'vendor owner' : route.audience.includes('client') ? 'client owner' : route.audience.includes('signer') ? 'signer' : route.permission.startsWith('operator') ? 'operator' : 'support');

/** Requests of one's own to one's own objects: only the malformed part can be why they are refused. */
async function cases(): Promise<Case[]> {
  const random = new Random(seed);
  const objects = await Objects.open(world);
  const place = { tenantId: cast.a1.tenantId, clientId: cast.a1.clientId, userId: null };
  const list: Case[] = [];
  for (let index = 0; index < bodyCount; index += 1) {
    const route = routes[index % routes.length];
    if (!route) break;
    const values: Record<string, string> = {};
    for (const name of parametersOf(route)) values[name] = (await objects.idFor(name, place)) ?? '00000000-0000-4000-8000-000000000000';
    const malformed = malformedFor(route, random);
    list.push({ route, malformed, path: `${pathOf(route, values)}${malformed.query === undefined ? '' : `?${malformed.query}`}`, persona: personaFor(route) });
  }
  return list;
}

/** A session of its own, because an accepted request may end it. */
const freshCookie = async (name: string): Promise<string> => {
  const persona = cast.personas.find((entry) => entry.name === name);
  return persona ? cookieFor(world, persona) : '';
};
const fire = ({ route, malformed, path }: Case, cookie: string): Promise<Sent> => send(world, route.method, {
  path, cookie, ...(malformed.body === undefined ? {} : { body: malformed.body }), ...(malformed.contentType ? { contentType: malformed.contentType } : {}), ...(malformed.headers ? { headers: malformed.headers } : {}),
});
const insideWords = /QueryFailedError|node_modules|\bat [A-Z]\w+\.\w+ \(|\/apps\/api|syntax error at|relation "|violates |ECONN|SQLSTATE|hoshu_api/;
const describeCase = ({ route, malformed }: Case, sent: Sent) => `${route.id} (${malformed.name}) → ${sent.status} ${sent.code}`;

describe('T13 壊れた要求', () => {
  it('道の本文の型から、正しい本文を作れる（作れなければ壊れた本文も意味がない）', () => {
    expect(routes.filter((route) => route.body && !sampleOf(route.body).valid).map((route) => route.id)).toEqual([]);
  });

  it(`${bodyCount}回：500番台0、内側の言葉0、断られた要求ではどの表の行数も変わらない`, async () => {
    const all = await cases();
    const refusedOnly = all.filter((entry) => !entry.malformed.legal);
    const before = await rowCounts(world);
    const problems = new Set<string>();
    const run = async (list: readonly Case[], mustRefuse: boolean) => {
      const queue = [...list];
      await Promise.all(Array.from({ length: 6 }, async () => {
        for (let entry = queue.shift(); entry; entry = queue.shift()) {
          const sent = await fire(entry, mustRefuse ? (cookies.get(entry.persona) ?? '') : await freshCookie(entry.persona));
          if (sent.status >= 500) problems.add(`${describeCase(entry, sent)}: server error`);
          if (insideWords.test(sent.bytes.toString('utf8'))) problems.add(`${describeCase(entry, sent)}: inside words`);
          if (mustRefuse && sent.status < 400) problems.add(`${describeCase(entry, sent)}: accepted`);
          if (mustRefuse && sent.status >= 400 && !sent.code) problems.add(`${describeCase(entry, sent)}: no problem+json`);
        }
      }));
    };
    await run(refusedOnly, true);
    const after = await rowCounts(world);
    expect({ seed, problems: [...problems].sort() }).toEqual({ seed, problems: [] });
    expect(after).toEqual(before);
    expect(refusedOnly.length).toBeGreaterThan(bodyCount * 0.5);
    await run(all.filter((entry) => entry.malformed.legal), false);
    expect({ seed, problems: [...problems].sort() }).toEqual({ seed, problems: [] });
  });

  it('項目の誤りは一度にすべて返り、送った値は答えに現れない', async () => {
    const marker = 'ECHOMARKER';
    const sent = await send(world, 'PUT', { path: '/api/v1/company', cookie: await freshCookie('vendor owner'), body: JSON.stringify({ companyName: 1, postalCode: marker, telephone: marker, registrationNumber: `${marker}`.repeat(9), [`${marker.slice(0, 3)}`]: 1 }) });
    const body = JSON.parse(sent.bytes.toString('utf8')) as { errors: unknown[] };
    expect(sent.status).toBe(400);
    expect(body.errors.length).toBeGreaterThan(5);
    expect(sent.bytes.toString('utf8')).not.toContain(marker);
  });

  // A JSON route that took bytes as its body would look at each of them as a key: seconds of work for anybody who asks.
  it.each([
    ['octet-stream', '/api/v1/sign-up', 'application/octet-stream', 200_000, 415], ['画像', '/api/v1/sign-up', 'image/png', 2_000_000, 415], ['100 KBを超えるJSON', '/api/v1/sign-up', 'application/json', 102_401, 413],
    ['ファイルを受けない uploads の下', '/api/v1/uploads/nothing', 'application/octet-stream', 200_000, 415], ['1 MBを超える通知', '/api/webhooks/stripe/platform', 'application/json', 1_048_577, 413],
  ])('アップロードの印を付けた本文も、ファイルを受ける道のほかでは読まれない：%s', async (_, path, contentType, bytes, status) => {
    const sent = await send(world, 'POST', { path, contentType, body: new Uint8Array(bytes).fill(0x20), headers: { 'x-hoshu-upload': '1' } });
    expect([sent.status, sent.code]).toEqual([status, status === 415 ? 'unsupported_media_type' : 'payload_too_large']);
  });
});
