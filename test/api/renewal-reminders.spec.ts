import { noticeRoutes, renewalRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate, nonRenewalDeadline, reminderSteps, renewalChain } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture, type Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
});
afterAll(() => world.close());

const later = (days: number, from: string) => addDays(localDate(from), days) as string;
/** To a day at once, as after a standstill: the tasks run on that day only. */
async function jumpTo(day: string): Promise<void> {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${await world.today()}T00:00:00Z`)) / 86_400_000);
  await world.sql('update platform.clock set offset_ms = offset_ms + $1', [days * 86_400_000]);
  await world.app.get(DueTasks).runAll();
  await world.drain();
}
/** A contract of which each side has its own address: `<name>@ko.example` and `<name>@otsu.example`. */
function contract(name: string, { lastOn, ...terms }: { lastOn: string } & Partial<ContractTerms>): Promise<ContractFixture> {
  const { annex } = sampleTerms();
  const notices = { client: { ...annex.notices.client, email: `${name}@ko.example` }, vendor: { ...annex.notices.vendor, email: `${name}@otsu.example` } };
  return concludedContract(world, { owner, concludedOn: later(-364, lastOn), lastOn, terms: { annex: { ...annex, notices }, ...terms } });
}
const told = (to: string) => world.mail.mails.filter((mail) => mail.to === to && /契約期間のお知らせ|終了通知の期限/.test(mail.subject));
const counts = (name: string) => [told(`${name}@ko.example`).length, told(`${name}@otsu.example`).length];
const kinds = async (fixture: ContractFixture, party: string) => (await world.sql<{ kind: string }>('select kind from hoshu.contract_reminder where contract_id = $1 and party = $2 order by due_on, created_at', [fixture.contractId, party])).map(({ kind }) => kind);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

describe('期限のお知らせ（F112・第17条2項）', () => {
  it('乙には段ごとに一通、甲には一通だけ。選べば甲にもすべての段。開始日前・通知の後・終了の後には送らない', async () => {
    const today = await world.today();
    const lastOn = later(160, today);
    const steps = reminderSteps({ termStart: localDate(later(-204, today)), termEnd: localDate(lastOn) });
    const [once, ladder, waiting, ended, posted] = [await contract('once', { lastOn }), await contract('ladder', { lastOn }), await contract('waiting', { lastOn }), await contract('ended', { lastOn }), await contract('posted', { lastOn })];
    expect(await owner.do(renewalRoutes.chooseOwnReminders, { params: ladder, ifMatch: 0, body: { mode: 'ladder' } })).toEqual({ own: 'ladder', inForce: 'ladder', version: 1 });
    await world.sql('update hoshu.contract set goes_live_on = $2, version = version + 1 where id = $1', [waiting.contractId, later(400, today)]);
    const letter = async (fixture: ContractFixture, days: { postedOn: string | null; deliveredOn: string | null }) => owner.do(noticeRoutes.registerPaper, { params: fixture, body: {
      noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 17, requestedEnd: null, text: '', refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, ...days,
      scanFileId: (await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } })).fileId } });
    await letter(ended, { postedOn: null, deliveredOn: today });
    await letter(posted, { postedOn: today, deliveredOn: null });
    await jumpTo(later(-1, steps[0]?.dueOn ?? ''));
    expect([counts('once'), counts('ladder')]).toEqual([[0, 0], [0, 0]]);
    for (const [index, { dueOn }] of steps.entries()) {
      await jumpTo(dueOn);
      expect([dueOn, counts('once'), counts('ladder')]).toEqual([dueOn, [1, index + 1], [index + 1, index + 1]]);
    }
    // Nothing more on the days up to the deadline and after it.
    await jumpTo(nonRenewalDeadline({ termEnd: localDate(lastOn) }).lastValid);
    await jumpTo(later(3, await world.today()));
    expect([counts('once'), counts('ladder'), counts('waiting'), counts('ended'), counts('posted')]).toEqual([[1, 6], [6, 6], [0, 0], [0, 0], [0, 0]]);
    expect([await kinds(once, 'client'), await kinds(once, 'vendor'), await kinds(ladder, 'client')]).toEqual([['first'], steps.map(({ kind }) => kind), steps.map(({ kind }) => kind)]);
  });

  it('甲への一通は中立で、何もしないとどうなるか・期限・次の期間の料金を書く', async () => {
    const lastOn = later(110, await world.today());
    await contract('neutral', { lastOn, feeYen: 33_000, taxMode: 'inclusive' });
    await jumpTo(later(1, await world.today()));
    const [mail] = told('neutral@ko.example');
    const [, nextLastOn] = renewalChain({ firstEnd: localDate(lastOn), renewals: 1 });
    // 期限は満了日の30日前（第17条2項）。
    for (const text of [later(-30, lastOn), later(1, lastOn), nextLastOn ?? '', '月額 33,000円（税込）', '何もしない場合は', 'おすすめするものではありません']) expect(mail?.text).toContain(text);
    expect(mail?.text).not.toMatch(/更新判断|更新するかを決める/);
  });

  it('何日か止まった後は、いちばん新しい段だけを送る。同時に動いても、途中で失敗しても、二度は送らない', async () => {
    const today = await world.today();
    const lastOn = later(160, today);
    const steps = reminderSteps({ termStart: localDate(later(-204, today)), termEnd: localDate(lastOn) });
    const fixture = await contract('stopped', { lastOn });
    const broken = await contract('broken', { lastOn, annex: { ...sampleTerms().annex, notices: undefined as never } });
    await world.sql('update platform.clock set offset_ms = offset_ms + $1', [Math.round((Date.parse(steps[2]?.dueOn ?? '') - Date.parse(today)) / 86_400_000 + 1) * 86_400_000]);
    await Promise.all([1, 2, 3].map(() => world.app.get(DueTasks).runAll()));
    await world.drain();
    expect([counts('stopped'), await kinds(fixture, 'vendor'), await kinds(broken, 'vendor')]).toEqual([[1, 1], ['posting_14'], []]);
    // The day stays open while one contract fails; repaired, it alone is told.
    await world.sql('alter table hoshu.contract_version disable trigger user');
    await world.sql('update hoshu.contract_version set terms = $2, version = version + 1 where id = $1', [broken.versionId, JSON.stringify({ ...broken.terms, annex: { ...sampleTerms().annex, notices: { client: { email: 'broken@ko.example' }, vendor: { email: 'broken@otsu.example' } } } })]);
    await world.sql('alter table hoshu.contract_version enable trigger user');
    await world.app.get(DueTasks).runAll();
    await world.drain();
    expect([counts('stopped'), counts('broken'), await kinds(broken, 'client')]).toEqual([[1, 1], [1, 1], ['posting_14']]);
    expect(await world.sql(`select to_char(done_on, 'YYYY-MM-DD') as day from hoshu.reminder_run where tenant_id = $1`, [fixture.tenantId])).toEqual([{ day: await world.today() }]);
  });

  it('相手のサーバーの受付と不達が、契約のお知らせの記録に残る。甲には乙の記録を見せない', async () => {
    const lastOn = later(110, await world.today());
    const { annex } = sampleTerms();
    const fixture = await contract('record', { lastOn, annex: { ...annex, notices: { client: { ...annex.notices.client, email: 'gone@bounce.example' }, vendor: { ...annex.notices.vendor, email: 'record@otsu.example' } } } });
    await jumpTo(later(1, await world.today()));
    const { items, choice, explained } = await owner.do(renewalRoutes.reminders, { params: fixture, query: { explain: '1' } });
    expect(items.map(({ party, kind, recipient, accepted }) => [party, kind, recipient, accepted])).toEqual([['client', 'first', 'gone@bounce.example', false], ['vendor', 'first', 'record@otsu.example', true]]);
    expect(items.every(({ serverResponse, answeredAt }) => (serverResponse ?? '') !== '' && answeredAt !== null)).toBe(true);
    // F185：予定日ごとに、期限から何日さかのぼったかを言う。
    expect(explained?.map(({ value, explanation }) => [value, explanation.steps.at(-1)?.ja.endsWith(`90日前 ＝ ${value}`)])).toEqual(items.map(({ dueOn }) => [dueOn, true]));
    expect(choice).toEqual({ own: null, inForce: 'once', version: 0 });
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'record@client.example', role: 'owner' });
    expect((await client.try(renewalRoutes.reminders, { params: fixture })).status).toBe(404);
  });

  it('会社共通の選択は、契約ごとの選択がない契約に効く。先に変えた人がいれば断る', async () => {
    const fixture = await contract('common', { lastOn: later(300, await world.today()) });
    expect(await owner.do(renewalRoutes.chooseReminders, { ifMatch: 0, body: { mode: 'ladder' } })).toEqual({ own: 'ladder', inForce: 'ladder', version: 1 });
    expect((await owner.try(renewalRoutes.chooseReminders, { ifMatch: 0, body: { mode: 'once' } })).problem.code).toBe('version_stale');
    expect((await owner.do(renewalRoutes.reminders, { params: fixture })).choice).toEqual({ own: null, inForce: 'ladder', version: 0 });
    await owner.do(renewalRoutes.chooseOwnReminders, { params: fixture, ifMatch: 0, body: { mode: 'once' } });
    expect(await owner.do(renewalRoutes.chooseOwnReminders, { params: fixture, ifMatch: 1, body: { mode: null } })).toEqual({ own: null, inForce: 'ladder', version: 2 });
    expect((await owner.try(renewalRoutes.chooseOwnReminders, { params: { contractId: '00000000-0000-4000-8000-000000000001' }, ifMatch: 0, body: { mode: 'once' } })).status).toBe(404);
  });
});
