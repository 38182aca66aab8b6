import pg from 'pg';
import { people } from '../modules/demo/demo-people.js';
import { loadConfig, type Config } from '../platform/config.js';

/** Asked before the application is loaded: from the second start on there is nothing to do. */
async function isSeeded({ database, keys }: Config): Promise<boolean> {
  const client = new pg.Client({ host: database.host, port: database.port, database: database.name, ssl: database.ssl, user: 'hoshu_auth', password: keys.databasePasswords['hoshu_auth'] });
  await client.connect();
  try {
    return ((await client.query('select 1 from identity."user" where email = $1', [people[0]?.email])).rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

const config = loadConfig();
if (await isSeeded(config)) process.stdout.write('demo data already there\n');
else {
  const { seedDemo } = await import('./seed-application.js');
  process.stdout.write((await seedDemo(config)) ? 'demo data added\n' : 'demo data already there\n');
}
