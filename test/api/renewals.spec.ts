import { noticeRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate, nonRenewalDeadline, renewalChain, safePostingDay } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture, type Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let today: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  today = await world.today();
});
afterAll(() => world.close());

const later = (days: number, from = today) => addDays(localDate(from), days) as string;
const mailedTo = (email: string): Partial<ContractTerms> => {
  const { annex } = sampleTerms();
  return { annex: { ...annex, notices: { ...annex.notices, client: { ...annex.notices.client, email } } } };
};
const contract = (wanted: { concludedOn: string; lastOn: string; terms?: Partial<ContractTerms> }) => concludedContract(world, { owner, ...wanted });
const terms = (fixture: ContractFixture) => world.sql<{ number: number; starts_on: string; last_on: string }>(`select number, to_char(starts_on, 'YYYY-MM-DD') as starts_on, to_char(last_on, 'YYYY-MM-DD') as last_on from hoshu.contract_term where contract_id = $1 order by number`, [fixture.contractId]);
const runTasks = () => world.app.get(DueTasks).runAll();
const mails = (to: string, subject: string) => world.mail.mails.filter((mail) => mail.to === to && mail.subject.includes(subject));
const live = (fixture: ContractFixture) => world.sql<{ last_on: string }>(`select to_char(last_on, 'YYYY-MM-DD') as last_on from hoshu.contract_end where contract_id = $1 and withdrawn_at is null`, [fixture.contractId]);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const paperBody = async (fixture: ContractFixture, deliveredOn: string) => ({
  noticeId: null, giverParty: 'client' as const, giverName: '緑川 薫', article: 17 as const, requestedEnd: null, text: '', postedOn: null, deliveredOn, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null,
  scanFileId: (await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } })).fileId,
});

describe('第17条2項 自動更新（F114）', () => {
  it('満了日の翌日に次の期間が一度だけできる。同時に動いても二つにならない', async () => {
    const fixture = await contract({ concludedOn: later(-365), lastOn: later(-1), terms: mailedTo('once@midori.example') });
    await Promise.all([runTasks(), runTasks(), runTasks()]);
    await runTasks();
    await world.drain();
    const [, lastOn] = renewalChain({ firstEnd: localDate(later(-1)), renewals: 1 });
    expect(await terms(fixture)).toEqual([{ number: 1, starts_on: later(-365), last_on: later(-1) }, { number: 2, starts_on: today, last_on: lastOn }]);
    expect(mails('once@midori.example', '更新されました')).toHaveLength(1);
    expect(await world.sql(`select 1 from audit.event where stream = $1 and type = 'contract.renewed' and article = '第17条2項'`, [`contract:${fixture.contractId}`])).toHaveLength(1);
  });

  it('止まっていた数年分も、一年ずつ追いつく。月数は版の定めによる', async () => {
    const yearly = await contract({ concludedOn: later(-1300), lastOn: later(-900) });
    const quarterly = await contract({ concludedOn: later(-400), lastOn: later(-100), terms: { term: { ...sampleTerms().term, months: 3, renewalMonths: 3 } } });
    await runTasks();
    expect((await terms(yearly)).map(({ last_on: lastOn }) => lastOn)).toEqual(renewalChain({ firstEnd: localDate(later(-900)), renewals: 3 }));
    expect((await terms(quarterly)).map(({ last_on: lastOn }) => lastOn)).toEqual(renewalChain({ firstEnd: localDate(later(-100)), renewals: 2, renewalMonths: 3 }));
  });

  it('一件が失敗しても、同じ夜のほかの契約は更新される。失敗した契約は、次に動いたときに更新される', async () => {
    const [broken, whole] = [await contract({ concludedOn: later(-365), lastOn: later(-1) }), await contract({ concludedOn: later(-365), lastOn: later(-1) })];
    await world.sql(`create function public.refuse_term() returns trigger language plpgsql as $$ begin if new.contract_id = '${broken.contractId}' then raise 'refused for the test'; end if; return new; end $$`);
    await world.sql('create trigger refuse_term before insert on hoshu.contract_term for each row execute function public.refuse_term()');
    await runTasks();
    expect([await terms(broken), await terms(whole)].map(({ length }) => length)).toEqual([1, 2]);
    await world.sql('drop trigger refuse_term on hoshu.contract_term');
    await runTasks();
    expect([await terms(broken), await terms(whole)].map(({ length }) => length)).toEqual([2, 2]);
  });

  it('期限内に届いた終了通知があれば更新しない。満了日に終了する', async () => {
    const fixture = await contract({ concludedOn: later(-365), lastOn: later(-1) });
    await owner.do(noticeRoutes.registerPaper, { params: fixture, body: await paperBody(fixture, later(-40)) });
    await runTasks();
    expect(await terms(fixture)).toHaveLength(1);
    expect(await owner.do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ status: 'ended', endsOn: later(-1), endBasis: '17', nextTerm: null });
  });

  it('満了日をまたぐ中途解約では、更新してから終了日まで続く', async () => {
    const fixture = await contract({ concludedOn: later(-365), lastOn: today });
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'cross@client.example', role: 'owner' });
    await client.do(noticeRoutes.give, { params: fixture, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
    await world.drain();
    await world.advanceDays(1);
    expect((await terms(fixture)).map(({ number }) => number)).toEqual([1, 2]);
    expect(await live(fixture)).toEqual([{ last_on: later(30) }]);
  });

  it('更新と終了通知の登録がぶつかっても、到達日による一つの結論になる', async () => {
    for (let round = 0; round < 4; round += 1) {
      const now = await world.today();
      const fixture = await contract({ concludedOn: later(-365, now), lastOn: later(-1, now) });
      // 乙's own letter by an authorised person: nothing else asks for a review.
      const body = { ...(await paperBody(fixture, later(-45, now))), giverParty: 'vendor' as const, giverName: '佐藤 美咲' };
      const [registered] = await Promise.all([owner.do(noticeRoutes.registerPaper, { params: fixture, body }), runTasks()]);
      await runTasks();
      expect(registered.end).toMatchObject({ lastOn: later(-1, now), basis: '17' });
      expect(await live(fixture)).toEqual([{ last_on: later(-1, now) }]);
      const recorded = await terms(fixture);
      // The renewal may have been written first; then people are told to look, and the end stands.
      expect([registered.end?.needsReview, recorded.length]).toEqual(recorded.length === 1 ? [false, 1] : [true, 2]);
      expect((await owner.do(noticeRoutes.deadlines, { params: fixture })).status).toBe('ended');
    }
  });
});

describe('期限の案内', () => {
  it('満了日・三つの通知期限・次の更新・秘密保持が理由つきで、双方に同じく見える', async () => {
    const now = await world.today();
    const fixture = await contract({ concludedOn: later(-100, now), lastOn: later(264, now) });
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'deadline@client.example', role: 'accounting' });
    const seen = await client.do(noticeRoutes.deadlines, { params: fixture });
    const expected = nonRenewalDeadline({ termEnd: localDate(later(264, now)) });
    expect(seen.noticeDeadline).toEqual({ lastValidOn: expected.lastValid, safeOn: expected.safe, safeBusinessOn: expected.safeBusinessDay, safePostingOn: safePostingDay({ termEnd: localDate(later(264, now)) }), daysLeft: 234, timingToday: 'valid' });
    expect([seen.status, seen.termLastOn, seen.nextTerm?.startsOn, seen.survival.isForecast]).toEqual(['in_force', later(264, now), later(265, now), true]);
    expect(seen.explained.map(({ key }) => key)).toEqual(['termLastOn', 'termStartsOn', 'noticeDeadlineOn', 'nextTermLastOn', 'survivalLastOn']);
    expect(seen.explained.every(({ explanation }) => explanation.steps.length > 0)).toBe(true);
    expect(seen.explained.find(({ key }) => key === 'noticeDeadlineOn')?.explanation.needsReview).toBe(true);
    expect(await owner.do(noticeRoutes.deadlines, { params: fixture })).toEqual(seen);
  });
});
