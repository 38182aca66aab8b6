import { createHash } from 'node:crypto';
import { auditRoutes, companyRoutes, noticeRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { verifyStream, type StoredEvent } from '../../apps/api/src/modules/audit/index.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let client: Person;
let fixture: ContractFixture;
let neighbour: ContractFixture;
let today: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  today = await world.today();
  const days = { concludedOn: addDays(localDate(today), -100) as string, lastOn: addDays(localDate(today), 200) as string };
  [fixture, neighbour] = [await concludedContract(world, { owner, ...days }), await concludedContract(world, { owner, clientName: '株式会社となり', ...days })];
  client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
  await owner.do(companyRoutes.invite, { body: { email: 'keiri@aoba.example', role: 'accounting', noticeAuthority: false } });
  const body = { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '医療法人社団みどり会' } as const;
  await owner.do(noticeRoutes.give, { params: neighbour, body });
  await client.do(noticeRoutes.give, { params: fixture, body: { ...body, confirmName: '株式会社あおば制作' } });
  await world.drain();
});
afterAll(() => world.close());

const stored = (contractId: string) => world.sql<StoredEvent>(`select seq::int as seq, canon, encode(leaf, 'hex') as leaf from audit.event where stream = $1 order by seq`, [`contract:${contractId}`]);

describe('監査証跡', () => {
  it('保守会社（乙）はすべての流れを、名前と文で読める', async () => {
    const { items } = await owner.do(auditRoutes.list);
    expect(items.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['tenant', `contract:${fixture.contractId}`, `contract:${neighbour.contractId}`]));
    const given = items.find(({ type, contractId }) => type === 'notice.given' && contractId === fixture.contractId);
    expect(given).toMatchObject({ article: '第18条', actor: { kind: 'client', name: '緑川 薫' }, sentence: { ja: '通知を送信しました（お客様（甲）から）。' } });
    expect(items.find(({ type }) => type === 'contract.end-decided')).toMatchObject({ actor: { kind: 'system', name: null, role: { ja: '自動処理' } } });
    expect(JSON.stringify(items)).not.toContain('midori@client.example');
  });

  it('お客様（甲）は自分の分だけを読み、相手方の人は役割で見える', async () => {
    await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), name: 'a.pdf', type: 'application/pdf' } });
    const { items } = await client.do(auditRoutes.list);
    expect(items.every(({ contractId }) => contractId === fixture.contractId)).toBe(true);
    expect(items.find(({ type }) => type === 'notice.given')?.actor.name).toBe('緑川 薫');
    expect(items.find(({ type }) => type === 'notice.scan-kept')?.actor).toEqual({ kind: 'vendor', name: null, role: { ja: '保守会社（乙）・代表・管理者', en: 'Vendor: owner' } });
    expect(JSON.stringify(items)).not.toContain('佐藤');
    expect((await client.try(auditRoutes.ofContract, { params: neighbour })).status).toBe(404);
    expect((await client.try(auditRoutes.list, { query: { contractId: neighbour.contractId } })).status).toBe(404);
  });

  it('契約・条文・種類・日で絞り込み、続きを重なりなく読める', async () => {
    const all = (await owner.do(auditRoutes.ofContract, { params: fixture })).items;
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => all.length - index));
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { seq: number }[]; nextCursor: string | null } = await owner.do(auditRoutes.ofContract, { params: fixture, query: { limit: '2', ...(cursor ? { cursor } : {}) } });
      paged.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all.map(({ seq }) => seq));
    const query = { article: '第18条', type: 'notice.', from: today, to: today };
    expect((await owner.do(auditRoutes.ofContract, { params: fixture, query })).items.map(({ type }) => type)).toEqual(['notice.arrived', 'notice.given']);
    const dayBefore = addDays(localDate(today), -1) as string;
    expect((await owner.do(auditRoutes.list, { query: { to: dayBefore } })).items).toEqual([]);
    expect((await owner.do(auditRoutes.list, { query: { type: '%' } })).items).toEqual([]);
  });

  it('流れを最初から計算し直せる。一文字でも変われば、どこが違うか分かる', async () => {
    const events = await stored(fixture.contractId);
    expect(verifyStream(events)).toEqual({ ok: true, head: events.at(-1)?.leaf, count: events.length });
    const shown = (await owner.do(auditRoutes.ofContract, { params: fixture })).items;
    expect(shown.map(({ leaf }) => leaf).reverse()).toEqual(events.map(({ leaf }) => leaf));
    const [first, second, ...rest] = events as [StoredEvent, StoredEvent, ...StoredEvent[]];
    expect(verifyStream([first, { ...second, canon: second.canon.replace('第18条', '第19条') }, ...rest])).toEqual({ ok: false, seq: 2, reason: 'leaf' });
    expect(verifyStream([first, ...rest])).toMatchObject({ ok: false, reason: 'gap' });
  });

  it('書き換えたうえでハッシュを計算し直しても、入れ替えても、抜いて番号を詰めても、次の記録とつながらない', async () => {
    const events = await stored(fixture.contractId);
    const [first, second, third, ...rest] = events as [StoredEvent, StoredEvent, StoredEvent, ...StoredEvent[]];
    const forged = (event: StoredEvent, change: (canon: string) => string): StoredEvent => {
      const canon = change(event.canon);
      return { ...event, canon, leaf: createHash('sha256').update(Buffer.from([0])).update(canon, 'utf8').digest('hex') };
    };
    expect(verifyStream([forged(first, (canon) => canon.replace(/"at":"[^"]+"/, '"at":"2020-01-01T00:00:00.000Z"')), second, third, ...rest])).toEqual({ ok: false, seq: 2, reason: 'prev' });
    expect(verifyStream([second, first, third, ...rest])).toMatchObject({ ok: false, reason: 'gap' });
    expect(verifyStream([first, { ...forged(third, (canon) => canon.replace('"seq":3', '"seq":2')), seq: 2 }])).toEqual({ ok: false, seq: 2, reason: 'prev' });
    // What was cut from the end shows only against a head that somebody kept.
    const cut = verifyStream(events.slice(0, -1));
    expect(cut).toMatchObject({ ok: true, count: events.length - 1 });
    expect(cut.ok && cut.head).not.toBe(events.at(-1)?.leaf);
  });

  it('保守会社（乙）は画面から検算でき、書き換えられた記録の番号が分かる。どの記録も直前のハッシュを示す', async () => {
    const params = { contractId: neighbour.contractId };
    const { items } = await owner.do(auditRoutes.ofContract, { params });
    expect(items.map(({ prev }) => prev)).toEqual([...items.slice(1).map(({ leaf }) => leaf), '']);
    expect(await owner.do(auditRoutes.check, { params })).toEqual({ ok: true, count: items.length, head: items[0]?.leaf, brokenSeq: null });
    await world.sql('alter table audit.event disable trigger event_frozen');
    await world.sql(`update audit.event set canon = replace(canon, '第18条', '第17条') where stream = $1 and seq = 2`, [`contract:${neighbour.contractId}`]);
    await world.sql('alter table audit.event enable trigger event_frozen');
    expect(await owner.do(auditRoutes.check, { params })).toEqual({ ok: false, count: items.length, head: '', brokenSeq: 2 });
    expect((await client.try(auditRoutes.check, { params: fixture })).status).toBe(404);
  });

  it('読めるのは権利のある役割だけ', async () => {
    await owner.do(companyRoutes.invite, { body: { email: 'tech@aoba.example', role: 'technician', noticeAuthority: false } });
    const technician = await new Person(world, '田中 翔', 'tech@aoba.example').acceptInvitation();
    expect((await technician.try(auditRoutes.list)).status).toBe(403);
    const accounting = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
    expect((await accounting.try(auditRoutes.ofContract, { params: fixture })).status).toBe(403);
  });
});
