import { billingRoutes, contractRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { localDate } from '@hoshu/domain';
import { clientPerson, createClient, createSite, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthEnd, monthStart, shift } from './billing-support.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let today: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
});
afterAll(() => world.close());

const proration = (method: ContractTerms['proration']['method']) => ({ method, basis: 'actual', rounding: 'floor' } as const);
const term = (startOn: string) => ({ ...sampleTerms().term, startOn: localDate(startOn), firstEndOn: localDate(shift(startOn, 364)) });
const preview = (fixture: ContractFixture, by = owner) => by.do(billingRoutes.preview, { params: { contractId: fixture.contractId } });
const annexText = async (fixture: ContractFixture) => JSON.stringify((await owner.do(contractRoutes.text, { params: { contractId: fixture.contractId } })).model);
/** What the wizard shows before anything is concluded, for the same terms. */
const draft = async (terms: Partial<Awaited<ReturnType<typeof defaults>>>) => {
  const clientId = await createClient(owner, { companyName: `見本${Math.random()}`, contactEmail: 'mihon@client.example' });
  return owner.do(contractRoutes.preview, { body: { clientId, siteIds: [await createSite(owner, clientId)], terms: { ...(await defaults()), feeYen: 55_000, dueDay: 31, dueConvention: 'none', ...terms } } });
};
const defaults = async () => (await owner.do(contractRoutes.defaults)).terms;

describe('第11条・別紙1 1か月に満たない月を請求しない契約', () => {
  //  ┆ month -2: begins on the 10th ┆ month -1: whole ┆ this month ┆
  it('本文・期間中の予定・実際の請求・作成前の確認が一致し、最初の月だけがない', async () => {
    const startOn = shift(monthStart(today, -2), 9);
    const fixture = await billedContract(world, owner, { concludedOn: startOn, terms: { proration: proration('none'), term: term(startOn) } });
    expect(await annexText(fixture)).toContain('1か月に満たない最初の月及び最後の月の保守管理費は、請求しない。');
    const shown = (await preview(fixture)).items;
    expect(shown[0]).toMatchObject({ periodStartOn: monthStart(today, -1), periodEndOn: monthEnd(today, -1), grossYen: 55_000, prorated: false });
    await owner.do(billingRoutes.run, { body: {} });
    await world.drain();
    const billed = await invoicesOf(owner, fixture);
    expect(billed.map(({ supplyFirstOn, totalYen, dueOn }) => [supplyFirstOn, totalYen, dueOn])).toEqual([[monthStart(today, -1), 55_000, shown[0]?.dueOn]]);
    expect((await preview(fixture)).items.map(({ invoiceNumber }) => invoiceNumber !== null).slice(0, 2)).toEqual([true, false]);
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@midori.example', role: 'owner' });
    expect((await preview(fixture, client)).items.map(({ serviceMonth }) => serviceMonth)).toEqual(shown.map(({ serviceMonth }) => serviceMonth));

    const before = await draft({ proration: proration('none'), contractDate: startOn, term: { startOn, startsAtMidnight: false, months: 12 } });
    expect(before.schedule.map(({ serviceMonth, grossYen, dueOn }) => [serviceMonth, grossYen, dueOn])).toEqual(shown.map(({ serviceMonth, grossYen, dueOn }) => [serviceMonth, grossYen, dueOn]));
    expect(before.explained.find(({ key }) => key === 'firstDueOn')?.value).toBe(shown[0]?.dueOn);
  });

  it.each([['daily', 1], ['full', 1], ['none', 0]] as const)('日割りの定め「%s」では、作成前の確認に最初の部分月が%i件ある', async (method, count) => {
    const startOn = shift(monthStart(today, 1), 9);
    const { schedule } = await draft({ proration: proration(method), contractDate: startOn, term: { startOn, startsAtMidnight: false, months: 12 } });
    expect(schedule.filter(({ periodStartOn }) => periodStartOn === startOn)).toHaveLength(count);
  });
});

describe('第11条2項(2) 最初の支払期日は、契約の初日より前にならない', () => {
  const cases = [['前払い', 'advance', 0, 31], ['当月払い・初日より前の支払日', 'sameMonth', 19, 10], ['翌月払い', 'arrears', 19, 10]] as const;
  it.each(cases)('%s：画面の説明・予定・実際の請求書が同じ日を示す', async (_, timing, offset, dueDay) => {
    const startOn = shift(monthStart(today, -1), offset);
    const terms = { timing, dueDay, term: term(startOn) };
    const fixture = await billedContract(world, owner, { concludedOn: startOn, terms, clientName: `初日 ${timing}` });
    const first = (await owner.do(contractRoutes.get, { params: { contractId: fixture.contractId }, query: { explain: '1' } })).explained.find(({ key }) => key === 'firstDueOn');
    expect(first!.value >= startOn).toBe(true);
    expect(first?.explanation.result).toBe(first?.value);
    expect(first?.explanation.steps.some(({ ja }) => ja.includes(`契約の初日 ${startOn} より前`))).toBe(timing !== 'arrears');
    await owner.do(billingRoutes.run, { body: {} });
    await world.drain();
    const before = await draft({ timing, dueDay, contractDate: startOn, term: { startOn, startsAtMidnight: false, months: 12 } });
    expect(before.schedule[0]?.dueOn).toBe(first?.value);
    expect(before.dueDates[0]?.dueOn).toBe(first?.value);
    // Whether the run of today already bills that month or not, its plan says the day that the contract page explains.
    const planned = (await preview(fixture)).items[0];
    expect(planned!.dueOn >= first!.value).toBe(true);
    expect(planned!.explanations[0]?.result).toBe(planned!.dueOn);
    if (planned!.dueOn !== first!.value) expect(planned!.invoiceNumber).not.toBeNull();
  });

  it('契約が初日より前に成立しても、初日より前の期日の請求にはならない', async () => {
    const startOn = shift(monthStart(today, 1), 19);
    const fixture = await billedContract(world, owner, { concludedOn: today, terms: { timing: 'sameMonth', dueDay: 10, term: term(startOn) }, clientName: '先に締結した会社' });
    // A term is a fact that never changes; the fixture's begins on the day of the conclusion.
    await world.sql('alter table hoshu.contract_term disable trigger contract_term_frozen');
    await world.sql('update hoshu.contract_term set starts_on = $2 where contract_id = $1', [fixture.contractId, startOn]);
    await world.sql('alter table hoshu.contract_term enable trigger contract_term_frozen');
    const [item] = (await preview(fixture)).items;
    expect(item!.dueOn >= startOn).toBe(true);
  });
});
