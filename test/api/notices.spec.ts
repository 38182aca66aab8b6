import { clientRoutes, companyRoutes, noticeRoutes, signingRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate, survivalLastDay } from '@hoshu/domain';
import { clientPerson, concludedContract, fillCompany, Person, signUpVendor, startWorld, type ContractFixture, type World } from '@hoshu/testing';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let today: string;
let serial = 0;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  today = await world.today();
});
afterAll(() => world.close());

const later = (days: number, from = today) => addDays(localDate(from), days) as string;
const termsWith = (special: ContractTerms['annex']['specialTerms'], clientEmail = 'tsuchi@midori.example'): Partial<ContractTerms> => {
  const { annex } = sampleTerms();
  return { annex: { ...annex, specialTerms: special, notices: { ...annex.notices, client: { ...annex.notices.client, email: clientEmail } } } };
};
const contract = (overrides: { lastOn?: string; concludedOn?: string; terms?: Partial<ContractTerms> } = {}) =>
  concludedContract(world, { owner, concludedOn: overrides.concludedOn ?? later(-100), lastOn: overrides.lastOn ?? later(200), ...(overrides.terms ? { terms: overrides.terms } : {}) });
const midori = (fixture: ContractFixture, role: 'owner' | 'approver' | 'accounting' = 'owner') => clientPerson(world, fixture, { name: '緑川 薫', email: `midori${(serial += 1)}@client.example`, role });
const termination = { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } as const;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const paper = { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 17, requestedEnd: null, text: '', postedOn: null, deliveredOn: null, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null } as const;
const scanOf = async (fixture: ContractFixture) => (await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } })).fileId;
const liveEnds = (fixture: ContractFixture) => world.sql<{ last_on: string; basis: string }>(`select to_char(last_on, 'YYYY-MM-DD') as last_on, basis from hoshu.contract_end where contract_id = $1 and withdrawn_at is null`, [fixture.contractId]);
const auditTypes = async (fixture: ContractFixture) => (await world.sql<{ type: string }>('select type from audit.event where stream = $1 order by seq', [`contract:${fixture.contractId}`])).map((row) => row.type);

describe('第18条 中途解約の通知（F117）', () => {
  it('送信前に、終了日・最後の請求・残る義務・何もしない場合が理由つきで分かる', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const preview = await client.do(noticeRoutes.preview, { params: fixture, query: { article: '18' } });
    expect(preview).toMatchObject({ endOn: later(30), earliestEndOn: later(30), confirmName: '株式会社あおば制作', refusal: null, authority: 'ok', survivalLastOn: survivalLastDay({ endDate: localDate(later(30)), years: 3 }) });
    expect(preview.channel).toMatchObject({ chosen: 'portal', isValid: true, recipientEmail: 'tsuchi@aoba.example' });
    const days = Number(later(30).slice(8, 10));
    const month = new Date(Date.UTC(Number(later(30).slice(0, 4)), Number(later(30).slice(5, 7)), 0)).getUTCDate();
    expect(preview.finalInvoice).toMatchObject({ serviceMonth: later(30).slice(0, 7), amountYen: days === month ? 55_000 : Math.floor((55_000 * days) / month), periodEndOn: later(30) });
    expect(preview.finalInvoice?.explanation.steps.length).toBeGreaterThan(0);
    expect(preview.explained.map(({ key }) => key)).toEqual(['endOn', 'survivalLastOn', 'termLastOn', 'ifNothing.nextTermStartsOn', 'ifNothing.nextTermLastOn']);
    expect(preview.ifNothing.nextTermStartsOn).toBe(later(201));
    expect(preview.survivingDuties[0]).toMatchObject({ article: '第13条2項', lastOn: preview.survivalLastOn });
  });

  it('お客様（甲）の通知は通知先への実際のメールになり、受理が到達となって、30日後の終了が一度だけ決まる', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const given = await client.do(noticeRoutes.give, { params: fixture, body: { ...termination, text: 'これまでありがとうございました。' } });
    expect(given).toMatchObject({ status: 'sending', channel: 'portal_email', giverParty: 'client', isOwn: true, authority: 'ok' });
    expect(await liveEnds(fixture)).toEqual([]);
    await world.drain();
    const mail = world.mail.last('tsuchi@aoba.example', '解約通知');
    expect(mail.text).toContain('第18条');
    expect(mail.text).toContain('これまでありがとうございました。');
    const seen = await owner.do(noticeRoutes.get, { params: { noticeId: given.id } });
    expect(seen).toMatchObject({ status: 'arrived', arrivedOn: today, isOwn: false, end: { lastOn: later(30), basis: '18', needsReview: false, withdrawnReason: null } });
    expect(seen.deliveries[0]).toMatchObject({ kind: 'mail', accepted: true, recipient: 'tsuchi@aoba.example' });
    expect(seen.deliveries[0]?.serverResponse).toMatch(/^250/);
    expect(world.mail.last('tsuchi@midori.example', '到達しました').text).toContain(later(30));
    expect(await liveEnds(fixture)).toEqual([{ last_on: later(30), basis: '18' }]);
    expect(await auditTypes(fixture)).toEqual(expect.arrayContaining(['notice.given', 'notice.arrived', 'contract.end-decided']));
    const receipt = await client.try(noticeRoutes.receiptPdf, { params: { noticeId: given.id } });
    expect([receipt.status, receipt.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await client.try(noticeRoutes.give, { params: fixture, body: termination })).problem).toMatchObject({ code: 'notice_ends_earlier', data: { endsOn: later(30) } });
  });

  it('同じ送信がもう一度処理されても、メールも到達も終了も増えない', async () => {
    const fixture = await contract();
    const given = await (await midori(fixture)).do(noticeRoutes.give, { params: fixture, body: termination });
    await world.drain();
    const count = world.mail.mails.length;
    await world.sql(`update platform.outbox set done_at = null, attempts = 0 where kind = 'notice.mail' and payload->>'noticeId' = $1`, [given.id]);
    await world.drain();
    expect(world.mail.mails).toHaveLength(count);
    expect(await world.sql('select 1 from hoshu.notice_delivery where notice_id = $1', [given.id])).toHaveLength(1);
  });

  it('お客様（甲）には自社の情報と保守会社の連絡先が見え、締結の依頼がない契約（移行した契約）の書類の欄も開ける', async () => {
    await fillCompany(owner);
    const fixture = await contract();
    const client = await midori(fixture);
    const mine = await client.do(clientRoutes.mine);
    expect(mine).toMatchObject({ id: fixture.clientId, vendor: { companyName: '株式会社あおば制作', telephone: '06-1234-5678', email: 'owner@aoba.example' } });
    expect(await client.do(signingRoutes.get, { params: fixture })).toMatchObject({ request: null, asked: [], documents: [], conclusion: { concludedOn: later(-100) } });
    expect((await (await midori(await contract())).try(signingRoutes.get, { params: fixture })).status).toBe(404);
  });

  it('最後の請求は、保守会社の端数処理で計算し、双方に同じ金額を示す', async () => {
    const company = await owner.do(companyRoutes.get);
    const { effectiveOn: _e, sealFileId: _s, missing: _m, warnings: _w, ...body } = company;
    await owner.do(companyRoutes.save, { body: { ...body, taxRounding: 'ceil' } });
    const fixture = await contract({ terms: { feeYen: 33_333, taxMode: 'exclusive' } });
    const client = await midori(fixture);
    const amounts = await Promise.all([client, owner].map(async (person) => (await person.do(noticeRoutes.preview, { params: fixture, query: { article: '18' } })).finalInvoice?.grossYen));
    expect(amounts[0]).toBe(amounts[1]);
    await owner.do(companyRoutes.save, { body: { ...body, taxRounding: 'floor' } });
  });

  it('契約で60日と決めたときは60日を数える（版ごとの数字）', async () => {
    const fixture = await contract({ terms: { noticeDays18: 60, noticeDays17: 90, survivalYears: 5 } });
    const preview = await owner.do(noticeRoutes.preview, { params: fixture, query: { article: '18' } });
    expect([preview.endOn, preview.survivalLastOn]).toEqual([later(60), survivalLastDay({ endDate: localDate(later(60)), years: 5 })]);
    expect((await owner.do(noticeRoutes.preview, { params: fixture, query: { article: '17' } })).explained[0]?.value).toBe(later(200 - 90));
  });

  it('早すぎる希望日は条文と最短日を示して断り、会社名の入力違いも断る', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    for (const requestedEnd of [later(29), later(-1)]) {
      const refused = await client.try(noticeRoutes.give, { params: fixture, body: { ...termination, requestedEnd } });
      expect([refused.status, refused.problem.code, refused.problem.article, refused.problem.data]).toEqual([422, 'notice_date_too_early', '第18条', { earliestEndOn: later(30) }]);
    }
    expect((await client.try(noticeRoutes.give, { params: fixture, body: { ...termination, confirmName: '株式会社あおば' } })).problem.code).toBe('notice_name_mismatch');
    expect((await client.do(noticeRoutes.give, { params: fixture, body: { ...termination, requestedEnd: later(30) } })).requestedEndOn).toBe(later(30));
  });

  it('メールが届かなければ到達せず、通知した側に知らせる', async () => {
    const fixture = await contract({ terms: termsWith({}, 'gone@bounce.example') });
    const given = await owner.do(noticeRoutes.give, { params: fixture, body: { ...termination, confirmName: '医療法人社団みどり会' } });
    await world.drain();
    const seen = await owner.do(noticeRoutes.get, { params: { noticeId: given.id } });
    expect(seen).toMatchObject({ status: 'bounced', arrivedOn: null, end: null });
    expect(seen.deliveries[0]?.serverResponse).toContain('550');
    expect(world.mail.last('tsuchi@aoba.example', '届きませんでした').text).toContain('gone@bounce.example');
    expect(world.mail.last('owner@aoba.example', '届きませんでした')).toBeDefined();
    expect((await owner.try(noticeRoutes.receiptPdf, { params: { noticeId: given.id } })).problem.code).toBe('notice_not_arrived');
    expect(await liveEnds(fixture)).toEqual([]);
  });

  it('通知権限のない方の通知は「到達済・権限要確認」、権利のない方は通知できない', async () => {
    const fixture = await contract();
    const approver = await midori(fixture, 'approver');
    const given = await approver.do(noticeRoutes.give, { params: fixture, body: termination });
    await world.drain();
    expect(await approver.do(noticeRoutes.get, { params: { noticeId: given.id } })).toMatchObject({ status: 'arrived', authority: 'needs_check', end: { needsReview: true } });
    expect((await (await midori(fixture, 'accounting')).try(noticeRoutes.give, { params: fixture, body: termination })).status).toBe(403);
    await owner.do(companyRoutes.invite, { body: { email: 'tech@aoba.example', role: 'technician', noticeAuthority: false } });
    const technician = await new Person(world, '田中 翔', 'tech@aoba.example').acceptInvitation();
    expect((await technician.try(noticeRoutes.preview, { params: fixture, query: { article: '18' } })).status).toBe(403);
  });

  it('両者が同時に通知しても終了は一つで、より早い終了が残る', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const answers = await Promise.all([
      client.try(noticeRoutes.give, { params: fixture, body: { ...termination, requestedEnd: later(60) } }),
      owner.try(noticeRoutes.give, { params: fixture, body: { ...termination, requestedEnd: later(45), confirmName: '医療法人社団みどり会' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await world.drain();
    expect(await liveEnds(fixture)).toEqual([{ last_on: later(45), basis: '18' }]);
    const { items } = await client.do(noticeRoutes.list, { params: fixture });
    expect(items.map(({ status }) => status)).toEqual(['arrived', 'arrived']);
    expect(items.filter(({ end }) => end !== null && end.withdrawnReason === null)).toHaveLength(1);
  });
});

describe('第17条2項 終了通知', () => {
  it('電子通知の特約がなければ、送信せず通知書を作る。印刷しただけの通知は相手方に見えない', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const preview = await client.do(noticeRoutes.preview, { params: fixture, query: { article: '17', channel: 'portal' } });
    expect([preview.endOn, preview.timing, preview.channel.isValid]).toEqual([later(200), 'valid', false]);
    const given = await client.do(noticeRoutes.give, { params: fixture, body: { ...termination, article: 17 } });
    expect([given.status, given.channel]).toEqual(['letter_printed', 'paper']);
    await world.drain();
    expect(await liveEnds(fixture)).toEqual([]);
    const letter = await client.try(noticeRoutes.letterPdf, { params: { noticeId: given.id } });
    expect([letter.status, letter.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await owner.try(noticeRoutes.get, { params: { noticeId: given.id } })).status).toBe(404);
    expect((await owner.do(noticeRoutes.list, { params: fixture })).items).toEqual([]);
  });

  it('特約があればメールが書面にあたり、満了日に終了する', async () => {
    const fixture = await contract({ terms: termsWith({ electronicNotice: true }) });
    const given = await (await midori(fixture)).do(noticeRoutes.give, { params: fixture, body: { ...termination, article: 17 } });
    await world.drain();
    expect(await owner.do(noticeRoutes.get, { params: { noticeId: given.id } })).toMatchObject({ status: 'arrived', end: { lastOn: later(200), basis: '17' } });
  });

  it('期限を過ぎた終了通知は、期限と中途解約の最短日を示して断る', async () => {
    const fixture = await contract({ lastOn: later(29) });
    const refused = await (await midori(fixture)).try(noticeRoutes.give, { params: fixture, body: { ...termination, article: 17 } });
    expect(refused.problem).toMatchObject({ status: 422, code: 'notice_deadline_passed', article: '第17条2項', data: { lastValidOn: later(-1), earliestEndOn: later(30) } });
  });

  it('書面は写しと配達日で登録し、配達日が到達日になる', async () => {
    const fixture = await contract();
    const registered = await owner.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanOf(fixture), postedOn: later(-5), deliveredOn: later(-3) } });
    expect(registered).toMatchObject({ status: 'arrived', arrivedOn: later(-3), authority: 'needs_check', end: { lastOn: later(200), basis: '17' } });
    const client = await midori(fixture);
    expect((await client.try(noticeRoutes.scan, { params: { noticeId: registered.id } })).bytes.equals(pdf)).toBe(true);
    const twice = await owner.try(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, noticeId: registered.id, scanFileId: await scanOf(fixture), deliveredOn: later(-3) } });
    expect(twice.problem.code).toBe('notice_arrived_already');
    const future = await owner.try(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanOf(fixture), deliveredOn: later(1) } });
    expect(future.problem).toMatchObject({ code: 'notice_arrival_in_future', errors: [{ path: 'body.deliveredOn' }] });
  });

  it('不在の間は到達せず、保管期間の満了で到達する', async () => {
    const fixture = await contract();
    const away = await owner.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanOf(fixture), postedOn: later(-9), firstAttemptOn: later(-8) } });
    expect([away.status, away.arrivedOn]).toEqual(['attempted', null]);
    const expired = await owner.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, noticeId: away.id, scanFileId: await scanOf(fixture), firstAttemptOn: later(-8), retentionExpiredOn: later(-1) } });
    expect([expired.status, expired.arrivedOn, expired.deliveries.length]).toEqual(['arrived', later(-1), 2]);
  });

  it('期限の当日に届いた書面は終了し、要確認となる。遅い終了日は早い終了日に替わり、理由が残る', async () => {
    const fixture = await contract({ lastOn: later(30) });
    expect((await owner.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanOf(fixture), deliveredOn: today } })).end).toMatchObject({ lastOn: later(30), basis: '17', needsReview: true });
    const other = await contract({ lastOn: later(200) });
    const first = await owner.do(noticeRoutes.registerPaper, { params: other, body: { ...paper, scanFileId: await scanOf(other), deliveredOn: today } });
    await (await midori(other)).do(noticeRoutes.give, { params: other, body: termination });
    await world.drain();
    expect((await owner.do(noticeRoutes.get, { params: { noticeId: first.id } })).end?.withdrawnReason).toContain(later(30));
    expect(await liveEnds(other)).toEqual([{ last_on: later(30), basis: '18' }]);
  });
});

describe('契約の終了', () => {
  it('最終日の翌日に一度だけ終了し、双方に知らせ、秘密保持の期間が数えられる', async () => {
    const fixture = await contract({ terms: termsWith({}, 'ended@midori.example') });
    const client = await midori(fixture);
    await client.do(noticeRoutes.give, { params: fixture, body: termination });
    await world.drain();
    await world.advanceTo(later(30));
    expect((await client.do(noticeRoutes.deadlines, { params: fixture })).status).toBe('ending');
    await world.advanceDays(2);
    expect((await auditTypes(fixture)).filter((type) => type === 'contract.ended')).toHaveLength(1);
    const again = await client.signInByMail();
    expect(await again.do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ status: 'ended', endsOn: later(30), nextTerm: null, noticeDeadline: null, survival: { lastOn: survivalLastDay({ endDate: localDate(later(30)), years: 3 }), isForecast: false } });
    expect(world.mail.last('ended@midori.example', '終了しました').text).toContain('3年間');
    expect((await again.try(noticeRoutes.give, { params: fixture, body: termination })).problem).toMatchObject({ code: 'notice_contract_ended', article: '第18条' });
  });
});

describe('分離', () => {
  it('ほかのお客様とほかの保守会社には、通知も契約の期限も存在しない', async () => {
    const fixture = await contract({ concludedOn: await world.today(), lastOn: later(365) });
    const given = await (await midori(fixture)).do(noticeRoutes.give, { params: fixture, body: termination });
    await world.drain();
    const strangers = [await midori(await contract()), await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' })];
    for (const stranger of strangers) {
      expect((await stranger.try(noticeRoutes.get, { params: { noticeId: given.id } })).status).toBe(404);
      for (const route of [noticeRoutes.list, noticeRoutes.deadlines]) expect((await stranger.try(route, { params: fixture })).status).toBe(404);
      expect((await stranger.try(noticeRoutes.give, { params: fixture, body: termination })).status).toBe(404);
    }
  });
});
