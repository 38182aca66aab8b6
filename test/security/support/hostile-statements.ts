/** What an attacker may append to a query once there is an injection. `B`: the other tenant, `C`: the other client organisation. */
export interface Target { readonly tenantId: string; readonly otherTenantId: string; readonly otherClientId: string; readonly context: string; readonly signature: string; readonly forgedContext: string }

/** Statements after which the attacker looks around again; each list entry runs in one transaction, step by step. */
export const hostileStatements = (t: Target): readonly (readonly string[])[] => {
  const other = `select * from hoshu.client where tenant_id = '${t.otherTenantId}'`;
  const signed = (context: string, signature: string) => `select set_config('app.ctx', '${context}', true), set_config('app.ctx_sig', '${signature}', true)`;
  return [
    [other], [`select * from hoshu.client where id = '${t.otherClientId}'`],
    ['reset role', other], ['reset role', 'set role r_vendor', other], ['reset role', 'set role r_client', other], ['reset role', 'set role r_sub', other],
    ['reset role', 'set role r_system', other], ['reset role', 'set role r_operator', other], ['reset role', 'set role r_support', other], ['reset role', 'set role hoshu_owner', other],
    ['reset role', 'set role fn_claim', 'select * from hoshu.tenant'], ['reset role', 'set role fn_audit', 'select * from audit.event'], ['reset role', 'set role hoshu_backup', other], ['reset role', 'set role hoshu_migrator', other],
    ['reset role', 'set role postgres', other], ['reset role', 'set session authorization hoshu_worker', other],
    [signed(t.forgedContext, t.signature), other], [signed(t.forgedContext, ''), other], [signed(t.forgedContext, '0'.repeat(64)), other],
    [signed('', ''), other], [signed(t.context.replace(/\|[^|]*$/, '|9999999999'), t.signature), other], [signed(`nokey${t.forgedContext}`, t.signature), other],
    ['reset role', 'set role r_vendor', signed(t.forgedContext, t.signature), other], ['set row_security = off', other],
    ['select * from sec.k'], ['reset role', 'select * from sec.k'], ['select * from identity."user"'], ['select * from identity.session'], ['select * from pg_authid'], ['select * from pg_stats where schemaname = \'hoshu\''],
    [`select audit.write('${t.otherTenantId}', 'tenant', 'forged', null, null, '{"a":1', '[]')`], [`select audit.append_for_tenant('${t.otherTenantId}', 'forged', '{"a":1', '[]')`],
    ["select platform.create_tenant('evil', 'evil@example.jp')"], ['select * from platform.live_tenants()'], ['reset role', `select * from platform.tenant_names(array['${t.otherTenantId}'::uuid])`], ['select platform.aim_clock(86400000)'], ['reset role', 'select platform.aim_clock(86400000)'], ['reset role', 'select platform.step_clock()'], ['select platform.idempotency_owner()'], ['reset role', `select platform.emit_identity('mail', '{}')`],
    ['select * from platform.outbox'], ['select * from platform.idempotency'], ['select * from platform.claim(10, 1000)'], ['reset role', 'select * from platform.claim(10, 1000)'],
    ['create temporary table loot (a text)', 'select * from loot'], ['create table public.loot (a text)', 'select * from public.loot'], ['create function public.loot() returns int language sql as $$ select 1 $$', 'select public.loot()'], ['create extension dblink'],
    ["copy (select 1) to program 'id'"], ["select pg_read_file('/etc/passwd')"], ["select lo_import('/etc/passwd')"], ["select pg_ls_dir('.')"], ['alter table hoshu.client disable row level security', other],
    ['create policy open on hoshu.client using (true)', other], ['drop policy r_client on hoshu.client', other], ['grant select on hoshu.client to public'], ["do $$ begin execute 'set role hoshu_owner'; end $$", other],
    [`insert into hoshu.client (tenant_id, company_name) values ('${t.otherTenantId}', 'x')`], [`update hoshu.client set tenant_id = '${t.otherTenantId}', version = version + 1`], [`delete from hoshu.client where tenant_id = '${t.otherTenantId}'`], ['truncate hoshu.client cascade'],
    ["alter role hoshu_api bypassrls"], ["alter role hoshu_api superuser"], ['update platform.instance set mode = \'demo\''], ['update platform.clock set offset_ms = 0'],
  ];
};
