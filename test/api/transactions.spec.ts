import { fillCompany, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { systemActor, type Actor } from '../../apps/api/src/platform/actor.js';
import { Db } from '../../apps/api/src/platform/db/db.js';

let world: World;
let db: Db;
let actor: Actor;
beforeAll(async () => {
  world = await startWorld();
  const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  db = world.app.get(Db);
  actor = systemActor((await world.sql<{ id: string }>('select tenant_id as id from identity.membership'))[0]?.id ?? '', 'test');
});
afterAll(() => world.close());

const emitted = async (): Promise<number> => (await world.sql<{ count: number }>(`select count(*)::int from platform.outbox where kind = 'test.kept'`))[0]?.count ?? -1;

describe('取引', () => {
  it('時計が動いたあとの最初の取引は、返事を一つも使わないうちに新しい日で始め直し、一度だけ書く', async () => {
    const before = await db.read(actor, (tx) => Promise.resolve(tx.today));
    await world.sql('update platform.clock set offset_ms = offset_ms + 86400000');
    const begun: string[] = [];
    const answered: string[] = [];
    await db.tx(actor, async (tx) => {
      begun.push(tx.today);
      await tx.emit('test.kept', {}, 3_600_000);
      answered.push(tx.today);
    });
    expect(begun).toEqual([before, answered[0]]);
    expect(answered).toEqual([await world.today()]);
    expect(await emitted()).toBe(1);
  });

  it('同時に送った文の一つが断られると、取引は何も残さず、同じ接続は次に使える', async () => {
    const kept = await emitted();
    for (let round = 0; round < 20; round += 1) {
      await expect(db.tx(actor, (tx) => Promise.all([tx.emit('test.kept', {}, 3_600_000), tx.query('select 1 / $1::int', [0]), tx.query('select $1::int as one', [1])]))).rejects.toThrow('division by zero');
    }
    expect(await emitted()).toBe(kept);
    expect(await db.read(actor, (tx) => Promise.all([1, 2, 3].map((n) => tx.one<{ n: number }>('select $1::int as n', [n]))))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('読む取引は確定の返事を待たないが、接続は必ず返る', async () => {
    const days = await Promise.all(Array.from({ length: 120 }, () => db.read(actor, async (tx) => (await tx.one<{ day: string }>('select $1::text as day', [tx.today]))?.day)));
    expect(new Set(days)).toEqual(new Set([await world.today()]));
    await expect(db.read(actor, (tx) => tx.emit('test.kept', {}))).rejects.toThrow('read-only');
  });
});
