import { amendmentRoutes as routes, auditRoutes, billingRoutes, contractRoutes, liabilityRoutes, noticeRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, localDate, monthOf, type LocalDate } from '@hoshu/domain';
import { clientPerson, concludedContract, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: LocalDate;
/** The first day of the month `months` from now. */
const first = (months: number): LocalDate => firstDayOf(addMonths(monthOf(today), months));
const sql = (text: string, values: unknown[]) => world.sql(text, values);
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = localDate(await world.today());
});
afterAll(() => world.close());

type Changes = BodyInputOf<typeof routes.propose>['changes'];
/** A contract that has run for two months: 55,000 yen, 30 days of notice, cap over 6 months. */
async function running(email: string): Promise<{ fixture: ContractFixture; midori: Person }> {
  const fixture = await concludedContract(world, { owner, concludedOn: first(-2), lastOn: addDays(first(10), -1) });
  return { fixture, midori: await clientPerson(world, fixture, { name: '緑川 薫', email, role: 'owner' }) };
}
const preview = (fixture: ContractFixture, effectiveOn: string, changes: Changes) => owner.try(routes.preview, { params: { contractId: fixture.contractId }, body: { effectiveOn, changes } });
async function propose(fixture: ContractFixture, effectiveOn: string, changes: Changes) {
  const { bodyHash } = (await preview(fixture, effectiveOn, changes)).body;
  return owner.do(routes.propose, { params: { contractId: fixture.contractId }, body: { effectiveOn, changes, bodyHash, message: '最低賃金の改定に合わせたお願いです。', answerBy: null, authority: 'representative', personName: '' } });
}
const accept = (person: Person, amendment: { id: string; bodyHash: string }) => person.try(routes.accept, { params: { amendmentId: amendment.id }, body: { bodyHash: amendment.bodyHash, agreed: true, authority: 'representative', personName: '' } });
async function agreed(setting: { fixture: ContractFixture; midori: Person }, effectiveOn: string, changes: Changes) {
  const answer = await accept(setting.midori, await propose(setting.fixture, effectiveOn, changes));
  expect([answer.status, answer.problem.code]).toEqual([200, undefined]);
  return answer.body;
}
const versions = async (fixture: ContractFixture) => (await owner.do(routes.ofContract, { params: { contractId: fixture.contractId } })).versions.map(({ number, effectiveOn, feeYen }) => [number, effectiveOn, feeYen]);

describe('変更覚書（F005）', () => {
  it('F005 月額を変えると第2版になり、条文の差分を双方が読む。双方の署名でだけ成立し、覚書のPDF・メール・記録が残る', async () => {
    const { fixture, midori } = await running('midori1@client.example');
    const proposal = await propose(fixture, first(1), { feeYen: 66_000 });
    // 第11条の月額だけが変わる：桁区切りつきの金額の語が入れ替わる。
    expect(proposal.model.changes.map(({ title }) => title)).toEqual(['第11条（報酬）']);
    expect(proposal.model.changes[0]?.lines[0]?.parts.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'removed', text: '55,000' }, { kind: 'added', text: '66,000' }]);
    expect(proposal).toMatchObject({ state: 'open', versionNumber: null, oldFeeYen: 55_000, newFeeYen: 66_000, signatures: [{ party: 'vendor', personName: '佐藤 美咲' }] });
    expect(await versions(fixture)).toEqual([[1, first(-2), 55_000]]);
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.client.email, '契約の変更').text).toContain(`/portal/amendments/${proposal.id}`);
    expect((await accept(midori, { ...proposal, bodyHash: '0'.repeat(64) })).problem.code).toBe('amendment_content_changed');
    const done = (await accept(midori, proposal)).body;
    expect(done).toMatchObject({ state: 'agreed', versionNumber: 2, signatures: [{ party: 'vendor' }, { party: 'client', personName: '緑川 薫', bodyHash: proposal.bodyHash }] });
    expect(await versions(fixture)).toEqual([[2, first(1), 66_000], [1, first(-2), 55_000]]);
    expect((await accept(midori, proposal)).problem.code).toBe('amendment_not_open');
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.vendor.email, '変更が成立').text).toContain('66,000');
    const pdf = await midori.try(routes.pdf, { params: { amendmentId: done.id } });
    expect([pdf.status, pdf.bytes.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
    const events = (await midori.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId } })).items.map(({ type, article }) => [type, article]);
    expect(events).toEqual(expect.arrayContaining([['amendment.agreed', '第11条'], ['amendment.proposed', '第11条']]));
    // The text of today is still the old one; on the day of effect it is the new one.
    expect((await owner.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).feeYen).toBe(55_000);
    expect((await owner.do(routes.terms, { params: { contractId: fixture.contractId }, query: { on: first(1) } })).terms.feeYen).toBe(66_000);
  });

  it('F005 別紙1の特約の選択、バックアップ、時間の目標も変わり、差分に示される。時間の目標は外すこともできる', async () => {
    const setting = await running('midori10@client.example');
    const { fixture } = setting;
    const { backup, specialTerms } = (await owner.do(routes.terms, { params: { contractId: fixture.contractId }, query: {} })).terms.annex;
    expect((await preview(fixture, first(1), { backup, specialTerms, responseTargets: null })).problem.code).toBe('amendment_no_change');
    const targets = { reportWithinMinutes: 60, startWithinMinutes: null, restoreWithinMinutes: null, serviceHours: '平日 9:00〜18:00' };
    const blank = await preview(fixture, first(1), { responseTargets: { ...targets, serviceHours: '' } });
    expect([blank.problem.code, blank.problem.errors?.map(({ path }) => path)]).toEqual(['amendment_incomplete', ['body.changes.responseTargets.serviceHours']]);
    const done = await agreed(setting, first(1), { backup: { frequency: '毎日2回', retention: '90日間', method: '別の地域へ保存' }, responseTargets: targets, specialTerms: { ...specialTerms, lateInterestPercent: 14.6 } });
    const added = done.model.changes.flatMap(({ lines }) => lines).flatMap(({ parts }) => parts).filter(({ kind }) => kind === 'added').map(({ text }) => text).join('');
    for (const text of ['2回', '90', '平日 9:00〜18:00', '14.6']) expect(added).toContain(text);
    expect((await owner.do(routes.terms, { params: { contractId: fixture.contractId }, query: { on: first(1) } })).terms.annex).toMatchObject({ responseTargets: targets, specialTerms: { lateInterestPercent: 14.6 }, backup: { retention: '90日間' } });
    await agreed(setting, first(2), { responseTargets: null, specialTerms });
    const { annex } = (await owner.do(routes.terms, { params: { contractId: fixture.contractId }, query: { on: first(2) } })).terms;
    expect([annex.responseTargets, annex.specialTerms, annex.backup]).toEqual([undefined, specialTerms, { frequency: '毎日2回', retention: '90日間', method: '別の地域へ保存' }]);
  });

  it('F005 請求は役務の月で版を選ぶ：発効日より前の月は元の月額・元の支払条件、月の途中の発効は翌月分から', async () => {
    const setting = await running('midori2@client.example');
    const { fixture } = setting;
    await agreed(setting, first(1), { feeYen: 66_000, dueDay: 10 });
    // 月の途中に発効するもう一つの変更：D30により、その翌月分から。
    await agreed(setting, addDays(first(3), 14), { feeYen: 77_000 });
    const { items } = await owner.do(billingRoutes.preview, { params: { contractId: fixture.contractId } });
    const fees = Object.fromEntries(items.map((item) => [item.serviceMonth, item.amountYen]));
    expect([0, 1, 3, 4].map((months) => fees[monthOf(first(months))])).toEqual([55_000, 66_000, 66_000, 77_000]);
    // 当月分は翌月25日払い、変更後の月の分は翌月10日払い（どちらも休業日なら翌営業日）。
    const due = (months: number) => Number(items.find(({ serviceMonth }) => serviceMonth === monthOf(first(months)))?.dueOn.slice(8));
    expect([due(0) >= 25 || due(0) < 5, due(1) >= 10 && due(1) < 20]).toEqual([true, true]);
    await world.advanceTo(first(2));
    const issued = (await owner.do(billingRoutes.invoices, { query: { contractId: fixture.contractId, limit: '100' } })).items;
    const totals = Object.fromEntries(issued.map((invoice) => [invoice.supplyFirstOn, invoice.totalYen]));
    expect([totals[first(0)], totals[first(1)]]).toEqual([55_000, 66_000]);
    today = localDate(await world.today());
    // A month that is billed keeps its price.
    const late = await preview(fixture, today, { feeYen: 99_000 });
    expect(late.problem.code).toBe('amendment_later_exists');
  });

  it('F005 第17条2項・第18条・第16条2項・第22条 通知の日数、上限の期間、裁判所も、発効日から新しい版で計算する', async () => {
    const setting = await running('midori3@client.example');
    const { fixture } = setting;
    const termEnd = addDays(first(10), -1);
    await agreed(setting, addDays(today, 10), { noticeDays17: 60, noticeDays18: 60, capWindowMonths: 3, court: { kind: 'vendor', name: '' } });
    const deadlines = await owner.do(noticeRoutes.deadlines, { params: { contractId: fixture.contractId } });
    expect(deadlines.noticeDeadline?.lastValidOn).toBe(addDays(termEnd, -60));
    expect((await owner.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).noticeDeadlineOn).toBe(addDays(termEnd, -60));
    const ending = async () => (await setting.midori.do(noticeRoutes.preview, { params: { contractId: fixture.contractId }, query: { article: '18' } })).earliestEndOn;
    const window = async (asOf: string) => (await owner.do(liabilityRoutes.cap, { params: { contractId: fixture.contractId }, query: { asOf } })).windowMonths;
    const court = async () => (await owner.do(contractRoutes.court, { params: { contractId: fixture.contractId } })).clause;
    const before = today;
    expect([await ending(), await window(before), await window(addDays(before, 10)), await court()]).toEqual([addDays(before, 30), 6, 3, 'client']);
    await world.advanceDays(10);
    today = localDate(await world.today());
    // The day before the change keeps the window it had.
    expect([await ending(), await window(addDays(today, -1)), await window(today), await court()]).toEqual([addDays(today, 60), 6, 3, 'vendor']);
  });

  it('F005 第17条2項 新しい日数では期限が発効日より前になる期間には、元の日数が残る', async () => {
    const setting = await running('midori4@client.example');
    // 満了の40日前に発効：60日前の期限はすでに過ぎているため、この期間の期限は30日前のまま。
    const termEnd = addDays(first(10), -1);
    await agreed(setting, addDays(termEnd, -40), { noticeDays17: 60 });
    const { noticeDeadline } = await owner.do(noticeRoutes.deadlines, { params: { contractId: setting.fixture.contractId } });
    expect(noticeDeadline?.lastValidOn).toBe(addDays(termEnd, -30));
  });

  it('F005 断られた提案・取り下げた提案は何も変えない。希望額は乙に伝わる', async () => {
    const { fixture, midori } = await running('midori5@client.example');
    const declined = await propose(fixture, first(1), { feeYen: 66_000 });
    const answer = await midori.do(routes.decline, { params: { amendmentId: declined.id }, body: { text: '急な値上げは難しいです。', counterFeeYen: 60_000, personName: '' } });
    expect(answer).toMatchObject({ state: 'declined', counterFeeYen: 60_000 });
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.vendor.email, '返答').text).toContain('60,000');
    const withdrawn = await propose(fixture, first(1), { feeYen: 60_000 });
    await owner.do(routes.withdraw, { params: { amendmentId: withdrawn.id }, body: { text: '', personName: '' } });
    expect((await accept(midori, withdrawn)).problem.code).toBe('amendment_not_open');
    expect(await versions(fixture)).toEqual([[1, first(-2), 55_000].map((value, index) => (index === 1 ? fixture.terms.contractDate : value))]);
  });

  it('F005 発効日が過去・契約の終了後・変更なしは理由つきで断り、同時の提案は一つだけ通る', async () => {
    const { fixture, midori } = await running('midori6@client.example');
    expect((await preview(fixture, addDays(today, -1), { feeYen: 66_000 })).problem.code).toBe('amendment_effective_past');
    expect((await preview(fixture, first(1), { feeYen: 55_000 })).problem.code).toBe('amendment_no_change');
    const { bodyHash } = (await preview(fixture, first(1), { feeYen: 66_000 })).body;
    const body = { effectiveOn: first(1), changes: { feeYen: 66_000 }, bodyHash, message: '', answerBy: null, authority: 'representative' as const, personName: '' };
    const both = await Promise.all([1, 2].map(() => owner.try(routes.propose, { params: { contractId: fixture.contractId }, body })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe('amendment_open');
    const open = both.find(({ status }) => status === 200)!.body;
    // 甲の経理担当は署名できない。
    const accounting = await clientPerson(world, fixture, { name: '経理 次郎', email: 'keiri@client.example', role: 'accounting' });
    expect((await accept(accounting, open)).status).toBe(403);
    // 返答の前に契約の終わりが決まった：発効日より前に終わるため、もう成立しない。
    await sql('insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis) values ($1, $2, $3, $4, $5)', [fixture.tenantId, fixture.clientId, fixture.contractId, addDays(first(1), -1), 'agreed']);
    const tooLate = await accept(midori, open);
    expect([tooLate.problem.code, tooLate.problem.data]).toEqual(['amendment_after_end', { endsOn: addDays(first(1), -1) }]);
  });

  it('F005 返答の期限が過ぎると失効し、同じ条件のまま続くことを双方に知らせる', async () => {
    const { fixture, midori } = await running('midori7@client.example');
    const proposal = await propose(fixture, addDays(today, 2), { feeYen: 66_000 });
    await world.advanceDays(3);
    today = localDate(await world.today());
    expect(await owner.do(routes.get, { params: { amendmentId: proposal.id } })).toMatchObject({ state: 'lapsed', outcome: { ja: '期限までに同意がなかったため、同じ条件のまま続きます。' } });
    expect((await accept(midori, proposal)).problem.code).toBe('amendment_not_open');
    for (const party of ['client', 'vendor'] as const) expect(world.mail.last(fixture.terms.annex.notices[party].email, '期限が過ぎました').text).toContain('同じ条件のまま');
  });

  it('F005 別紙1 通知先は相手方の同意なしに通知で変わり、合意済みの後の版にも残る', async () => {
    const setting = await running('midori8@client.example');
    const { fixture, midori } = setting;
    await agreed(setting, first(2), { feeYen: 66_000 });
    const notice = await midori.do(routes.changeNotice, { params: { contractId: fixture.contractId }, body: { email: 'shin@midori.example', postal: '〒100-0005　東京都千代田区丸の内1-1-1　法務部', effectiveOn: today, personName: '' } });
    expect(notice).toMatchObject({ kind: 'notice', state: 'agreed', proposedSide: 'client', signatures: [{ party: 'client' }] });
    expect(notice.model.changes.map(({ title }) => title)).toEqual(['別紙1　通知先（第17条・第18条）']);
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.vendor.email, '通知先の変更').text).toContain('同意の手続は要りません');
    const on = async (day: string) => (await sql(`select terms #>> '{annex,notices,client,email}' as email, (terms->>'feeYen')::int as fee from hoshu.contract_version where contract_id = $1 and (effective_on is null or effective_on <= $2) order by effective_on desc nulls last, number desc limit 1`, [fixture.contractId, day]))[0];
    expect([await on(today), await on(first(2))]).toEqual([{ email: 'shin@midori.example', fee: 55_000 }, { email: 'shin@midori.example', fee: 66_000 }]);
  });
});
