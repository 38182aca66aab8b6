import type pg from 'pg';
import type { World } from '@hoshu/testing';
import type { ActorKind } from '../../../apps/api/src/platform/actor.js';
import { tablesOf, type Table } from './catalog.js';
import { attempt, connectAs, enter, type Standing } from './connection.js';
import { clientColumnOf, SyntheticRows } from './synthetic-rows.js';

/** Two tenants, two client organisations of the first; every tenant table holds a row of each. */
export interface Walls { readonly own: SyntheticRows; readonly neighbour: SyntheticRows; readonly foreign: SyntheticRows }

const nil = '00000000-0000-0000-0000-000000000000';
const uuidOf = (letter: string) => `${letter.repeat(8)}-${letter.repeat(4)}-7${letter.repeat(3)}-8${letter.repeat(3)}-${letter.repeat(12)}`;

/** Builds both sides of every wall by SQL, straight from the catalog. */
export async function buildWalls(world: World): Promise<Walls> {
  const [tenantA, tenantB] = [uuidOf('a'), uuidOf('b')];
  for (const [tenant, name] of [[tenantA, 'OWN'], [tenantB, 'CANARYB']]) await world.sql('insert into hoshu.tenant (tenant_id, id, name) values ($1, $1, $2)', [tenant, name]);
  const own = await new SyntheticRows(world, { tenantId: tenantA, clientId: uuidOf('1'), canary: 'OWN1' }).fill();
  const neighbour = await new SyntheticRows(world, { tenantId: tenantA, clientId: uuidOf('2'), canary: 'CANARYA2' }).fill();
  const foreign = await new SyntheticRows(world, { tenantId: tenantB, clientId: uuidOf('3'), canary: 'CANARYB' }).fill();
  return { own, neighbour, foreign };
}

const standings = (walls: Walls): { label: string; login: string; standing: Standing | null; role?: string }[] => {
  const { tenantId, clientId } = walls.own.scope;
  const of = (login: string, standing: Standing, role?: string) => ({ label: role ?? `r_${standing.kind}`, login, standing, ...(role ? { role } : {}) });
  const client: Standing = { kind: 'client', tenantId, clientId };
  const alone = (kind: ActorKind, tenant: string): Standing => ({ kind, tenantId: tenant, clientId: null });
  return [
    of('hoshu_api', alone('vendor', tenantId)), of('hoshu_api', client), of('hoshu_api', client, 'r_sub'), of('hoshu_worker', alone('system', tenantId)),
    of('hoshu_support', alone('support', nil)), of('hoshu_support', alone('operator', nil)),
    ...['hoshu_api', 'hoshu_worker', 'hoshu_auth', 'hoshu_support', 'hoshu_vault'].map((login) => ({ label: login, login, standing: null })),
  ];
};

interface Wall { readonly name: string; readonly condition: string; readonly rows: SyntheticRows }

/** Which rows must stay invisible to a standing in one table. */
function wallsFor(table: Table, walls: Walls, standing: Standing | null): Wall[] {
  const list: Wall[] = [{ name: 'other tenant', condition: `tenant_id = '${walls.foreign.scope.tenantId}'`, rows: walls.foreign }];
  const column = clientColumnOf(table);
  if (column && standing?.kind === 'client') list.push({ name: 'other client', condition: `${column} = '${walls.neighbour.scope.clientId}'`, rows: walls.neighbour });
  return list;
}

/**
 * Every way across a wall that works: role × table × SELECT, COPY, UPDATE, DELETE, INSERT, and moving an own row over.
 * Returns one line per leak, `role verb table wall`; an empty list is the goal. `only`: tables to look at, all without it.
 */
export async function isolationLeaks(world: World, walls: Walls, only?: readonly string[]): Promise<{ leaks: string[]; checks: number }> {
  const tables = (await tablesOf(world)).filter((table) => table.has('tenant_id') && !table.name.startsWith('identity.') && (!only || only.includes(table.name)));
  const leaks: string[] = [];
  let checks = 0;
  await Promise.all(standings(walls).map(async ({ label, login, standing, role }) => {
    const client = await connectAs(world, login);
    const prepare = async () => { if (standing) await enter(client, world, standing, role); };
    for (const table of tables) {
      for (const wall of wallsFor(table, walls, standing)) {
        const found = await crossings(client, prepare, { table, wall });
        checks += found.checks;
        leaks.push(...found.verbs.map((verb) => `${label} ${verb} ${table.name} ${wall.name}`));
      }
    }
    await client.end();
  }));
  return { leaks: leaks.sort(), checks };
}

async function crossings(client: pg.Client, prepare: () => Promise<void>, at: { table: Table; wall: Wall }): Promise<{ verbs: string[]; checks: number }> {
  const { table, wall } = at;
  const verbs: string[] = [];
  const version = table.has('version') ? 'version = version + 1, ' : '';
  const touches: [string, string][] = [
    ['SELECT', `select 1 from ${table.name} where ${wall.condition}`], ['COPY', `copy (select 1 from ${table.name} where ${wall.condition}) to stdout`],
    ['LOCK', `select 1 from ${table.name} where ${wall.condition} for update`],
    ['UPDATE', `update ${table.name} set ${version}tenant_id = tenant_id where ${wall.condition}`], ['DELETE', `delete from ${table.name} where ${wall.condition}`], ['TRUNCATE', `truncate ${table.name} cascade`],
  ];
  for (const [verb, sql] of touches) {
    const answer = await attempt(client, prepare, sql);
    // A refusal by a trigger (40001) comes only after a row was seen.
    if ((answer.error === null && (answer.count > 0 || verb === 'TRUNCATE')) || answer.error === '40001') verbs.push(verb);
  }
  const row = wall.rows.rows.get(table.name);
  if (row) {
    // A row of the other side, with a fresh id so that no unique key can hide the answer.
    const copy = { ...row, ...(table.has('id') && table.name !== 'hoshu.tenant' && table.name !== 'hoshu.client' ? { id: crypto.randomUUID() } : {}) };
    const inserted = await attempt(client, prepare, `insert into ${table.name} select * from jsonb_populate_record(null::${table.name}, $1)`, [JSON.stringify(copy)]);
    // 42501 is the wall itself; a unique or foreign key error would mean that the row got past it.
    if (inserted.error === null || /^23/.test(inserted.error)) verbs.push(`INSERT(${inserted.error ?? 'ok'})`);
  }
  const moved = await attempt(client, prepare, `update ${table.name} set ${version}tenant_id = $1`, [wall.rows.scope.tenantId]);
  if (wall.name === 'other tenant' && moved.error === null && moved.count > 0) verbs.push('MOVE');
  return { verbs, checks: touches.length + 2 };
}

/** Breaks the walls of a throw-away database, to prove that the checker sees it (`HOSHU_SABOTAGE=rls`). */
export async function sabotageRowSecurity(world: World): Promise<void> {
  for (const table of await tablesOf(world, ['hoshu', 'audit'])) {
    await world.sql(`alter table ${table.name} no force row level security`);
    await world.sql(`alter table ${table.name} disable row level security`);
  }
}

export const sabotageWanted = (name: string): boolean => process.env['HOSHU_SABOTAGE'] === name;
