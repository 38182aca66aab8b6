import { amendmentRoutes, billingRoutes, campaignRoutes as routes, contractRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { sampleTerms } from '@hoshu/contract-text';
import { addDays, dateJa, localDate, monthOf, type LocalDate } from '@hoshu/domain';
import { clientPerson, concludedContract, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: LocalDate;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = localDate(await world.today());
});
afterAll(() => world.close());

let serial = 0;
/** A contract of 55,000 yen whose notice deadline is `days` away: its term ends 30 days (第17条2項) later. */
async function near(days: number): Promise<{ fixture: ContractFixture; midori: Person }> {
  serial += 1;
  const fixture = await concludedContract(world, { owner, clientName: `医療法人社団みどり会${serial}`, concludedOn: addDays(today, -200), lastOn: addDays(today, days + 30), terms: { annex: { ...sampleTerms().annex, notices: { client: { email: `tsuchi${serial}@midori.example`, postal: '〒100-0005　東京都千代田区丸の内1-1-1' }, vendor: { email: 'tsuchi@aoba.example', postal: '〒530-0001　大阪府大阪市北区梅田1-2-3' } } } } });
  return { fixture, midori: await clientPerson(world, fixture, { name: '緑川 薫', email: `midori${serial}@client.example`, role: 'owner' }) };
}
type Wish = Omit<BodyInputOf<typeof routes.preview>, 'contracts'>;
const fivePercent: Wish = { method: 'percent', percent: 5, roundingUnitYen: 100, rounding: 'floor' };
const chosen = (...fixtures: ContractFixture[]) => fixtures.map(({ contractId }) => ({ contractId, newFeeYen: null }));
const create = (wish: Wish, contracts: { contractId: string; newFeeYen: number | null }[]) => owner.try(routes.create, { body: { ...wish, contracts, name: '2027年度の改定', message: '人件費の上昇によるお願いです。', authority: 'representative', personName: '' } });
const sign = (person: Person, amendment: { id: string; bodyHash: string }) => person.do(amendmentRoutes.accept, { params: { amendmentId: amendment.id }, body: { bodyHash: amendment.bodyHash, agreed: true, authority: 'representative', personName: '' } });
const states = async (campaignId: string) => (await owner.do(routes.get, { params: { campaignId } })).items.map(({ state }) => state);

describe('料金改定（F116・第17条2項）', () => {
  it('F116 下見は新しい月額の計算、送る日、返答の期限、発効日を示し、加えられない契約を理由つきで示す', async () => {
    const [soon, far, passed] = [await near(20), await near(200), await near(-1)];
    const { items } = await owner.do(routes.preview, { body: { ...fivePercent, contracts: chosen(soon.fixture, far.fixture, passed.fixture) } });
    // 55,000円 × 1.05 = 57,750円、100円未満切捨てで57,700円。発効日は満了日の翌日、送る日は期限の90日前。
    expect(items[0]).toMatchObject({ oldFeeYen: 55_000, newFeeYen: 57_700, answerBy: addDays(today, 20), opensOn: addDays(today, -70), effectiveOn: addDays(today, 51), refusal: null, calculation: { ja: '55,000円 × 1.05 = 57,750円 → 57,700円（100円未満切捨て）' } });
    expect(items[1]).toMatchObject({ opensOn: addDays(today, 110), answerBy: addDays(today, 200), refusal: null });
    expect(items[2]?.refusal?.ja).toContain('期限');
    const refused = await create(fivePercent, chosen(soon.fixture, passed.fixture));
    expect([refused.status, refused.problem.code]).toEqual([422, 'campaign_contract_refused']);
  });

  it('F116 期限の90日前に提案が開き、甲が同意すると新しい期間から改定され、返答がなければ同じ条件で更新される', async () => {
    const [yes, silent, later] = [await near(5), await near(6), await near(92)];
    const campaign = (await create(fivePercent, chosen(yes.fixture, silent.fixture, later.fixture))).body;
    const by = (fixture: ContractFixture) => campaign.items.find(({ contractId }) => contractId === fixture.contractId)!;
    expect([by(yes.fixture).state, by(silent.fixture).state, by(later.fixture).state]).toEqual(['open', 'open', 'scheduled']);
    await world.drain();
    const mail = world.mail.last(yes.fixture.terms.annex.notices.client.email, '契約の変更').text;
    expect(mail).toContain('57,700');
    const proposal = await yes.midori.do(amendmentRoutes.get, { params: { amendmentId: by(yes.fixture).amendmentId! } });
    expect(proposal.outcome.ja).toContain('期限までに同意がないときは、同じ条件で更新されます');
    await sign(yes.midori, proposal);
    const letters = await owner.try(routes.letters, { params: { campaignId: campaign.id } });
    expect([letters.status, letters.bytes.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
    // 期限の翌日：同意のない提案は失効。2日後に開く予定だった提案は開いている。
    await world.advanceDays(7);
    expect((await states(campaign.id)).sort()).toEqual(['agreed', 'lapsed', 'open']);
    const lapsed = async () => (await silent.midori.do(amendmentRoutes.get, { params: { amendmentId: by(silent.fixture).amendmentId! } })).outcome.ja;
    const renewedOn = addDays(today, 6 + 30 + 1);
    expect(await lapsed()).toBe(`同意がないため、${dateJa(renewedOn)} から同じ条件で更新されます（第17条2項）。`);
    expect(world.mail.last(silent.fixture.terms.annex.notices.client.email, '期限が過ぎました').text).toContain('同じ条件で更新されます');
    await world.advanceTo(renewedOn);
    expect(await lapsed()).toBe('同意がないため同じ条件で更新されました（第17条2項）。');
    // 更新のあと：同意した契約は新しい月額、返答のなかった契約は元の月額。
    const fee = async ({ contractId }: ContractFixture) => (await owner.do(contractRoutes.get, { params: { contractId } })).feeYen;
    expect([await fee(yes.fixture), await fee(silent.fixture)]).toEqual([57_700, 55_000]);
    const { items } = await owner.do(billingRoutes.preview, { params: { contractId: yes.fixture.contractId } });
    // 新しい期間の初日が月の途中なら翌月分から（D30）。2か月後の分は必ず新しい月額。
    const months = items.map(({ serviceMonth, amountYen, prorated }) => [serviceMonth, amountYen, prorated] as const).filter(([month, , prorated]) => !prorated && month > monthOf(localDate(renewedOn)));
    expect(new Set(months.map(([, amount]) => amount))).toEqual(new Set([57_700]));
    today = localDate(await world.today());
  });

  it('F116 甲は希望額で返答でき、乙は別の月額で提案し直せる。契約ごとの月額、取りやめ、同じ契約への二重の提案の拒否', async () => {
    const [one, far] = [await near(30), await near(150)];
    const each: Wish = { method: 'each', percent: null, roundingUnitYen: 1, rounding: 'round' };
    const campaign = (await create(each, [{ contractId: one.fixture.contractId, newFeeYen: 66_000 }, { contractId: far.fixture.contractId, newFeeYen: 70_000 }])).body;
    const item = campaign.items.find(({ contractId }) => contractId === one.fixture.contractId)!;
    expect((await create(fivePercent, chosen(one.fixture))).problem.code).toBe('campaign_contract_refused');
    await one.midori.do(amendmentRoutes.decline, { params: { amendmentId: item.amendmentId! }, body: { text: '', counterFeeYen: 60_000, personName: '' } });
    const ids = { campaignId: campaign.id, priceProposalId: item.id };
    expect((await owner.do(routes.get, { params: ids })).items.find(({ id }) => id === item.id)).toMatchObject({ state: 'declined', counterFeeYen: 60_000 });
    const revised = await owner.do(routes.revise, { params: ids, body: { newFeeYen: 60_000, message: '', authority: 'representative', personName: '' } });
    const again = revised.items.find(({ id }) => id === item.id)!;
    expect(again).toMatchObject({ state: 'open', newFeeYen: 60_000 });
    await sign(one.midori, await one.midori.do(amendmentRoutes.get, { params: { amendmentId: again.amendmentId! } }));
    const other = campaign.items.find(({ contractId }) => contractId === far.fixture.contractId)!;
    await owner.do(routes.cancel, { params: { campaignId: campaign.id, priceProposalId: other.id } });
    expect((await owner.do(routes.list)).items[0]).toMatchObject({ name: '2027年度の改定', total: 2, counts: { agreed: 1, cancelled: 1, open: 0 } });
    expect((await owner.try(routes.cancel, { params: { campaignId: campaign.id, priceProposalId: other.id } })).problem.code).toBe('campaign_not_open');
    // 甲には料金改定そのものは見えない。
    expect((await one.midori.try(routes.list)).status).toBe(404);
  });
});
