import { spawnSync } from 'node:child_process';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { root } from './lib/root.mjs';
import { StopError, runTool } from './lib/stop-error.mjs';

// The roles stand in one place, the API's source; it is read as it is, without a build.
const print = `
import { rolesSql, loginNames } from './apps/api/src/platform/db/roles.ts';
process.stdout.write(JSON.stringify({ statements: rolesSql({}), logins: loginNames }));`;

/** npm run db:roles: the SQL with which a DBA prepares an external PostgreSQL. Passwords are left to \\password. */
await runTool(async () => {
  ensureDeps();
  const result = spawnSync(process.execPath, ['--conditions=@hoshu/source', '--import', '@swc-node/register/esm-register', '--input-type=module', '-e', print], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new StopError('役割を読めません。 / The roles cannot be read.', result.stderr);
  const { statements, logins } = JSON.parse(result.stdout);
  const lines = [
    '-- Hoshu: roles for PostgreSQL 18 or newer. Run as a superuser; safe to run again.',
    '-- Printed by: npm run db:roles',
    ...statements.map((statement) => `${statement};`),
    '-- Then set each password to the one in your keys file (databasePasswords), for example with psql:',
    ...logins.map((login) => `-- \\password ${login}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
