import { randomUUID } from 'node:crypto';
import type { RouteShape } from '@hoshu/api-schema';
import type { World } from '@hoshu/testing';
import { malformedIds, Objects, type Place } from './objects.js';
import { cookieFor, type Cast, type Persona } from './personas.js';
import type { Random } from './random.js';
import { idFieldsOf, sampleOf, type Json } from './samples.js';
import { parametersOf, pathOf, send, tinyPng, type Sent } from './send.js';

export type IdKind = 'own' | 'foreign tenant' | 'foreign client' | 'random' | 'malformed' | 'none';
export interface Probe { readonly route: RouteShape; readonly persona: Persona; readonly kind: IdKind }
export interface Outcome extends Probe { readonly sent: Sent; readonly path: string; readonly named: boolean; readonly foreignBody: boolean }

const bodyCache = new Map<string, Json>();
const bodyOf = (route: RouteShape): Json => {
  const known = bodyCache.get(route.id);
  if (known !== undefined) return structuredClone(known);
  const value = route.body ? sampleOf(route.body).value : {};
  bodyCache.set(route.id, value);
  return structuredClone(value);
};

/** Which kinds of ids make sense: own objects are only read, so that probes do not change the world they look at. */
export function kindsFor(route: RouteShape, persona: Persona): IdKind[] {
  const takesIds = parametersOf(route).length > 0 || idFieldsOf(route.body).length > 0 || idFieldsOf(route.query).length > 0;
  if (!takesIds) return route.method === 'GET' ? ['none'] : [];
  const foreign: IdKind[] = persona.side === 'staff' ? [] : persona.side === 'vendorA' ? ['foreign tenant'] : persona.side === 'vendorB' ? ['foreign tenant'] : ['foreign tenant', 'foreign client'];
  return [...(route.method === 'GET' && persona.side !== 'vendorB' && persona.side !== 'clientA2' ? (['own'] as const) : []), ...foreign, 'random', 'malformed'];
}

const placeOf = (kind: IdKind, persona: Persona, cast: Cast): Place => {
  const of = (fixture: { tenantId: string; clientId: string }): Place => ({ tenantId: fixture.tenantId, clientId: fixture.clientId, userId: null });
  if (kind === 'foreign tenant') return persona.side === 'vendorB' ? of(cast.a1) : of(cast.b);
  if (kind === 'foreign client') return persona.side === 'clientA2' ? of(cast.a1) : persona.side === 'clientC1' ? of(cast.c2) : of(cast.a2);
  return of(persona.side === 'clientC1' ? cast.c1 : cast.a1);
};

/** Runs probes against one world. */
export class Prober {
  private constructor(private readonly world: World, private readonly cast: Cast, readonly objects: Objects, private readonly random: Random) {}

  static async open(world: World, cast: Cast, random: Random): Promise<Prober> {
    return new Prober(world, cast, await Objects.open(world), random);
  }

  private async id(name: string, probe: Probe): Promise<string> {
    if (probe.kind === 'malformed') return this.random.pick(malformedIds);
    if (probe.kind === 'random') return randomUUID();
    return (await this.objects.idFor(name, placeOf(probe.kind, probe.persona, this.cast))) ?? randomUUID();
  }

  /** Sends one probe and keeps the whole answer. */
  async run(probe: Probe): Promise<Outcome> {
    const { route, persona } = probe;
    const values: Record<string, string> = {};
    for (const name of parametersOf(route)) values[name] = await this.id(name, probe);
    const body = bodyOf(route);
    const fields = idFieldsOf(route.body);
    for (const name of fields) if (typeof body === 'object' && body !== null && !Array.isArray(body)) body[name] = await this.id(name, probe);
    const query = await this.query(route, probe);
    const path = pathOf(route, values) + query;
    const sent = await send(this.world, route.method, {
      path, cookie: await cookieFor(this.world, persona),
      ...(route.consumes === 'upload' ? { body: tinyPng(), contentType: 'image/png', headers: { 'x-file-name': 'a.png' } } : route.consumes === 'raw' ? { body: '{}' } : route.body && route.method !== 'GET' ? { body: JSON.stringify(body) } : {}),
    });
    return { ...probe, sent, path, named: parametersOf(route).some((name) => /Id$/.test(name)), foreignBody: fields.length > 0 };
  }

  private async query(route: RouteShape, probe: Probe): Promise<string> {
    const names = idFieldsOf(route.query);
    const sample = route.query ? sampleOf(route.query).value : {};
    const entries: [string, string][] = typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? Object.entries(sample).map(([name, value]) => [name, String(value)]) : [];
    for (const name of names) entries.push([name, await this.id(name, probe)]);
    return entries.length ? `?${new URLSearchParams(entries).toString()}` : '';
  }
}

/** What is wrong with an answer, or null. */
export function problemOf(outcome: Outcome, cast: Cast): string | null {
  const { route, persona, kind, sent } = outcome;
  const line = `${route.id} as ${persona.name} with ${kind} → ${sent.status} ${sent.code}`;
  // The other vendor's own lists hold made-up rows; whether they can be shown says nothing about the walls.
  if (sent.status >= 500 && !(persona.side === 'vendorB' && kind === 'none')) return `${line}: server error`;
  const staffDesk = persona.side === 'staff' && route.audience.every((audience) => audience === 'staff');
  const text = sent.bytes.toString('utf8').toUpperCase();
  if (persona.side !== 'vendorB' && !staffDesk && text.includes(cast.canaryB)) return `${line}: canary of tenant B`;
  if (!['vendorA', 'clientA2'].includes(persona.side) && !staffDesk && text.includes(cast.canaryA2)) return `${line}: canary of client A2`;
  const foreign = kind === 'foreign tenant' || kind === 'foreign client' || kind === 'random';
  if (foreign && (outcome.named || outcome.foreignBody) && sent.status < 400) return `${line}: success on a foreign id (${outcome.path})`;
  // Foreign and absent are the same answer to whoever may call the route at all.
  if (foreign && outcome.named && route.method === 'GET' && ![401, 403, 404].includes(sent.status)) return `${line}: expected 404`;
  if (kind === 'malformed' && outcome.named && sent.status < 400 && route.method !== 'GET') return `${line}: success on a malformed id`;
  return null;
}
