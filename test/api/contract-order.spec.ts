import { contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';

jest.setTimeout(120_000);
type Row = ResponseOf<typeof contractRoutes.list>['items'][number];
let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  const today = await world.today();
  const day = (offset: number) => addDays(localDate(today), offset);
  // Number and deadline run against each other; 90 days of notice bring a later end before an earlier one; two share a day.
  const wanted = [[200, 30], [150, 30], [220, 90], [150, 30], [400, 30], [90, 30], [365, 60]] as const;
  for (const [index, [last, noticeDays17]] of wanted.entries()) {
    await concludedContract(world, { owner, number: `HS-${index + 1}`, clientName: `取引先${index + 1}`, concludedOn: day(-30), lastOn: day(last), terms: { noticeDays17 } });
  }
  const ended = await concludedContract(world, { owner, number: 'HS-8', clientName: '終わる会社', concludedOn: day(-30), lastOn: day(60) });
  await world.sql(`insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis) values ($1, $2, $3, $4, 'agreed')`, [ended.tenantId, ended.clientId, ended.contractId, day(20)]);
  const clientId = await createClient(owner, { companyName: '下書きの会社', contactEmail: 'shita@client.example' });
  await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: day(10) });
});
afterAll(() => world.close());

/** Every page of the list, two contracts each. */
async function pages(query: Record<string, string>): Promise<Row[][]> {
  const all: Row[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: ResponseOf<typeof contractRoutes.list> = await owner.do(contractRoutes.list, { query: { limit: '2', ...query, ...(cursor ? { cursor } : {}) } });
    all.push(page.items);
    cursor = page.nextCursor;
  }
  return all;
}
const never = '9999-12-31';

describe('第17条2項 契約の一覧を期限順に', () => {
  it('すべてのページを通して期限の近い順に並び、期限のないものは最後で、抜けも重なりもない', async () => {
    const rows = (await pages({ order: 'deadline' })).flat();
    const byNumber = (await pages({})).flat();
    expect(rows).toHaveLength(9);
    expect(rows.map(({ number }) => number)).not.toEqual(byNumber.map(({ number }) => number));
    const expected = [...byNumber].sort((a, b) => (a.noticeDeadlineOn ?? never).localeCompare(b.noticeDeadlineOn ?? never) || (a.number < b.number ? 1 : -1));
    expect(rows).toEqual(expected);
    expect(rows.slice(0, 5).map(({ number }) => number)).toEqual(['HS-6', 'HS-4', 'HS-2', 'HS-3', 'HS-1']);
    expect(rows.slice(-2).map(({ noticeDeadlineOn }) => noticeDeadlineOn)).toEqual([null, null]);
  });

  it('状態で絞っても、ページの境目で途切れない', async () => {
    const found = await pages({ order: 'deadline', status: 'in_force' });
    expect(found.flat().map(({ number }) => number)).toEqual(['HS-6', 'HS-4', 'HS-2', 'HS-3', 'HS-1', 'HS-7', 'HS-5']);
    expect(found.map((page) => page.length)).toEqual([2, 2, 2, 1]);
    expect((await pages({ order: 'deadline', search: '取引先3' })).flat().map(({ number }) => number)).toEqual(['HS-3']);
  });

  it('番号順の続きを期限順には使えない。知らない並びは断る', async () => {
    const { nextCursor } = await owner.do(contractRoutes.list, { query: { limit: '2' } });
    expect((await owner.try(contractRoutes.list, { query: { limit: '2', order: 'deadline', cursor: nextCursor ?? '' } })).problem.code).toBe('invalid_request');
    expect((await owner.try(contractRoutes.list, { query: { order: 'client' } })).status).toBe(400);
  });
});
