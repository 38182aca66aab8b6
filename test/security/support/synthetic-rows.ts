import { randomUUID } from 'node:crypto';
import type { World } from '@hoshu/testing';
import { parentsFirst, tablesOf, type Column, type Table } from './catalog.js';

/** One side of a wall: a tenant, or one client organisation of a tenant. */
export interface Scope { readonly tenantId: string; readonly clientId: string; readonly canary: string }
type Value = string | number | boolean | null | readonly string[];
type Row = Record<string, Value>;
interface DatabaseProblem { readonly code?: string; readonly constraint?: string; readonly message: string }

const maximumAttempts = 60;
const digits = (length: number) => '1'.repeat(length);

/** Values a text column may accept, most telling first; CHECK constraints decide which one stays. */
function textCandidates(table: Table, column: Column, canary: string): Value[] {
  const definitions = table.checks.filter((check) => check.columns.includes(column.name)).map((check) => check.definition).join(' ');
  const listed = [...definitions.matchAll(/'((?:[^']|'')*)'::(?:text|character varying)/g)].map((match) => match[1] ?? '').filter((text) => !text.startsWith('^'));
  const shaped = [canary, '2026-01', '2026-01-01', 'T1234567890123', 'a'.repeat(64), ...[1, 2, 3, 4, 5, 6, 7, 13].map(digits), 'x@y.example', 'https://www.example.jp/', `${canary.toLowerCase()}@y.example`];
  return [...(listed.length ? listed : []), ...shaped, ...(column.notNull ? [] : [null])];
}

/** Values to try for one column, in order; an empty list leaves the column to its default. */
function candidates(table: Table, column: Column, canary: string): Value[] {
  const type = column.type.replace(/\(.*\)/, '');
  if (type === 'text' || type === 'character varying') return textCandidates(table, column, canary);
  // A fact that has not happened yet stays empty: withdrawn, archived, revoked.
  if (type.startsWith('timestamp')) return column.notNull ? [new Date(1_767_225_600_000).toISOString()] : [];
  if (!column.notNull && (type === 'date' || type === 'jsonb')) return [null, type === 'date' ? '2026-02-01' : JSON.stringify({ canary })];
  if (column.hasDefault && type !== 'text[]') return [];
  const byType: Record<string, Value[]> = {
    uuid: [randomUUID()], date: ['2026-02-01', '2026-01-01', '2026-12-31'], integer: [1, 0, 17, 18, 2, 12, 100], smallint: [1, 0, 17, 18, 2, 12], bigint: [1, 0, 2, 100], numeric: [1, 0], 'double precision': [1, 0],
    boolean: [false, true], jsonb: [JSON.stringify({ canary }), JSON.stringify([])], bytea: [`\\x${Buffer.from(canary).toString('hex')}`, `\\x${'ab'.repeat(32)}`], 'text[]': [[canary], []], inet: ['192.0.2.1'], 'uuid[]': [[]],
    daterange: ['[2026-01-01,2027-01-01)'], xid8: ['1'],
  };
  return [...(byType[type] ?? []), ...(column.notNull ? [] : [null])];
}

/** Writes one row of every tenant table for a scope, with the canary in every text the table accepts. */
export class SyntheticRows {
  /** Table → the row written for the scope. */
  readonly rows = new Map<string, Row>();
  /** Tables for which no acceptable row was found, with the database's last word. */
  readonly failed = new Map<string, string>();
  private readonly loosened = new Set<string>();

  constructor(private readonly world: Pick<World, 'sql'>, readonly scope: Scope) {}

  /** Fills what is still empty. Existing rows of the scope are taken as they are. */
  async fill(schemas: readonly string[] = ['hoshu', 'vault', 'support', 'audit'], wanted: (table: Table) => boolean = () => true): Promise<this> {
    const tables = parentsFirst((await tablesOf(this.world, schemas)).filter((table) => table.has('tenant_id') && wanted(table)));
    for (const table of tables) {
      const existing = await this.existing(table);
      if (existing) this.rows.set(table.name, existing);
      else await this.insert(table);
    }
    return this;
  }

  private async existing(table: Table): Promise<Row | null> {
    const column = clientColumnOf(table);
    const [row] = await this.world.sql<Row>(`select * from ${table.name} where tenant_id = $1${column ? ` and ${column} = $2` : ''} limit 1`, column ? [this.scope.tenantId, this.scope.clientId] : [this.scope.tenantId]);
    return row ?? null;
  }

  /** Columns whose value is given by the scope or by a parent's row. */
  private fixed(table: Table): Row {
    const values: Row = { tenant_id: this.scope.tenantId };
    if (table.has('client_id')) values['client_id'] = this.scope.clientId;
    if (table.name === 'hoshu.client') values['id'] = this.scope.clientId;
    for (const key of table.foreignKeys) {
      const parent = this.rows.get(key.target);
      key.columns.forEach((name, index) => {
        const column = table.columns.find((entry) => entry.name === name);
        const value = parent?.[key.targetColumns[index] ?? ''];
        if (values[name] === undefined && (value !== undefined || !column?.notNull)) values[name] = value ?? null;
      });
    }
    return values;
  }

  private async insert(table: Table): Promise<void> {
    const fixed = this.fixed(table);
    const choices = new Map(table.columns.filter((column) => fixed[column.name] === undefined && !column.isGenerated).map((column) => [column.name, candidates(table, column, this.scope.canary)]));
    const picked = new Map([...choices.keys()].map((name) => [name, 0]));
    let last = '';
    for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
      const chosen = [...choices].filter(([, list]) => list.length > 0).map(([name, list]) => [name, list[(picked.get(name) ?? 0) % list.length] ?? null] as const);
      const row: Row = { ...fixed, ...Object.fromEntries(chosen) };
      try {
        const names = Object.keys(row);
        const [written] = await this.world.sql<Row>(`insert into ${table.name} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning *`, Object.values(row));
        if (written) this.rows.set(table.name, written);
        return;
      } catch (error) {
        const problem = error as DatabaseProblem;
        last = problem.message;
        if (problem.code === '23505' && attempt < 20 && (await this.vary(table, problem, choices))) continue;
        if (attempt < 20 && this.advance(table, problem, { choices, picked, attempt })) continue;
        if (!(await this.makeRoom(table, problem))) break;
      }
    }
    this.failed.set(table.name, last);
  }

  /** Gives the columns of a violated unique key values that nobody has yet. */
  private async vary(table: Table, problem: DatabaseProblem, choices: Map<string, Value[]>): Promise<boolean> {
    const rows = await this.world.sql<{ name: string }>('select a.attname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = $1::regclass and c.relname = $2', [table.name, problem.constraint]);
    const free = rows.filter(({ name }) => choices.has(name));
    for (const { name } of free) {
      const type = table.columns.find((column) => column.name === name)?.type ?? '';
      if (type === 'text') choices.set(name, [`${this.scope.canary}-${randomUUID().slice(0, 8)}`]);
      else if (type === 'uuid') choices.set(name, [randomUUID()]);
      else if (/int/.test(type)) choices.set(name, [1_000 + Math.floor(Math.random() * 1_000_000)]);
      else if (type === 'date') choices.set(name, [new Date(1_767_225_600_000 + Math.floor(Math.random() * 3_000) * 86_400_000).toISOString().slice(0, 10)]);
    }
    return free.length > 0;
  }

  /** The database is a throw-away: a CHECK or a trigger that no simple value satisfies says nothing about the walls. */
  private async makeRoom(table: Table, problem: DatabaseProblem): Promise<boolean> {
    if (problem.code === '23514' && problem.constraint) await this.world.sql(`alter table ${table.name} drop constraint "${problem.constraint}"`);
    else if (problem.constraint || this.loosened.has(table.name)) return false;
    else {
      this.loosened.add(table.name);
      await this.world.sql(`do $$ declare t record; begin for t in select tgname from pg_trigger where tgrelid = '${table.name}'::regclass and not tgisinternal and tgtype & 4 = 4 loop
        execute format('alter table ${table.name} disable trigger %I', t.tgname); end loop; end $$`);
    }
    return true;
  }

  /** Moves the columns of the violated constraint to their next candidates; false when nothing can change. */
  private advance(table: Table, problem: DatabaseProblem, state: { choices: Map<string, Value[]>; picked: Map<string, number>; attempt: number }): boolean {
    const check = table.checks.find((entry) => entry.name === problem.constraint);
    const columns = (check?.columns ?? []).filter((name) => (state.choices.get(name)?.length ?? 0) > 1);
    const name = columns[state.attempt % Math.max(1, columns.length)];
    if (!name) return false;
    state.picked.set(name, (state.picked.get(name) ?? 0) + 1);
    return true;
  }
}

/** Column that names 甲's organisation in a table, or null where rows belong to the tenant as a whole. */
export const clientColumnOf = (table: Table): string | null => (table.name === 'hoshu.client' ? 'id' : table.has('client_id') ? 'client_id' : null);
