import type { World } from '@hoshu/testing';

export interface Column { readonly name: string; readonly type: string; readonly notNull: boolean; readonly hasDefault: boolean; readonly isGenerated: boolean }
export interface ForeignKey { readonly columns: readonly string[]; readonly target: string; readonly targetColumns: readonly string[] }
export interface Check { readonly name: string; readonly columns: readonly string[]; readonly definition: string }
export interface Table {
  /** Schema and name, e.g. `hoshu.client`. */
  readonly name: string;
  readonly schema: string;
  readonly columns: readonly Column[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly has: (column: string) => boolean;
}

/** Schemas whose tables belong to the product; the queue's own schema is a library's. */
export const productSchemas = ['hoshu', 'identity', 'audit', 'vault', 'support', 'sec', 'platform'] as const;

const tableQuery = `
  select n.nspname as schema, n.nspname || '.' || quote_ident(c.relname) as name,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull, 'hasDefault', a.atthasdef, 'isGenerated', a.attgenerated <> '' or a.attidentity <> '') order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_agg(json_build_object('columns', (select json_agg(a.attname order by k.position) from unnest(f.conkey) with ordinality k(number, position) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
        'target', f.confrelid::regclass::text, 'targetColumns', (select json_agg(a.attname order by k.position) from unnest(f.confkey) with ordinality k(number, position) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)))
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as "foreignKeys",
    coalesce((select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid), 'columns', (select json_agg(a.attname) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any(k.conkey))))
      from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'), '[]') as checks
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and c.relkind in ('r', 'p') order by 1, 2`;

/** Every table of the product as the database describes it. */
export async function tablesOf(world: Pick<World, 'sql'>, schemas: readonly string[] = productSchemas): Promise<Table[]> {
  const rows = await world.sql<Omit<Table, 'has'>>(tableQuery, [schemas]);
  return rows.map((row) => ({ ...row, has: (column) => row.columns.some((entry) => entry.name === column) }));
}

/** Tables in an order in which parents come before the rows that name them; a cycle keeps the order of names. */
export function parentsFirst(tables: readonly Table[]): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const done = new Set<string>();
  const sorted: Table[] = [];
  const visit = (table: Table): void => {
    if (done.has(table.name)) return;
    done.add(table.name);
    for (const key of table.foreignKeys) {
      const parent = byName.get(key.target);
      if (parent) visit(parent);
    }
    sorted.push(table);
  };
  tables.forEach(visit);
  return sorted;
}

/** Number of rows of every table, to compare before and after. */
export async function rowCounts(world: Pick<World, 'sql'>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(world)) {
    const [row] = await world.sql<{ count: string }>(`select count(*) from ${table.name}`);
    counts[table.name] = Number(row?.count);
  }
  return counts;
}
