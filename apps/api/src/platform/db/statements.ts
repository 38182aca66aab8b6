import type { QueryConfig } from 'pg';

/** A text is worth a plan of its own on each connection once it has run so often in this process. */
const worthwhile = 3;
/** Plans that one connection keeps at most; each holds some ten kilobytes of the server's memory. */
const mostPlans = 300;
/** Texts watched at most, so that one built from its input cannot fill the memory. */
const mostWatched = 3_000;

const runs = new Map<string, number>();
const names = new Map<string, string>();

/** What the driver is asked: a statement with parameters, under a name once it is worth one. */
export function preparable(sql: string, parameters: readonly unknown[]): QueryConfig {
  const name = parameters.length > 0 ? statementName(sql) : null;
  return name === null ? { text: sql, values: [...parameters] } : { name, text: sql, values: [...parameters] };
}

/**
 * The name under which connections prepare a statement, null for one that is not worth it (yet).
 * Under row level security planning costs many times what a small statement itself costs; a prepared one is planned once.
 */
function statementName(sql: string): string | null {
  const known = names.get(sql);
  if (known) return known;
  if (names.size >= mostPlans) return null;
  const count = (runs.get(sql) ?? 0) + 1;
  if (count >= worthwhile) {
    const name = `s${names.size}`;
    names.set(sql, name);
    runs.delete(sql);
    return name;
  }
  if (runs.size < mostWatched || runs.has(sql)) runs.set(sql, count);
  return null;
}
