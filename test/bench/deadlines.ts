import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { boardRoutes, contractRoutes, renewalRoutes } from '../../libs/api-schema/src/index.js';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor } from '../../libs/testing/src/person.js';
import { startWorld, type World } from '../../libs/testing/src/world.js';
import { addDays, localDate } from '../../libs/domain/src/index.js';
import { median } from './load.js';
import { manyContracts } from './many-contracts.js';
import type { Result } from './result.js';

const contracts = 100_000;
const rounds = 15;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const medianOf = async (work: () => Promise<unknown>): Promise<number> => {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work));
  return Math.round(median(times));
};

async function nextNight(world: World): Promise<number> {
  await world.sql('update platform.clock set offset_ms = offset_ms + 86400000');
  return timed(() => world.app.get(DueTasks).runAll());
}
const written = async (world: World) => (await world.sql<{ renewed: number; reminded: number }>(
  `select (select count(*)::int from hoshu.contract_term where number > 1) as renewed, (select count(*)::int from hoshu.contract_reminder) as reminded`))[0] ?? { renewed: 0, reminded: 0 };

/** B10: the night of a tenant with 100,000 contracts whose terms end evenly over the year: the second night, as the first also writes what had fallen due before. */
async function benchNight(): Promise<Result[]> {
  const world = await startWorld();
  try {
    await manyContracts(world, { name: 'evenly', count: contracts, lastOn: '$2 + (g % 365)', today: await world.today() });
    const first = await nextNight(world);
    const before = await written(world);
    const second = await nextNight(world);
    const after = await written(world);
    const rows = after.renewed - before.renewed + after.reminded - before.reminded;
    const all = before.renewed + before.reminded;
    return [
      { id: 'B10', what: 'renewals and reminders of a night, 100,000', value: Number((second / 1000).toFixed(1)), goal: 60, better: 'less', unit: 's', detail: `${after.renewed - before.renewed} renewals, ${after.reminded - before.reminded} reminders` },
      { id: 'B10', what: 'renewals and reminders written per second', value: Math.round((all / first) * 1000), goal: null, better: 'more', unit: '/s', detail: `${all} in ${(first / 1000).toFixed(1)} s on the first night; second night ${Math.round((rows / second) * 1000)}/s` },
    ];
  } finally {
    await world.close();
  }
}

/** B11: the deadlines of a vendor with 10,000 contracts, and the board of a contract that was served and billed for five years; both over HTTP. */
async function benchReads(): Promise<Result[]> {
  const world = await startWorld();
  try {
    const { owner } = await manyContracts(world, { name: 'ten-thousand', count: 10_000, lastOn: '$2 + (g % 365)', today: await world.today() });
    const list = await medianOf(() => owner.do(contractRoutes.list, { query: { order: 'deadline' } }));
    const queue = await medianOf(() => owner.do(renewalRoutes.queue, {}));
    return [
      { id: 'B11', what: 'contracts by deadline, first page of 10,000', value: list, goal: 150, better: 'less', unit: 'ms', detail: `median of ${rounds}` },
      { id: 'B11', what: 'queue of decisions, vendor with 10,000', value: queue, goal: 150, better: 'less', unit: 'ms', detail: `median of ${rounds}` },
    ];
  } finally {
    await world.close();
  }
}

async function benchBoard(): Promise<Result[]> {
  const world = await startWorld();
  try {
    const owner = await signUpVendor(world, { companyName: '株式会社五年', personName: '測 太郎', email: 'five@vendor.example' });
    await fillCompany(owner, '株式会社五年');
    const today = await world.today();
    const contract = await concludedContract(world, { owner, concludedOn: today, lastOn: addDays(localDate(today), 364) });
    for (let month = 0; month < 60; month += 1) {
      await world.sql('update platform.clock set offset_ms = offset_ms + 30.4 * 86400000');
      await world.app.get(DueTasks).runAll();
      await world.drain();
    }
    const [counted] = await world.sql<{ invoices: number; terms: number }>('select (select count(*)::int from hoshu.invoice) as invoices, (select count(*)::int from hoshu.contract_term) as terms');
    const board = await medianOf(() => owner.do(boardRoutes.get, { params: contract }));
    return [{ id: 'B11', what: 'article board after five years', value: board, goal: 300, better: 'less', unit: 'ms', detail: `${counted?.terms ?? 0} terms, ${counted?.invoices ?? 0} invoices, median of ${rounds}` }];
  } finally {
    await world.close();
  }
}

export const benchDeadlines = async (isWanted: (id: string) => boolean): Promise<Result[]> => [...(isWanted('B10') ? await benchNight() : []), ...(isWanted('B11') ? [...(await benchReads()), ...(await benchBoard())] : [])];
