import type pg from 'pg';
import { startWorld, type World } from '@hoshu/testing';
import { signedContext } from '../../apps/api/src/platform/db/context.js';
import { bareActor, connectAs, enter, type Standing } from './support/connection.js';
import { hostileStatements } from './support/hostile-statements.js';
import { buildWalls, sabotageRowSecurity, sabotageWanted, type Walls } from './support/isolation.js';

jest.setTimeout(120_000);

let world: World;
let walls: Walls;
let client: pg.Client;
beforeAll(async () => {
  world = await startWorld();
  walls = await buildWalls(world);
  // A clone does not inherit the database's own privileges; the migration's REVOKE is tested in migrations.spec.ts.
  await world.sql(`revoke temporary on database "${world.config.database.name}" from public`);
  if (sabotageWanted('rls')) await sabotageRowSecurity(world);
  client = await connectAs(world, 'hoshu_api');
});
afterAll(async () => {
  await client.end();
  await world.close();
});

interface Result { readonly text: string; readonly succeeded: boolean }

/** Runs the steps as an injection would: inside the request's own transaction, after its context was set. */
async function inject(standing: Standing, steps: readonly string[]): Promise<Result[]> {
  const results: Result[] = [];
  await client.query('begin');
  try {
    await enter(client, world, standing);
    for (const step of steps) {
      try {
        await client.query('savepoint step');
        const answer = await client.query(step);
        results.push({ text: JSON.stringify(answer.rows), succeeded: true });
      } catch (error) {
        results.push({ text: String((error as Error).message), succeeded: false });
        await client.query('rollback to savepoint step');
      }
    }
  } finally {
    await client.query('rollback');
  }
  return results;
}

const standingsOf = (): Standing[] => {
  const { tenantId, clientId } = walls.own.scope;
  return [{ kind: 'vendor', tenantId }, { kind: 'client', tenantId, clientId }];
};
const targetOf = (standing: Standing) => {
  const { context, signature } = signedContext(bareActor(standing), world.config.keys.context, 120);
  const foreign = walls.foreign.scope;
  return { tenantId: standing.tenantId, otherTenantId: foreign.tenantId, otherClientId: foreign.clientId, context, signature, forgedContext: context.replace(standing.tenantId, foreign.tenantId) };
};

describe('T4 SQLインジェクションの封じ込め', () => {
  it('埋め込まれたSQLは、その要求がもつ範囲の外へ出られない', async () => {
    let statements = 0;
    for (const standing of standingsOf()) {
      for (const steps of hostileStatements(targetOf(standing))) {
        const results = await inject(standing, steps);
        statements += 1;
        expect({ steps, leaked: results.filter((result) => result.text.includes('CANARYB')) }).toEqual({ steps, leaked: [] });
      }
    }
    expect(statements).toBeGreaterThanOrEqual(80);
  });

  it('読めてはいけない表・作れてはいけない物・越えられない役割は、エラーになる', async () => {
    const forbidden = /sec\.k|identity\.|pg_authid|audit\.write|append_for_tenant|create_tenant|live_tenants|aim_clock|step_clock|idempotency_owner|emit_identity|platform\.(outbox|idempotency|claim|instance)\b|update platform\.clock|^create |pg_read_file|lo_import|pg_ls_dir|to program|^alter |^drop |truncate|session authorization|set role (r_system|r_operator|r_support|hoshu_owner|fn_|hoshu_backup|hoshu_migrator|postgres)/;
    const passed: string[] = [];
    for (const standing of standingsOf()) {
      for (const steps of hostileStatements(targetOf(standing))) {
        const results = await inject(standing, steps);
        results.forEach((result, index) => { if (result.succeeded && forbidden.test(steps[index] ?? '')) passed.push(`${standing.kind}: ${steps[index]}`); });
      }
    }
    expect(passed).toEqual([]);
  });

  it('お客様の接続では、同じ保守会社のほかのお客様の行も見えない', async () => {
    const { tenantId, clientId } = walls.own.scope;
    for (const steps of [['select * from hoshu.client_contact'], ['select * from hoshu.contract_version'], ['reset role', 'set role r_vendor', 'select * from hoshu.client_contact'], ['reset role', 'set role r_client', 'select * from hoshu.contract_version']]) {
      const results = await inject({ kind: 'client', tenantId, clientId }, steps);
      expect(results.filter((result) => result.text.includes('CANARYA2'))).toEqual([]);
    }
  });

  it('保守会社だけの列は、お客様の役割では読めない', async () => {
    const { tenantId, clientId } = walls.own.scope;
    for (const sql of ['select internal_note from hoshu.client', 'select internal_note from hoshu.site', 'select * from hoshu.client', 'select internal_note from hoshu.contract']) {
      const [result] = await inject({ kind: 'client', tenantId, clientId }, [sql]);
      expect([sql, result?.succeeded]).toEqual([sql, false]);
    }
  });

  it('期限の切れた文脈と、別の種類の文脈は、行を返さない', async () => {
    const { tenantId } = walls.own.scope;
    const { context, signature } = signedContext(bareActor({ kind: 'vendor', tenantId }), world.config.keys.context, -5);
    const expired = await inject({ kind: 'vendor', tenantId }, [`select set_config('app.ctx', '${context}', true), set_config('app.ctx_sig', '${signature}', true)`, 'select * from hoshu.client']);
    expect(expired[1]).toMatchObject({ succeeded: false, text: 'tenant context expired' });
    const otherKind = await inject({ kind: 'client', tenantId, clientId: walls.own.scope.clientId }, ['reset role', 'set role r_vendor', 'select * from hoshu.client']);
    expect(otherKind[2]).toMatchObject({ succeeded: false, text: 'context of another kind' });
  });

  it('文脈のない接続は、どの業務の表も読めない', async () => {
    await client.query('begin');
    await client.query("select set_config('role', 'r_vendor', true)");
    await expect(client.query('select * from hoshu.client')).rejects.toMatchObject({ code: '28000' });
    await client.query('rollback');
  });

  it('控えた答え（Idempotency-Key）は、署名された文脈の持ち主だけのもの', async () => {
    const foreign = walls.foreign.scope;
    const keeper = `vendor:${foreign.tenantId}:00000000-0000-0000-0000-000000000000:${'9'.repeat(8)}-9999-7999-8999-999999999999`;
    await world.sql(`insert into platform.idempotency (owner, key, route, fingerprint, status, response) values ($1, 'known-key', 'r', 'f', 200, '{"secret":"CANARYB"}')`, [keeper]);
    for (const standing of standingsOf()) {
      const results = await inject(standing, ["select * from platform.idempotency_claim('known-key', 'r', 'f')", "select platform.idempotency_store('known-key', 200, '{\"forged\":true}')"]);
      expect(results[0]).toMatchObject({ succeeded: true, text: expect.stringContaining('"claimed":true') as string });
      expect(results.map(({ text }) => text).join()).not.toContain('CANARYB');
      // Without a context there is no owner; with somebody else's name in it there is no valid signature.
      const bare = await inject(standing, ["select set_config('app.ctx', '', true)", "select * from platform.idempotency_claim('known-key', 'r', 'f')", "select platform.idempotency_store('known-key', 200, '{}')", 'reset role', "select * from platform.idempotency_claim('known-key', 'r', 'f')"]);
      expect(bare.map(({ succeeded }) => succeeded)).toEqual([true, false, false, true, false]);
    }
    expect(await world.sql(`select owner, response from platform.idempotency where key = 'known-key'`)).toEqual([{ owner: keeper, response: { secret: 'CANARYB' } }]);
    await world.sql(`delete from platform.idempotency where key = 'known-key'`);
  });

  it('テナントのないメールを出せるのは、サインインのための接続だけ', async () => {
    const executors = await world.sql<{ role: string }>(`select r.rolname as role from pg_proc p cross join lateral aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee where p.proname = 'emit_identity' and a.grantee <> p.proowner`);
    expect(executors).toEqual([{ role: 'hoshu_auth' }]);
    for (const standing of standingsOf()) {
      const sql = `select platform.emit_identity('mail', '{"to":"victim@example.jp"}')`;
      const results = await inject(standing, [sql, 'reset role', sql]);
      expect(results.map(({ succeeded }) => succeeded)).toEqual([false, true, false]);
    }
  });
});
