import { createHash } from 'node:crypto';
import { companyRoutes, identityRoutes } from '@hoshu/api-schema';
import { signUpVendor, startWorld, type World } from '@hoshu/testing';
import { connectAs } from './support/connection.js';

let world: World;
let tenantId: string;
beforeAll(async () => {
  world = await startWorld();
  const owner = await signUpVendor(world, { companyName: '株式会社あおば', personName: '佐藤', email: 'owner@aoba.example', password: 'correct horse battery staple 42' });
  await owner.do(identityRoutes.stepUp, { body: { password: 'correct horse battery staple 42' } });
  for (const bankName of ['青葉銀行', '若葉銀行', '双葉銀行']) await owner.do(companyRoutes.saveBankAccount, { body: { bankCode: '0005', bankName, branchCode: '001', branchName: '本店', accountType: 'futsu', accountNumber: '1234567', holderKana: 'カ）アオバ' } });
  const [row] = await world.sql<{ tenant_id: string }>(`select tenant_id from identity.membership limit 1`);
  tenantId = row?.tenant_id ?? '';
});
afterAll(() => world.close());

interface Event { readonly tenant_id: string; readonly stream: string; readonly seq: string; readonly canon: string; readonly leaf: Buffer }
interface Canon { readonly prev: string; readonly seq: number; readonly stream: string; readonly tenant: string; readonly v: number }

/** Recomputes every leaf and link from the stored text alone; returns what does not fit. */
async function chainProblems(): Promise<string[]> {
  const events = await world.sql<Event>('select tenant_id, stream, seq, canon, leaf from audit.event order by tenant_id, stream, seq');
  const heads = new Map<string, { seq: number; leaf: string }>();
  const problems: string[] = [];
  for (const event of events) {
    const key = `${event.tenant_id} ${event.stream}`;
    const before = heads.get(key) ?? { seq: 0, leaf: '' };
    const canon = JSON.parse(event.canon) as Canon;
    const leaf = createHash('sha256').update(Buffer.from([0])).update(event.canon, 'utf8').digest('hex');
    if (leaf !== event.leaf.toString('hex')) problems.push(`${key} ${event.seq}: leaf`);
    if (canon.prev !== before.leaf) problems.push(`${key} ${event.seq}: prev`);
    if (Number(event.seq) !== before.seq + 1 || canon.seq !== Number(event.seq)) problems.push(`${key} ${event.seq}: seq`);
    if (canon.tenant !== event.tenant_id || canon.stream !== event.stream || canon.v !== 1) problems.push(`${key} ${event.seq}: place`);
    heads.set(key, { seq: Number(event.seq), leaf });
  }
  for (const head of await world.sql<{ tenant_id: string; stream: string; seq: string; leaf: Buffer }>('select * from audit.stream_head')) {
    const last = heads.get(`${head.tenant_id} ${head.stream}`);
    if (last?.seq !== Number(head.seq) || last.leaf !== head.leaf.toString('hex')) problems.push(`${head.tenant_id} ${head.stream}: head`);
  }
  return problems;
}

describe('証跡は追記のみ', () => {
  it('操作のたびに行が増え、鎖は最初から最後まで検算できる', async () => {
    const [count] = await world.sql<{ count: string }>('select count(*) from audit.event where tenant_id = $1', [tenantId]);
    expect(Number(count?.count)).toBeGreaterThanOrEqual(4);
    expect(await chainProblems()).toEqual([]);
  });

  it.each(['update audit.event set canon = canon', "update audit.event set article = '第1条'", 'delete from audit.event', 'truncate audit.event', 'truncate audit.event cascade'])('管理者でも断られる：%s', async (sql) => {
    await expect(world.sql(sql)).rejects.toMatchObject({ code: '42501' });
// The owner of the table sees no row at all, and may not truncate either.
    const before = await world.sql('select canon, article from audit.event order by tenant_id, stream, seq');
    await world.sql(`set local role hoshu_owner; ${sql}`).catch((error: { code?: string }) => expect(error.code).toBe('42501'));
    expect(await world.sql('select canon, article from audit.event order by tenant_id, stream, seq')).toEqual(before);
  });

  it('業務の役割は、証跡の表に直接は書けない', async () => {
    for (const [login, roles] of [['hoshu_api', ['r_vendor', 'r_client', 'r_sub']], ['hoshu_worker', ['r_system']], ['hoshu_support', ['r_support', 'r_operator']], ['hoshu_auth', []]] as const) {
      const client = await connectAs(world, login);
      for (const role of [null, ...roles]) {
        for (const sql of ["insert into audit.event (tenant_id, stream, seq, canon, leaf, type) values (gen_random_uuid(), 'tenant', 1, '{}', '', 'x')", "update audit.stream_head set seq = 0", "delete from audit.pii", "insert into audit.stream_head values (gen_random_uuid(), 'tenant', 0, '')"]) {
          await client.query('begin');
          if (role) await client.query(`set local role ${role}`);
          await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
          await client.query('rollback');
        }
      }
      await client.end();
    }
  });

  it('個人の氏名とIPアドレスは証跡の本文に平文で現れない', async () => {
    const rows = await world.sql<{ canon: string }>('select canon from audit.event');
    expect(rows.filter((row) => /佐藤|127\.0\.0\.1|aoba\.example/.test(row.canon))).toEqual([]);
  });

  it('トリガーを外して一行を書き換えると、検算がその行を示す', async () => {
    await world.sql('alter table audit.event disable trigger event_frozen');
    await world.sql(`update audit.event set canon = replace(canon, '"v":1', '"v": 1') where tenant_id = $1 and stream = 'tenant' and seq = 2`, [tenantId]);
    await world.sql('alter table audit.event enable trigger event_frozen');
    expect(await chainProblems()).toEqual(expect.arrayContaining([`${tenantId} tenant 2: leaf`]));
  });
});
