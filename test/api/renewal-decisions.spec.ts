import { companyRoutes, noticeRoutes, renewalRoutes } from '@hoshu/api-schema';
import { addDays, localDate, nonRenewalDeadline, safePostingDay } from '@hoshu/domain';
import { clientPerson, concludedContract, createDraft, createSite, type ContractFixture, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let technician: Person;
let today: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await owner.do(companyRoutes.invite, { body: { email: 'tech@aoba.example', role: 'technician', noticeAuthority: false } });
  technician = await new Person(world, '高橋 健', 'tech@aoba.example').acceptInvitation();
  today = await world.today();
});
afterAll(() => world.close());

const later = (days: number, from = today) => addDays(localDate(from), days) as string;
/** A contract whose notice deadline is `days` away: its term ends 30 days (第17条2項) later. */
const near = (days: number, from = today) => concludedContract(world, { owner, concludedOn: later(-200, from), lastOn: later(days + 30, from) });
const runTasks = () => world.app.get(DueTasks).runAll();
const current = async (fixture: ContractFixture) => (await owner.do(renewalRoutes.get, { params: fixture })).current;
const body = (changes: Partial<Parameters<typeof decide>[2]> = {}) => ({ termNumber: 1, state: 'renew' as const, snoozedUntil: null, ownerId: null, note: '', ...changes });
function decide(fixture: ContractFixture, version: number, wanted: { termNumber: number; state: 'undecided' | 'renew' | 'renegotiate' | 'end' | 'snoozed'; snoozedUntil: string | null; ownerId: string | null; note: string }) {
  return owner.try(renewalRoutes.decide, { params: fixture, ifMatch: version, body: wanted });
}
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
/** 甲's letter of 第17条 as 乙 registers it. */
async function register(fixture: ContractFixture, deliveredOn: string) {
  const { fileId } = await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
  return owner.do(noticeRoutes.registerPaper, { params: fixture, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 17, requestedEnd: null, text: '', postedOn: null, deliveredOn, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
}

describe('更新判断の一覧（F113・第17条2項）', () => {
  it('通知期限が90日以内の契約だけが、期限の順に、ちょうど一つの状態で並ぶ', async () => {
    const [second, first, far] = [await near(90), await near(10), await near(91)];
    const ended = await near(20);
    await register(ended, today);
    const { items, counts } = await owner.do(renewalRoutes.queue, { query: { explain: '1' } });
    expect(items.map(({ contractId }) => contractId)).toEqual([first.contractId, second.contractId]);
    expect([far.contractId, ended.contractId].filter((id) => items.some(({ contractId }) => contractId === id))).toEqual([]);
    expect(counts).toEqual({ undecided: 2, renew: 0, renegotiate: 0, end: 0, snoozed: 0 });
    // 満了日は期限の30日後。期限の日・投函日・残り日数は、契約ごとの規則の結果と同じ。
    const terms = { termEnd: localDate(later(40)) };
    expect(items[0]).toMatchObject({ termNumber: 1, termLastOn: later(40), lastValidOn: nonRenewalDeadline(terms).lastValid, safePostingOn: safePostingDay(terms), daysLeft: 10, state: 'undecided', isOpen: true, version: 0, feeYen: first.terms.feeYen });
    expect(items[0]?.explained.map(({ key, value, explanation }) => [key, value, explanation.article, explanation.steps.length > 1])).toEqual([['noticeDeadlineOn', later(10), '第17条2項', true], ['safePostingOn', safePostingDay(terms), '第17条2項', true]]);
    expect((await owner.do(renewalRoutes.queue, {})).items.every(({ explained }) => explained.length === 0)).toBe(true);
    const page = await owner.do(renewalRoutes.queue, { query: { limit: '1' } });
    const next = await owner.do(renewalRoutes.queue, { query: { limit: '1', cursor: page.nextCursor ?? '' } });
    expect([page.items[0]?.contractId, next.items[0]?.contractId, next.nextCursor]).toEqual([first.contractId, second.contractId, null]);
  });

  it('決めると、担当・メモ・だれが・いつが残り、状態と担当で絞り込める。甲には見えない', async () => {
    const fixture = await near(30);
    const members = (await owner.do(companyRoutes.members, {})).items;
    const ownerId = members.find(({ name }) => name === '高橋 健')?.id ?? '';
    const saved = await owner.do(renewalRoutes.decide, { params: fixture, ifMatch: 0, body: body({ state: 'renegotiate', ownerId, note: '月額の見直しを提案する' }) });
    expect(saved).toMatchObject({ state: 'renegotiate', ownerId, ownerName: '高橋 健', note: '月額の見直しを提案する', decidedBy: '佐藤 美咲', version: 1 });
    expect(saved.decidedAt?.slice(0, 4)).toBe(today.slice(0, 4));
    for (const query of [{ state: 'renegotiate' }, { ownerId }, { clientId: fixture.clientId }] as Record<string, string>[]) expect((await technician.do(renewalRoutes.queue, { query })).items.map(({ contractId }) => contractId)).toEqual([fixture.contractId]);
    expect((await technician.try(renewalRoutes.decide, { params: fixture, ifMatch: 1, body: body() })).status).toBe(403);
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'unseen@client.example', role: 'owner' });
    expect((await client.try(renewalRoutes.get, { params: fixture })).status).toBe(404);
    expect(await world.sql(`select stream from audit.event where type = 'renewal.decided' and stream = $1`, [`contract:${fixture.contractId}`])).toEqual([]);
  });

  it('二人が同時に決めると、一人だけが通り、もう一人には先を越されたことがわかる', async () => {
    const fixture = await near(30);
    const answers = await Promise.all([decide(fixture, 0, body()), decide(fixture, 0, body({ state: 'end' }))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 412)?.problem).toMatchObject({ code: 'version_stale', detail: expect.stringContaining('先に変更') as string });
    const stands = await current(fixture);
    expect(stands?.version).toBe(1);
    expect((await decide(fixture, 0, body({ state: 'end' }))).status).toBe(412);
    expect((await decide(fixture, 1, body({ termNumber: 2, state: 'end' }))).status).toBe(412);
    expect((await decide(fixture, 1, body({ state: 'end' }))).body).toMatchObject({ state: 'end', version: 2 });
  });

  it('保留はその日まで。日が来ると未決定に戻る', async () => {
    const fixture = await near(60);
    const until = later(5);
    expect((await decide(fixture, 0, body({ state: 'snoozed', snoozedUntil: until }))).body).toMatchObject({ state: 'snoozed', snoozedUntil: until });
    await world.advanceTo(until);
    today = await world.today();
    expect(await current(fixture)).toMatchObject({ state: 'undecided', snoozedUntil: null, decidedBy: '佐藤 美咲', version: 1 });
  });
});

describe('できない判断には、条文と理由で答える', () => {
  it('下書き・終了した契約・終わりが決まった契約・早すぎる・遅すぎる（第17条2項）', async () => {
    const refusal = async (fixture: Pick<ContractFixture, 'contractId'>) => {
      const { status, problem } = await owner.try(renewalRoutes.decide, { params: fixture, ifMatch: 0, body: body() });
      return [status, problem.code, problem.article];
    };
    const { clientId } = await near(200);
    const draft = { contractId: await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: localDate(later(10)) }) };
    expect(await refusal(draft)).toEqual([422, 'notice_contract_not_in_force', '第17条1項']);
    const ending = await near(20);
    await register(ending, today);
    expect(await refusal(ending)).toEqual([422, 'renewal_end_stands', '第17条2項']);
    const ended = await concludedContract(world, { owner, concludedOn: later(-365), lastOn: later(-1) });
    await register(ended, later(-60));
    expect(await refusal(ended)).toEqual([422, 'notice_contract_ended', '第17条']);
    expect(await refusal(await near(91))).toEqual([422, 'renewal_not_open_yet', '第17条2項']);
    expect(await refusal(await near(-1))).toEqual([422, 'renewal_deadline_passed', '第17条2項']);
    expect(await refusal({ contractId: '00000000-0000-4000-8000-000000000001' })).toEqual([404, 'not_found', null]);
  });

  it('期限より先の保留、過ぎた日、保留でないのに日がある、存在しない日、他社の人は断る', async () => {
    const fixture = await near(30);
    const other = await signUpVendor(world, { companyName: '株式会社よそ', personName: '余所 太郎', email: `other-${Date.now()}@yoso.example` });
    const stranger = (await other.do(companyRoutes.members, {})).items[0]?.id ?? '';
    for (const [wanted, code] of [
      [{ state: 'snoozed', snoozedUntil: later(31) }, 'renewal_snooze_invalid'], [{ state: 'snoozed', snoozedUntil: today }, 'renewal_snooze_invalid'], [{ state: 'snoozed' }, 'renewal_snooze_invalid'], [{ state: 'renew', snoozedUntil: later(3) }, 'renewal_snooze_invalid'],
      [{ state: 'snoozed', snoozedUntil: '2027-02-30' }, 'invalid_request'], [{ ownerId: stranger }, 'renewal_owner_unknown'],
    ] as const) expect([wanted, (await decide(fixture, 0, body(wanted))).problem.code]).toEqual([wanted, code]);
    expect((await owner.try(renewalRoutes.decide, { params: fixture, body: body() })).problem.code).toBe('version_required');
    expect((await decide(fixture, 0, body({ state: 'snoozed', snoozedUntil: later(30) }))).status).toBe(200);
    expect((await other.try(renewalRoutes.get, { params: fixture })).status).toBe(404);
  });
});

describe('期限までに決まらないとき', () => {
  it('自動更新され、更新の記録に「判断なし」が残り、判断は閉じる。新しい期間の判断は白紙から始まる', async () => {
    const now = await world.today();
    const silent = await near(1, now);
    const wanted = await near(1, now);
    await decide(wanted, 0, body({ state: 'end', note: '通知を忘れないこと' }));
    await world.advanceDays(2);
    const passed = await owner.do(renewalRoutes.queue, { query: { passed: '1' } });
    expect(passed.items.filter(({ contractId }) => [silent.contractId, wanted.contractId].includes(contractId)).map(({ state, isOpen, daysLeft }) => [state, isOpen, daysLeft]).sort()).toEqual([['end', false, -1], ['undecided', false, -1]]);
    expect((await decide(wanted, 1, body())).problem.code).toBe('renewal_deadline_passed');
    await world.advanceTo(later(32, now));
    for (const [fixture, state] of [[silent, 'undecided'], [wanted, 'end']] as const) {
      const { current: open, past } = await owner.do(renewalRoutes.get, { params: fixture });
      expect([open, past.map((entry) => [entry.termNumber, entry.state, entry.outcome, entry.closedOn])]).toEqual([null, [[1, state, 'renewed', later(32, now)]]]);
      expect(await world.sql(`select 1 from audit.event where type = 'renewal.decision-closed' and position($1 in canon) > 0`, [fixture.contractId])).toHaveLength(1);
    }
    const renewedMails = (fixture: ContractFixture) => world.mail.mails.filter(({ subject }) => subject.includes('更新されました') && subject.includes(`HS-${fixture.contractId.slice(0, 8)}`));
    const { client, vendor } = silent.terms.annex.notices;
    expect(renewedMails(silent).map(({ to, text }) => [to, text.includes('更新判断がなかった')]).sort()).toEqual([[client.email, false], [vendor.email, true]].sort());
    expect(renewedMails(wanted).filter(({ text }) => text.includes('更新判断は「終了」でした')).map(({ to }) => to)).toEqual([vendor.email]);
    await runTasks();
    expect(await world.sql('select term_number from hoshu.renewal_decision where contract_id = $1', [silent.contractId])).toEqual([{ term_number: 1 }]);
  });

  it('判断と終了通知がぶつかっても、到達した通知が勝ち、判断は「終了」で閉じる', async () => {
    for (let round = 0; round < 4; round += 1) {
      const fixture = await near(20, await world.today());
      const [answer] = await Promise.all([decide(fixture, 0, body()), register(fixture, await world.today())]);
      expect([200, 422]).toContain(answer.status);
      if (answer.status === 422) expect(answer.problem.code).toBe('renewal_end_stands');
      await runTasks();
      const { current: open, past } = await owner.do(renewalRoutes.get, { params: fixture });
      expect([open, past.map(({ state, outcome }) => [state, outcome])]).toEqual([null, answer.status === 200 ? [['renew', 'ended']] : []]);
      expect((await decide(fixture, 1, body())).problem.code).toBe('renewal_end_stands');
    }
  });
});
