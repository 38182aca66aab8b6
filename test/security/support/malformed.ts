import type { z } from 'zod';
import type { RouteShape } from '@hoshu/api-schema';
import type { Random } from './random.js';
import { sampleOf, type Json } from './samples.js';

/** One malformed request: what was done to it, and its parts. */
export interface Malformed { readonly name: string; readonly body?: string | Uint8Array<ArrayBuffer>; readonly contentType?: string; readonly query?: string; readonly headers?: Readonly<Record<string, string>>; readonly legal?: boolean }

const oddTexts: readonly string[] = [
  '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202e', '\ufeff', '𠮷野家', '👨‍👩‍👧‍👦', 'ﬁ', '\u0301'.repeat(200), "' or 1=1 --", '"; drop table hoshu.client; --', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '../../etc/passwd', '%00', '\r\nSet-Cookie: a=b',
  'x'.repeat(5_000), 'あ'.repeat(20_000), '', ' ', '\n', '0x10', '1e1', 'NaN', 'Infinity', '-0', '2026-02-30', '9999-99-99', '0000-00-00', '２０２６-０１-０１', 'null', '__proto__', '=cmd|calc', 'a@b', 'a@b.c, d@e.f', '"a b"@c.d',
];
const oddValues: readonly Json[] = [null, true, false, 0, -1, 1.5, 1e308, -1e308, 9_007_199_254_740_993, 2 ** 53, 2 ** 63, 2 ** 31, -(2 ** 31) - 1, [], [[]], {}, { $gt: '' }, { toString: 'x' }, { length: 1e9 }, { __proto__x: 1 }, [null], 'true', '1', ...oddTexts];
const oddTypes: readonly string[] = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json; charset=nonsense', 'application/octet-stream', 'a/b; c', '*/*', 'json'];
const brokenJson: readonly string[] = ['{', '}', '{"a":}', "{'a':1}", '[1,', '"', 'undefined', 'NaN', '{"a":1}{"b":2}', '\u0000', '{"a":"\\ud800"}', '{"a":1e999}', '\ufeff{}', '{"\\u0000":1}', 'tru', '[', ']', '{"a":01}', '/**/{}'];

type Mutate = (sample: Json, random: Random) => { name: string; value: Json } | null;

const objectOf = (value: Json): { [key: string]: Json } | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null);

const mutations: readonly Mutate[] = [
  (sample, random) => replaceOne(sample, random, { name: 'another value', value: () => random.pick(oddValues) }),
  (sample, random) => replaceOne(sample, random, { name: 'another text', value: () => random.pick(oddTexts) }),
  (sample, random) => {
    const target = objectOf(sample);
    const keys = Object.keys(target ?? {});
    if (!target || keys.length === 0) return null;
    const key = random.pick(keys);
    return { name: `without ${key}`, value: Object.fromEntries(Object.entries(target).filter(([name]) => name !== key)) };
  },
  (sample, random) => ({ name: 'unknown key', value: { ...objectOf(sample), [random.pick(['isAdmin', 'tenantId', 'tenant_id', 'id', 'role', 'version', 'createdAt', 'constructor', 'x'.repeat(500), '', 'あ', '__proto__ ', 'toString'])]: random.pick(oddValues) } }),
  (_, random) => ({ name: 'another kind of body', value: random.pick(oddValues) }),
  (sample) => ({ name: 'list of the body', value: [sample, sample] }),
  (sample, random) => replaceOne(sample, random, { name: 'huge list', value: () => Array.from({ length: 5_000 }, () => 1) }),
  (sample, random) => replaceOne(sample, random, { name: 'deep value', value: () => JSON.parse(`${'['.repeat(25)}${']'.repeat(25)}`) as Json }),
];

function replaceOne(sample: Json, random: Random, fault: { name: string; value: () => Json }): { name: string; value: Json } | null {
  const target = objectOf(sample);
  const keys = Object.keys(target ?? {});
  if (!target || keys.length === 0) return null;
  const key = random.pick(keys);
  const inner = objectOf(target[key] ?? null);
  if (inner && Object.keys(inner).length > 0 && random.next() < 0.7) {
    const changed = replaceOne(inner, random, fault);
    return changed ? { name: changed.name, value: { ...target, [key]: changed.value } } : null;
  }
  return { name: `${fault.name} at ${key}`, value: { ...target, [key]: fault.value() } };
}

// A parser may ignore a byte order mark (RFC 8259): an empty object behind one is what a route without fields takes.
const brokenText = (route: RouteShape, body: string): Malformed => ({ name: 'broken JSON', body, ...(body === '\ufeff{}' && route.body && accepts(route.body, '{}') ? { legal: true } : {}) });

/** Bodies that never reach a schema: broken text, wrong types, sizes, nesting. */
function rawBody(route: RouteShape, random: Random): Malformed {
  const text = JSON.stringify(route.body ? sampleOf(route.body).value : {});
  const choices: readonly (() => Malformed)[] = [
    () => brokenText(route, random.pick(brokenJson)), () => ({ name: 'content type', body: text, contentType: random.pick(oddTypes) }),
    () => ({ name: 'nested 33', body: `${'{"a":'.repeat(33)}1${'}'.repeat(33)}` }), () => ({ name: 'nested 20000', body: `${'['.repeat(20_000)}${']'.repeat(20_000)}` }),
    () => ({ name: 'too large', body: JSON.stringify({ a: 'x'.repeat(1_100_000) }) }), () => ({ name: 'bytes', body: new Uint8Array(Array.from({ length: 200 }, () => random.below(256))) }),
    () => ({ name: 'latin bytes', body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }), () => ({ name: 'bytes of a file', body: new Uint8Array(300_000), contentType: 'application/octet-stream', headers: { 'x-hoshu-upload': '1', 'x-file-name': 'a.pdf' } }),
    () => ({ name: 'proto key', body: `{"__proto__":{"isAdmin":true},${text.slice(1)}` }), () => ({ name: 'duplicate keys', body: `{"a":1,"a":2}` }),
    () => ({ name: 'content encoding', body: text, headers: { 'content-encoding': random.pick(['gzip', 'br', 'zip', 'identity, gzip']) } }),
    () => ({ name: 'idempotency key', body: `${text} `.repeat(2), headers: { 'idempotency-key': random.pick(['short', 'あ'.repeat(10).replace(/./g, 'e'), 'x'.repeat(300)]) } }),
  ];
  return random.pick(choices)();
}

/** Query strings that no route takes, or takes otherwise. */
function oddQuery(route: RouteShape, random: Random): Malformed {
  const names = ['cursor', 'limit', 'q', 'status', 'sort', 'from', 'clientId', 'month'];
  const name = random.pick(names);
  const query = random.pick([`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=1`, `${name}=%00`, `${name}=%ff`, `${name}=%E0%A4%A`, `${name}=${'9'.repeat(400)}`, '__proto__[x]=1', 'constructor=1', '&&&=', '%', `${name}=-1`, `${name}=1e9`, `${name}=0x10`, `limit=101`, 'limit=0', 'cursor=eyJhIjoxfQ', `${'a=1&'.repeat(2_000)}`, `${name}=${encodeURIComponent("' or 1=1--")}`]);
  return { name: `query ${query.slice(0, 30)}`, query, ...(route.query ? { legal: true } : {}) };
}

const accepts = (schema: z.ZodType, text: string): boolean => schema.safeParse(JSON.parse(text)).success;

/** The next malformed request for a route. `legal`: odd, but the schema takes it, so that it may change something. */
export function malformedFor(route: RouteShape, random: Random): Malformed {
  if (route.method === 'GET' || random.next() < 0.1) return oddQuery(route, random);
  if (!route.body || random.next() < 0.25) return { ...rawBody(route, random), ...(route.body ? {} : { legal: true }) };
  const sample = sampleOf(route.body).value;
  const mutated = random.pick(mutations)(sample, random);
  if (!mutated) return rawBody(route, random);
  const body = JSON.stringify(mutated.value);
  return { name: mutated.name, body, ...(accepts(route.body, body) ? { legal: true } : {}) };
}
