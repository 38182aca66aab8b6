import { amendmentRoutes, contractRoutes, noticeRoutes, signingRoutes } from '@hoshu/api-schema';
import { addDays, localDate, type LocalDate } from '@hoshu/domain';
import { clientPerson, concludedContract, createDraft, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(180_000);
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

/** A contract in force, and a draft of the same client over the same site. */
async function pair(startOn: string): Promise<{ first: ContractFixture; second: string }> {
  const first = await concludedContract(world, { owner, concludedOn: addDays(today, -100), lastOn: addDays(today, 264) });
  // A registered text may have no blanks (第2条3号・4号).
  await world.sql(`update hoshu.site set server = 'さくらのレンタルサーバ', cms = 'WordPress 6.9', version = version + 1 where id = $1`, [first.siteId]);
  return { first, second: await createDraft(owner, { clientId: first.clientId, siteId: first.siteId, startOn }) };
}
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
async function register(contractId: string, contractDate: string) {
  const { fileId } = await owner.do(signingRoutes.uploadEvidence, { params: { contractId }, upload: { bytes: pdf, name: '契約書.pdf', type: 'application/pdf' } });
  const signer = { personName: '緑川 薫', title: '理事長', authority: 'representative' as const, signedOn: today };
  const stated = { statedBy: '緑川 薫', officers: ['緑川 薫'] };
  return owner.try(signingRoutes.register, { params: { contractId }, body: { method: 'external', fileId, contractDate, notifyEmail: null, signers: { client: signer, vendor: signer }, antisocial: { client: stated, vendor: stated, statedInDocument: true } } });
}
const overlaps = (contractId: string, startOn: string) => owner.do(contractRoutes.siteOverlaps, { params: { contractId }, query: { startOn } });
const endOn = (fixture: ContractFixture, lastOn: string) => world.sql('insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis) values ($1, $2, $3, $4, $5)', [fixture.tenantId, fixture.clientId, fixture.contractId, lastOn, 'agreed']);
const coverage = (contractId: string) => world.sql<{ from: string; to: string | null; count: number }>(`select to_char(starts_on, 'YYYY-MM-DD') as from, to_char(last_on, 'YYYY-MM-DD') as to, count(*)::int as count from hoshu.site_coverage where contract_id = $1 group by 1, 2 order by 1`, [contractId]);

describe('第2条 一つのサイトは、同じ業務・同じ期間に一つの契約だけ（F009）', () => {
  it('F009 送信と外部契約の登録を断り、どの契約と重なるかを示す。前契約の終わりが決まると、その翌日に合わせられる', async () => {
    const { first, second } = await pair(today);
    const found = await overlaps(second, today);
    // 別紙1の業務は1号から8号まで。前の契約に終わりがない間は、合わせる日もない。
    expect(found).toMatchObject({ alignOn: null, items: [{ contractId: first.contractId, siteId: first.siteId, services: [1, 2, 3, 4, 5, 6, 7, 8], startsOn: addDays(today, -100), lastOn: null }] });
    const refused = await register(second, today);
    expect([refused.status, refused.problem.code, refused.problem.article]).toEqual([422, 'site_overlap', '第2条']);
    expect(refused.problem.data).toMatchObject({ alignOn: null, items: [{ contractId: first.contractId }] });
    await endOn(first, addDays(today, -1));
    expect(await overlaps(second, addDays(today, -1))).toMatchObject({ alignOn: today, items: [{ lastOn: addDays(today, -1) }] });
    expect((await overlaps(second, today)).items).toEqual([]);
    expect((await register(second, today)).status).toBe(200);
    // The second contract holds the site now, until an end of its own.
    expect(await coverage(second)).toEqual([{ from: today, to: null, count: 8 }]);
  });

  it('F009 データベース自身が断る：二つの契約の同じサイト・同じ業務・同じ日は書けない', async () => {
    const { first, second } = await pair(today);
    const values = [first.tenantId, first.clientId, second, first.siteId];
    await expect(world.sql('insert into hoshu.site_coverage (tenant_id, client_id, contract_id, site_id, service, starts_on) values ($1, $2, $3, $4, 3, current_date)', values)).rejects.toMatchObject({ code: '23P01', constraint: 'site_coverage_once' });
    // 別の業務（9号）なら書ける。
    await world.sql('insert into hoshu.site_coverage (tenant_id, client_id, contract_id, site_id, service, starts_on) values ($1, $2, $3, $4, 9, current_date)', values);
  });

  it('F009 別の業務だけの契約は重ならず、業務を増やす変更覚書は重なりを断る', async () => {
    const { first, second: draft } = await pair(today);
    const { terms } = await owner.do(contractRoutes.defaults);
    const only = terms.annex.works.map((work) => ({ ...work, applies: work.number === 9, frequency: work.number === 9 ? '毎月' : '' }));
    const view = await owner.do(contractRoutes.get, { params: { contractId: draft } });
    await owner.do(contractRoutes.updateDraft, { params: { contractId: draft }, ifMatch: view.draftVersion ?? 0, body: { siteIds: [first.siteId], terms: { ...view.terms!, annex: { ...view.terms!.annex, works: only } } } });
    expect((await overlaps(draft, today)).items).toEqual([]);
    expect((await register(draft, today)).status).toBe(200);
    const more = await owner.try(amendmentRoutes.preview, { params: { contractId: draft }, body: { effectiveOn: addDays(today, 10), changes: { works: only.map((work) => (work.number === 1 ? { ...work, applies: true, frequency: '5分ごと' } : work)) } } });
    expect([more.status, more.problem.code]).toEqual([422, 'site_overlap']);
  });

  it('F009 範囲は変更・終了・取消に従う：業務を外した日からは空き、終了日を過ぎても空く。終わりの取消しは重なるときに断られる', async () => {
    const { first, second } = await pair(today);
    const midori = await clientPerson(world, first, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
    const effectiveOn = addDays(today, 10);
    const changes = { works: first.terms.annex.works.map((work) => ({ ...work, applies: work.number === 1 })) };
    const { bodyHash } = await owner.do(amendmentRoutes.preview, { params: { contractId: first.contractId }, body: { effectiveOn, changes } });
    const proposal = await owner.do(amendmentRoutes.propose, { params: { contractId: first.contractId }, body: { effectiveOn, changes, bodyHash, message: '', answerBy: null, authority: 'representative', personName: '' } });
    await midori.do(amendmentRoutes.accept, { params: { amendmentId: proposal.id }, body: { bodyHash, agreed: true, authority: 'representative', personName: '' } });
    expect(await coverage(first.contractId)).toEqual([{ from: addDays(today, -100), to: addDays(today, 9), count: 8 }, { from: effectiveOn, to: null, count: 1 }]);
    expect((await overlaps(second, effectiveOn)).items).toMatchObject([{ services: [1] }]);
    // 第18条の通知で終わりが決まると、その日までになる。
    await midori.do(noticeRoutes.give, { params: { contractId: first.contractId }, body: { article: 18, channel: 'portal', requestedEnd: addDays(today, 60), text: '', confirmName: first.terms.parties.vendor.companyName } });
    await world.drain();
    expect((await coverage(first.contractId)).at(-1)).toEqual({ from: effectiveOn, to: addDays(today, 60), count: 1 });
    await world.sql('insert into hoshu.site_coverage (tenant_id, client_id, contract_id, site_id, service, starts_on) values ($1, $2, $3, $4, 1, $5)', [first.tenantId, first.clientId, second, first.siteId, addDays(today, 61)]);
    await expect(world.sql('update hoshu.contract_end set withdrawn_at = now(), version = version + 1 where contract_id = $1', [first.contractId])).rejects.toMatchObject({ code: '23P01' });
  });

  it('F009 先に成立した契約がサイトを占め、あとの契約は断られる', async () => {
    const { first, second } = await pair(addDays(today, 5));
    await endOn(first, addDays(today, 4));
    const other = await createDraft(owner, { clientId: first.clientId, siteId: first.siteId, startOn: addDays(today, 5) });
    expect((await register(other, addDays(today, 5))).status).toBe(200);
    expect((await register(second, addDays(today, 5))).problem.code).toBe('site_overlap');
  });
});
