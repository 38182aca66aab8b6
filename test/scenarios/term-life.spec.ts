import { auditRoutes, noticeRoutes } from '@hoshu/api-schema';
import { sampleTerms } from '@hoshu/contract-text';
import { addDays, localDate, reminderSteps, renewalChain, survivalLastDay } from '@hoshu/domain';
import { clientPerson, concludedContract, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { verifyStream, type StoredEvent } from '../../apps/api/src/modules/audit/index.js';

jest.setTimeout(180_000);
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

describe('第17条・第18条 契約期間の一生', () => {
  it('案内が届き、ひとりでに更新され、解約通知の30日後に終わり、秘密保持が三年続く', async () => {
    const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
    const start = await world.today();
    const lastOn = addDays(localDate(start), 45);
    const { annex } = sampleTerms();
    const fixture = await concludedContract(world, { owner, concludedOn: addDays(localDate(start), -320), lastOn, terms: { annex: { ...annex, notices: { ...annex.notices, client: { ...annex.notices.client, email: 'life@midori.example' } } } } });
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'life@client.example', role: 'owner' });
    const subjects = () => world.mail.mails.filter(({ to }) => to === 'life@midori.example').map(({ subject }) => subject.split('｜')[0] ?? '');

    await world.advanceTo(addDays(lastOn, 3));
    const [, renewedLastOn] = renewalChain({ firstEnd: lastOn, renewals: 1 });
    expect(await (await client.signInByMail()).do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ status: 'in_force', termNumber: 2, termStartsOn: addDays(lastOn, 1), termLastOn: renewedLastOn });
    // 第20条1項: the contract's first anniversary is the day after `lastOn`; the yearly representation is asked for 30 days before it, and again once it is over.
    const yearly = ['【年に一度のお願い】反社会的勢力でないことの表明', '【期限を過ぎています】反社会的勢力でないことの表明'];
    expect(subjects()).toEqual([`契約期間のお知らせ（満了日 ${lastOn}）`, yearly[0], '契約が更新されました', yearly[1]]);

    const givenOn = localDate(await world.today());
    const given = await client.do(noticeRoutes.give, { params: fixture, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
    await world.drain();
    const endsOn = addDays(givenOn, 30);
    expect(await client.do(noticeRoutes.get, { params: { noticeId: given.id } })).toMatchObject({ arrivedOn: givenOn, end: { lastOn: endsOn, basis: '18' } });

    await world.advanceTo(addDays(endsOn, 2));
    await Promise.all([client.signInByMail(), owner.signInByMail()]);
    const seen = await client.do(noticeRoutes.deadlines, { params: fixture });
    const survivalLastOn = survivalLastDay({ endDate: endsOn, years: 3 });
    expect(seen).toMatchObject({ status: 'ended', endsOn, survival: { lastOn: survivalLastOn, isForecast: false } });
    expect(subjects().slice(4)).toEqual(['通知が到達しました', '契約が終了しました']);
    const story = (await owner.do(auditRoutes.ofContract, { params: fixture })).items.map(({ type }) => type).reverse().filter((type) => /^(contract|notice)\./.test(type));
    // What was due before the first day is one warning, the newest; each later step of the ladder is one more.
    const steps = reminderSteps({ termStart: addDays(localDate(start), -320), termEnd: lastOn });
    const warnings = Array.from({ length: steps.filter(({ dueOn }) => dueOn > start).length + 1 }, () => 'contract.deadline-reminded');
    expect(story).toEqual([...warnings, 'contract.renewed', 'notice.given', 'notice.arrived', 'contract.end-decided', 'contract.ended']);
    const events = await world.sql<StoredEvent>(`select seq::int as seq, canon, encode(leaf, 'hex') as leaf from audit.event where stream = $1 order by seq`, [`contract:${fixture.contractId}`]);
    expect(verifyStream(events)).toMatchObject({ ok: true, count: events.length });
  });
});
