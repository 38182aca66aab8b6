import { billingRoutes, clientRoutes, companyRoutes, contractRoutes, identityRoutes, incidentRoutes, reportRoutes, sampleRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { concludedContract, createClient, createSite, fillCompany, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { Outbox } from '../../apps/api/src/platform/outbox/outbox.js';

let world: World;
let owner: Person;
let neighbour: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社つばさ', personName: '翼 あゆみ', email: 'owner@tsubasa.example' });
  neighbour = await signUpVendor(world, { companyName: '株式会社となり', personName: '隣 一郎', email: 'owner@tonari.example' });
  await fillCompany(owner);
  await fillCompany(neighbour);
});
afterAll(() => world.close());

/** Rows of every tenant table, per tenant. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await world.sql<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('hoshu', 'support', 'platform') and c.relname not in ('number_counter', 'outbox') order by 1`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) for (const row of await world.sql<{ tenant: string; rows: string }>(`select tenant_id as tenant, count(*) as rows from ${name} group by 1 order by 1`)) counts[`${name} ${row.tenant}`] = Number(row.rows);
  return counts;
}
/** Adds samples and their story; the documents that follow from it still wait for the worker. */
const add = async (person: Person) => {
  const result = await person.do(sampleRoutes.add, { body: {} });
  for (const { id } of await world.sql<{ id: string }>(`select id from platform.outbox where kind = 'samples.story' and done_at is null`)) await world.app.get(Outbox).runOne(id);
  return result;
};

describe('F166 サンプル', () => {
  it('段階の違う四つの契約と、請求・入金・障害・月次レポートが入る', async () => {
    expect(await owner.do(sampleRoutes.state)).toEqual({ present: false, working: false, clients: 0, contracts: 0, invoices: 0 });
    expect(await add(owner)).toEqual({ added: true });
    await world.drain();
    expect(await owner.do(sampleRoutes.state)).toMatchObject({ present: true, working: false, clients: 3, contracts: 4 });
    const { items: contracts } = await owner.do(contractRoutes.list);
    expect(contracts.map((row) => row.isSample)).toEqual([true, true, true, true]);
    expect(contracts.filter((row) => row.noticeDeadlineOn && row.noticeDeadlineOn < row.lastOn! && row.noticeDeadlineOn < new Date().toISOString().slice(0, 10))).toHaveLength(1);
    const { items: invoices } = await owner.do(billingRoutes.invoices, { query: { limit: '100' } });
    expect(invoices.length).toBeGreaterThanOrEqual(7);
    const statuses = new Set(invoices.map((row) => row.status));
    for (const status of ['paid', 'fee_difference', 'overdue']) expect([...statuses]).toContain(status);
    // 88,000円のうち660円だけ足りない入金がある（第11条3項）。
    expect(invoices.some((row) => row.totalYen - row.paidYen === 660)).toBe(true);
    // 前回未入金に載るのは、発行した日にまだ払われていなかった請求だけ。
    expect(await world.sql(`select i.number, q.number as before from hoshu.invoice i, jsonb_array_elements(i.previous_unpaid) p join hoshu.invoice q on q.number = p.value->>'number'
      where (select coalesce(sum(a.amount_yen), 0) from hoshu.allocation a where a.invoice_id = q.id and a.paid_on < i.issued_on) >= q.total_yen`)).toEqual([]);
    expect((await owner.do(billingRoutes.overview)).overdueYen).toBeGreaterThan(0);
    expect((await owner.do(incidentRoutes.list)).items).toHaveLength(1);
    expect((await owner.do(reportRoutes.list)).items.length).toBeGreaterThanOrEqual(1);
    const dead = await world.sql('select kind, last_error from platform.outbox where dead_at is not null');
    expect(dead).toEqual([]);
  });

  it('二度入れても一度分', async () => {
    const before = await rowCounts();
    expect(await add(owner)).toEqual({ added: false });
    await world.sql(`update platform.outbox set done_at = null, attempts = 0, claimed_until = null where kind = 'samples.story'`);
    await world.drain();
    expect(await rowCounts()).toEqual(before);
  });

  it('サンプルを消すと、実在のお客様とほかの会社の行は一つも変わらない', async () => {
    await owner.do(sampleRoutes.wipe);
    await world.drain();
    // 実在のお客様がいて、となりの会社にもサンプルがある。
    const clientId = await createClient(owner, { companyName: '株式会社ほんもの', contactEmail: 'honmono@client.example' });
    await createSite(owner, clientId);
    const today = await world.today();
    await concludedContract(world, { owner, concludedOn: new Date(Date.parse(today) - 70 * 86_400_000).toISOString().slice(0, 10), lastOn: `${Number(today.slice(0, 4)) + 1}-12-31` });
    await world.advanceDays(1);
    await add(neighbour);
    await world.drain();
    const before = await rowCounts();
    await add(owner);
    expect(await rowCounts()).not.toEqual(before);
    const [midori] = (await owner.do(clientRoutes.list)).items.filter((row) => row.companyName === '医療法人社団みどり会' && row.isSample);
    await owner.do(clientRoutes.invite, { params: { clientId: midori?.id ?? '' }, body: { email: 'midori@client.example', role: 'owner', noticeAuthority: true } });
    const guest = await new Person(world, '緑川 薫', 'midori@client.example').acceptInvitation();
    const trail = async () => Number((await world.sql<{ events: string }>('select count(*) as events from audit.event'))[0]?.events);
    const events = await trail();
    await owner.do(sampleRoutes.wipe);
    // Documents and mails that still waited are gone with what they were about: nothing fails afterwards.
    await world.drain();
    expect(await rowCounts()).toEqual(before);
    expect(await world.sql('select kind, last_error from platform.outbox where dead_at is not null or last_error is not null')).toEqual([]);
    expect((await guest.try(identityRoutes.session)).status).toBe(401);
    // 監査証跡は残る（追記だけ）: the guest's membership ended, the samples were wiped.
    expect(await trail()).toBe(events + 2);
    expect(await world.sql(`select 1 from audit.event where type = 'sample.wiped'`)).toHaveLength(2);
  });

  it('二度消しても何も起こらない', async () => {
    const before = await rowCounts();
    await owner.do(sampleRoutes.wipe);
    expect(await rowCounts()).toEqual(before);
  });

  it('サンプルの請求書と契約は別の番号を使い、実在の請求書の番号に欠番が出ない', async () => {
    const real = await world.sql<{ number: string }>(`select number from hoshu.invoice i join hoshu.tenant t on t.tenant_id = i.tenant_id join hoshu.client c on c.id = i.client_id where t.name like '株式会社あおば%' and not c.is_sample and i.number is not null order by number`);
    expect(real.length).toBeGreaterThan(0);
    expect(real.map((row) => Number(row.number.split('-').at(-1)))).toEqual(real.map((_, index) => index + 1));
    await add(owner);
    const { items } = await owner.do(billingRoutes.invoices, { query: { limit: '100' } });
    const samples = items.filter((row) => row.number.startsWith('SAMPLE-'));
    expect(samples.length).toBeGreaterThanOrEqual(7);
    // 消したあとに入れ直しても、使った番号は二度と使わない。
    const numbers = samples.map((row) => Number(row.number.split('-').at(-1)));
    expect(items.filter((row) => !row.number.startsWith('SAMPLE-'))).toHaveLength(real.length);
    const used = await world.sql<{ last: string }>(`select last_number as last from hoshu.number_counter where series = 'sample-invoice' order by last_number desc limit 1`);
    expect(Math.min(...numbers)).toBe(Number(used[0]?.last) - samples.length + 1);
    const pattern = { ...(await profileOf(owner)), invoicePattern: 'SAMPLE-{seq}' };
    expect((await owner.try(companyRoutes.save, { body: pattern })).status).toBe(400);
  });

  it('入れる・消すのは、その権利をもつ人だけ', async () => {
    await owner.do(companyRoutes.invite, { body: { email: 'gijutsu@tsubasa.example', role: 'technician', noticeAuthority: false } });
    const technician = await new Person(world, '技術 太郎', 'gijutsu@tsubasa.example').acceptInvitation();
    expect((await technician.do(sampleRoutes.state)).present).toBe(true);
    expect((await technician.try(sampleRoutes.add, { body: {} })).status).toBe(403);
    expect((await technician.try(sampleRoutes.wipe)).status).toBe(403);
  });

  it('お客様の列をもつ表は、どれも消す対象に入っている', async () => {
    const missing = await world.sql<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('hoshu', 'support') and c.relkind = 'r'
         and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped) and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'fn_sample')`);
    expect(missing).toEqual([]);
  });
});

/** The company data as they are saved. */
async function profileOf(person: Person): Promise<BodyInputOf<typeof companyRoutes.save>> {
  const { effectiveOn: _on, sealFileId: _seal, missing: _missing, warnings: _warnings, ...profile } = await person.do(companyRoutes.get);
  return profile;
}
