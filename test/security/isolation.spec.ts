import { startWorld, type World } from '@hoshu/testing';
import { tablesOf } from './support/catalog.js';
import { buildWalls, isolationLeaks, sabotageRowSecurity, sabotageWanted, type Walls } from './support/isolation.js';
import exceptions from './isolation-exceptions.json';

jest.setTimeout(300_000);

describe('T2 SQLでの分離（全テーブル × 役割 × 操作）', () => {
  let world: World;
  let walls: Walls;
  beforeAll(async () => {
    world = await startWorld();
    walls = await buildWalls(world);
    if (sabotageWanted('rls')) await sabotageRowSecurity(world);
  });
  afterAll(() => world.close());

  it('すべてのテナント表に、壁の両側の行がある', async () => {
    const problems = [walls.own, walls.neighbour, walls.foreign].flatMap((side) => [...side.failed].map(([table, reason]) => `${table}: ${reason}`));
    expect([...new Set(problems)]).toEqual([]);
    const tables = (await tablesOf(world, ['hoshu'])).length;
    expect(walls.foreign.rows.size).toBeGreaterThanOrEqual(tables);
  });

  it('F153、F154 どの役割も、ほかの保守会社とほかのお客様の行を読めず、書けず、消せない', async () => {
    const { leaks, checks } = await isolationLeaks(world, walls);
    const allowed = new Set(Object.keys(exceptions));
    expect(leaks.filter((leak) => !allowed.has(leak))).toEqual([]);
    expect([...allowed].filter((line) => !leaks.includes(line))).toEqual([]);
    expect(checks).toBeGreaterThan(500);
  });
});

describe('検査そのものの検査', () => {
  it('行レベルセキュリティを外したデータベースでは、検査が漏れを報告する', async () => {
    const world = await startWorld();
    try {
      const walls = await buildWalls(world);
      await sabotageRowSecurity(world);
      const { leaks } = await isolationLeaks(world, walls, ['hoshu.client', 'hoshu.client_contact', 'audit.event']);
      for (const expected of ['r_vendor SELECT hoshu.client other tenant', 'r_client SELECT hoshu.client_contact other client', 'r_vendor UPDATE hoshu.client other tenant', 'r_system SELECT audit.event other tenant']) expect(leaks).toContain(expected);
    } finally {
      await world.close();
    }
  });
});
