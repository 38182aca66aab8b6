import { contractRoutes, demoRoutes, identityRoutes } from '@hoshu/api-schema';
import { Person, startWorld, type World } from '@hoshu/testing';
import { SeedDemo } from '../../apps/api/src/modules/demo/index.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.app.get(SeedDemo).run();
});
afterAll(() => world.close());

const enter = async (person: 'owner' | 'tantou' | 'midori' | 'support'): Promise<Person> => {
  const visitor = new Person(world, person, `${person}@demo.example`);
  await visitor.do(demoRoutes.enter, { body: { person } });
  return visitor;
};

describe('デモ', () => {
  it('三つの取引先と、段階の違う四つの契約がある', async () => {
    const owner = await enter('owner');
    const { items } = await owner.do(contractRoutes.list);
    expect(items).toHaveLength(4);
    expect(new Set(items.map((row) => row.clientName)).size).toBe(3);
    expect(items.filter((row) => row.status === 'draft')).toHaveLength(1);
    // 北浜製菓: 11か月前に締結。満了の30日前は、すでに過ぎている。
    const past = items.find((row) => row.clientName === '株式会社北浜製菓');
    expect((past?.noticeDeadlineOn ?? '') < (await world.today())).toBe(true);
  });

  it('二度目の準備は何も足さない', async () => {
    expect(await world.app.get(SeedDemo).run()).toEqual({ seeded: false });
    expect((await (await enter('owner')).do(contractRoutes.list)).items).toHaveLength(4);
  });

  it('お客様（甲）は自分の契約だけを見る', async () => {
    const midori = await enter('midori');
    expect((await midori.do(identityRoutes.session)).membership).toMatchObject({ kind: 'client', role: 'owner' });
    expect((await midori.do(contractRoutes.list)).items.map((row) => row.clientName)).toEqual(['医療法人社団みどり会']);
  });

  it('「進める」は一日ずつ動かし、動いている途中の二度目は断る', async () => {
    const owner = await enter('owner');
    const before = await owner.do(demoRoutes.state);
    await owner.do(demoRoutes.advance, { body: { by: 'day' } });
    expect((await owner.do(demoRoutes.state)).advancing).toBe(true);
    expect((await owner.try(demoRoutes.advance, { body: { by: 'day' } })).problem.code).toBe('clock_moving');
    await world.drain();
    const after = await owner.do(demoRoutes.state);
    expect([after.advancing, after.movedDays]).toEqual([false, before.movedDays + 1]);
  });
});
