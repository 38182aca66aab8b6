import pg from 'pg';

export interface PersistedRow { kind: string; account: string; id: string; position: number; data: string }
/** What one transaction changed; `data: null` deletes the row. */
export interface Change { kind: string; account: string; id: string; position: number; data: string | null }

/** Where the rows survive a restart. */
export interface Persistence {
  load(): Promise<PersistedRow[]>;
  save(changes: Change[]): Promise<void>;
  close(): Promise<void>;
}

/** Nothing survives. */
export const inMemory: Persistence = { load: async () => [], save: async () => undefined, close: async () => undefined };

const LOCK_KEY = 4_003_001;
const LOCK_ATTEMPTS = 50;
const LOCK_PAUSE_MS = 200;

async function lockOut(client: pg.Client): Promise<void> {
  for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt += 1) {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCK_KEY]);
    if (rows[0]!.locked) return;
    await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
  }
  throw new Error('Another simulator uses this database');
}

/**
 * Rows in schema stripe_sim of the given database; the role needs CREATE on the database the first time.
 * One simulator per database: the connection holds an advisory lock, so a second one is refused.
 * `onLost` is told when the connection breaks; from then on every change is refused.
 */
export async function openPostgres(databaseUrl: string, onLost: (error: Error) => void = () => undefined): Promise<Persistence> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'stripe-simulator' });
  await client.connect();
  let broken: Error | undefined;
  client.on('error', (error: Error) => { broken = error; onLost(error); });
  await lockOut(client);
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS stripe_sim;
    CREATE TABLE IF NOT EXISTS stripe_sim.row (
      kind text NOT NULL, account text NOT NULL, id text NOT NULL, position bigint NOT NULL, data json NOT NULL,
      PRIMARY KEY (kind, account, id));`);
  return {
    async load() {
      const { rows } = await client.query<PersistedRow>('SELECT kind, account, id, position::int8::float8 AS position, data::text AS data FROM stripe_sim.row ORDER BY position');
      return rows;
    },
    async save(changes) {
      if (changes.length === 0) return;
      if (broken) throw broken;
      const column = <K extends keyof Change>(name: K): Change[K][] => changes.map((change) => change[name]);
      // One statement, so that a crash leaves all of a request or nothing of it.
      await client.query(
        `WITH change AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) AS c(kind, account, id, position, data)),
         removed AS (DELETE FROM stripe_sim.row r USING change c WHERE c.data IS NULL AND (r.kind, r.account, r.id) = (c.kind, c.account, c.id))
         INSERT INTO stripe_sim.row SELECT kind, account, id, position, data::json FROM change WHERE data IS NOT NULL
         ON CONFLICT (kind, account, id) DO UPDATE SET data = excluded.data`,
        [column('kind'), column('account'), column('id'), column('position'), column('data')],
      );
    },
    async close() {
      await client.end();
    },
  };
}
