import type { ActorKind } from '../actor.js';

export type Login = 'hoshu_api' | 'hoshu_worker' | 'hoshu_auth' | 'hoshu_support';

interface Access { readonly login: Login; readonly role: string; readonly context: string }

/** Which login and role each kind of actor works under (D33). A signer works as 甲 of one contract. */
export const accessOf: Readonly<Record<ActorKind, Access>> = {
  vendor: { login: 'hoshu_api', role: 'r_vendor', context: 'vendor' },
  client: { login: 'hoshu_api', role: 'r_client', context: 'client' },
  signer: { login: 'hoshu_api', role: 'r_client', context: 'client' },
  system: { login: 'hoshu_worker', role: 'r_system', context: 'system' },
  support: { login: 'hoshu_support', role: 'r_support', context: 'support' },
  operator: { login: 'hoshu_support', role: 'r_operator', context: 'operator' },
};

const groups = ['hoshu_owner', 'fn_audit', 'fn_claim', 'fn_support', 'fn_sample', 'fn_move', 'r_vendor', 'r_client', 'r_sub', 'r_system', 'r_support', 'r_operator'] as const;
const logins: Readonly<Record<string, { readonly memberOf: readonly string[]; readonly bypass?: boolean }>> = {
  hoshu_api: { memberOf: ['r_vendor', 'r_client', 'r_sub'] },
  hoshu_worker: { memberOf: ['r_system'] },
  hoshu_auth: { memberOf: [] },
  hoshu_support: { memberOf: ['r_support', 'r_operator'] },
  hoshu_vault: { memberOf: [] },
  hoshu_backup: { memberOf: [], bypass: true },
  hoshu_migrator: { memberOf: ['hoshu_owner'], bypass: true },
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * SQL that creates or repairs every role; safe to run again.
 * `passwords`: login → password; a login without one stays without a password (a DBA sets it).
 */
export function rolesSql(passwords: Readonly<Record<string, string>>): string[] {
  const statements: string[] = [];
  const ensure = (name: string, attributes: string) =>
    statements.push(`do $$ begin create role ${name} ${attributes}; exception when duplicate_object then null; end $$`);
  for (const name of groups) ensure(name, 'nologin');
  for (const [name, { memberOf, bypass }] of Object.entries(logins)) {
    ensure(name, `login noinherit${bypass ? ' bypassrls' : ''}`);
    const password = passwords[name];
    if (password) statements.push(`alter role ${name} with login password ${quoted(password)}`);
    for (const group of memberOf) statements.push(`grant ${group} to ${name}`);
  }
  for (const name of ['hoshu_owner', 'fn_audit', 'fn_claim', 'fn_support', 'fn_sample', 'fn_move']) statements.push(`grant ${name} to current_user`);
  return statements;
}
export const loginNames = Object.keys(logins);
