import { agreementRoutes, auditRoutes, mailroomRoutes, noticeRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, Person, signUpVendor, staffPerson, startWorld, type ContractFixture, type World } from '@hoshu/testing';

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

const later = (days: number) => addDays(localDate(today), days) as string;
const contract = (overrides: { lastOn?: string; special?: ContractTerms['annex']['specialTerms'] } = {}) =>
  concludedContract(world, { owner, concludedOn: later(-100), lastOn: overrides.lastOn ?? later(200), terms: { annex: { ...sampleTerms().annex, specialTerms: overrides.special ?? {} } } });
const midori = (fixture: ContractFixture) => clientPerson(world, fixture, { name: '緑川 薫', email: `midori${(serial += 1)}@client.example`, role: 'owner' });
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const paper = { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 17, requestedEnd: null, text: '', postedOn: null, deliveredOn: null, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null } as const;
const scanBy = async (person: Person, fixture: ContractFixture) => (await person.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: pdf, name: '書留の控え.pdf', type: 'application/pdf' } })).fileId;
const ends = (fixture: ContractFixture) => world.sql<{ last_on: string; basis: string }>(`select to_char(last_on, 'YYYY-MM-DD') as last_on, basis from hoshu.contract_end where contract_id = $1 and withdrawn_at is null`, [fixture.contractId]);
const notices = async (person: Person, fixture: ContractFixture) => (await person.do(noticeRoutes.list, { params: fixture })).items;
const auditTypes = async (fixture: ContractFixture) => (await owner.do(auditRoutes.ofContract, { params: fixture })).items.map(({ type }) => type);
const termination = { article: 18, channel: 'portal', requestedEnd: null, text: '' } as const;

describe('第17条2項 終了通知は書面（F115）', () => {
  it('特約がなければポータルの送信は通知書の作成になり、郵送方法・追跡番号・到達日をお客様（甲）自身が登録でき、到達で終了が決まる（F115）', async () => {
    const fixture = await contract({ lastOn: later(60) });
    const client = await midori(fixture);
    const preview = await client.do(noticeRoutes.preview, { params: fixture, query: { article: '17', channel: 'portal' } });
    expect(preview.channel).toMatchObject({ isValid: false, electronicAgreed: false });
    const letter = await client.do(noticeRoutes.give, { params: fixture, body: { article: 17, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
    expect(letter).toMatchObject({ channel: 'paper', status: 'letter_printed' });
    await world.drain();
    expect(world.mail.mails.filter(({ subject }) => subject.startsWith('【終了通知】'))).toEqual([]);
    const pdfAnswer = await client.try(noticeRoutes.letterPdf, { params: { noticeId: letter.id } });
    expect([pdfAnswer.status, pdfAnswer.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const scanFileId = await scanBy(client, fixture);
    const posted = await client.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, noticeId: letter.id, scanFileId, postedOn: today, postingMethod: 'certified', trackingNumber: '123-45-67890-1' } });
    expect(posted).toMatchObject({ status: 'posted', deliveries: [{ postingMethod: 'certified', trackingNumber: '123-45-67890-1', recordedSide: 'client', postedOn: today, arrivedOn: null }] });
    expect(await ends(fixture)).toEqual([]);
    await client.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, noticeId: letter.id, scanFileId, deliveredOn: today, postingMethod: 'certified', trackingNumber: '123-45-67890-1' } });
    await world.drain();
    expect(await ends(fixture)).toEqual([{ last_on: later(60), basis: '17' }]);
    expect(await owner.do(noticeRoutes.get, { params: { noticeId: letter.id } })).toMatchObject({ status: 'arrived', arrivedOn: today, lateConsequence: null });
  });

  it('電子通知の特約があるときだけ、ポータルの送信が書面として通る（F115）', async () => {
    const fixture = await contract({ lastOn: later(60), special: { electronicNotice: true } });
    const given = await (await midori(fixture)).do(noticeRoutes.give, { params: fixture, body: { article: 17, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
    expect(given.channel).toBe('portal_email');
    await world.drain();
    expect(await ends(fixture)).toEqual([{ last_on: later(60), basis: '17' }]);
  });

  it('期限を過ぎて届いた書面には、次の期間と第18条への転換（要確認）が示される（F115、R06）', async () => {
    // The term ends in 10 days; the deadline was 20 days ago. Late paper: renewed, or as article 18 ending 30 days after today.
    const fixture = await contract({ lastOn: later(10) });
    const client = await midori(fixture);
    const registered = await owner.do(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanBy(owner, fixture), deliveredOn: today, postingMethod: 'tracked', trackingNumber: '9999' } });
    expect(registered.lateConsequence?.ja).toContain(`期限の ${later(-20)} を過ぎて到達した`);
    expect(registered.lateConsequence?.ja).toContain(`契約は ${later(11)} から`);
    expect(registered.lateConsequence?.ja).toContain(`終了日は ${later(30)} です（要確認）`);
    expect((await client.do(noticeRoutes.get, { params: { noticeId: registered.id } })).end).toMatchObject({ lastOn: later(30), basis: '18', needsReview: true });
  });

  it('画像でない写しは断り、追跡番号の欄に改行は入らない', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    expect((await client.try(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: Buffer.from('<svg onload=alert(1)>'), name: 'scan.png', type: 'image/png' } })).problem.code).toBe('file_refused');
    expect((await client.try(noticeRoutes.registerPaper, { params: fixture, body: { ...paper, scanFileId: await scanBy(client, fixture), postedOn: today, trackingNumber: 'a\nb' } })).status).toBe(400);
  });
});

describe('電話での通知（D7、代理入力、F141）', () => {
  const call = { giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, calledOn: '', note: '今月で契約を終えたいとのこと' } as const;
  const linkOf = () => world.mail.link('tsuchi@midori.example', '【確認のお願い】').split('/').at(-1) ?? '';

  it('代理入力は本人が確認するまで通知ではなく、一度の確認で通知になり、人・時刻・IP・ハッシュが残る（F141）', async () => {
    const fixture = await contract();
    const entered = await owner.do(mailroomRoutes.enterCall, { params: fixture, body: { ...call, calledOn: today } });
    expect(entered).toMatchObject({ state: 'waiting', enteredSide: 'vendor', enteredBy: '佐藤 美咲', sentTo: 'tsuchi@midori.example', confirmed: null });
    await world.drain();
    expect(await notices(owner, fixture)).toEqual([]);
    const nobody = new Person(world, '', '');
    const token = linkOf();
    const opened = await nobody.do(mailroomRoutes.openCall, { params: { token } });
    expect(await nobody.do(mailroomRoutes.openCall, { params: { token } })).toMatchObject({ state: 'waiting', giverCompany: '医療法人社団みどり会', enteredBy: expect.stringContaining('佐藤 美咲'), needsLetter: false, contentHash: entered.contentHash });
    const body = { personName: '緑川 薫', contentHash: opened.contentHash, agreed: true } as const;
    expect((await nobody.try(mailroomRoutes.confirmCall, { params: { token }, body: { ...body, contentHash: '0'.repeat(64) } })).problem.code).toBe('call_content_changed');
    const answers = await Promise.all([1, 2].map(() => nobody.try(mailroomRoutes.confirmCall, { params: { token }, body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await world.drain();
    const [item] = (await owner.do(mailroomRoutes.mails, { params: fixture })).calls;
    expect(item).toMatchObject({ state: 'confirmed', confirmed: { personName: '緑川 薫', ip: expect.stringMatching(/127\.0\.0\.1/) } });
    expect((await notices(owner, fixture))[0]).toMatchObject({ source: 'call', status: 'arrived', giverName: '緑川 薫', contentHash: entered.contentHash, end: { lastOn: later(30), basis: '18' } });
    expect(await auditTypes(fixture)).toEqual(expect.arrayContaining(['mailroom.call-entered', 'mailroom.call-confirmed', 'notice.arrived']));
  });

  it('取り消した記録、期限切れ、作り物のリンクは確認できない。第17条は書面になる', async () => {
    const fixture = await contract();
    const nobody = new Person(world, '', '');
    const first = await owner.do(mailroomRoutes.enterCall, { params: fixture, body: { ...call, calledOn: today } });
    await world.drain();
    const token = linkOf();
    await owner.do(mailroomRoutes.withdrawCall, { params: { callId: first.id } , body: {} });
    const body = { personName: '緑川 薫', contentHash: first.contentHash, agreed: true } as const;
    expect((await nobody.try(mailroomRoutes.confirmCall, { params: { token }, body })).problem.code).toBe('call_closed');
    expect((await nobody.try(mailroomRoutes.openCall, { params: { token: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` } })).problem.code).toBe('link_invalid');
    expect((await owner.try(mailroomRoutes.enterCall, { params: fixture, body: { ...call, calledOn: later(1) } })).problem.code).toBe('notice_arrival_in_future');
    const second = await owner.do(mailroomRoutes.enterCall, { params: fixture, body: { ...call, article: 17, calledOn: today } });
    await world.drain();
    const letter = linkOf();
    expect((await nobody.do(mailroomRoutes.confirmCall, { params: { token: letter }, body: { ...body, contentHash: second.contentHash } })).needsLetter).toBe(true);
    await world.drain();
    const client = await midori(fixture);
    expect((await notices(client, fixture))[0]).toMatchObject({ article: 17, channel: 'paper', status: 'letter_printed', source: 'call' });
    expect(await ends(fixture)).toEqual([]);
  });

  it('窓口の代理入力も、本人の側の通知先で確認されるまで通知ではない（D8）', async () => {
    const fixture = await contract();
    const desk = await staffPerson(world, 'support');
    const [{ contract_number: contractNumber = '' } = {}] = await world.sql<{ contract_number: string }>('select contract_number from hoshu.contract where id = $1', [fixture.contractId]);
    const { callId } = await desk.do(mailroomRoutes.deskCall, { body: { tenantId: fixture.tenantId, contractNumber, side: 'client', article: 18, giverName: '緑川 薫', requestedEnd: null, calledOn: today, note: '' } });
    await world.drain();
    expect((await owner.do(mailroomRoutes.mails, { params: fixture })).calls).toMatchObject([{ id: callId, enteredSide: 'desk', state: 'waiting' }]);
    expect(await auditTypes(fixture)).toContain('support.entered-call');
    expect(await notices(owner, fixture)).toEqual([]);
  });
});

describe('通知の撤回は相手方の同意だけで（F117）', () => {
  it('同意で終了がなくなり、ほかの通知があればその終了日になる。自分の側では返答できず、二度は答えられない', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const early = await client.do(noticeRoutes.give, { params: fixture, body: { ...termination, confirmName: '株式会社あおば制作' } });
    expect((await client.try(noticeRoutes.requestWithdrawal, { params: { noticeId: early.id }, body: { text: '', personName: '' } })).problem.code).toBe('notice_not_arrived');
    const late = await owner.do(noticeRoutes.give, { params: fixture, body: { ...termination, requestedEnd: later(90), confirmName: '医療法人社団みどり会' } });
    await world.drain();
    expect(await ends(fixture)).toEqual([{ last_on: later(30), basis: '18' }]);
    expect((await owner.try(noticeRoutes.requestWithdrawal, { params: { noticeId: early.id }, body: { text: '', personName: '' } })).problem.code).toBe('notice_not_own');
    const asked = await client.do(noticeRoutes.requestWithdrawal, { params: { noticeId: early.id }, body: { text: '続けることになりました', personName: '' } });
    const requestId = asked.withdrawal[0]?.id ?? '';
    expect((await client.try(noticeRoutes.requestWithdrawal, { params: { noticeId: early.id }, body: { text: '', personName: '' } })).problem.code).toBe('notice_withdrawal_open');
    expect((await client.try(noticeRoutes.answerWithdrawal, { params: { noticeId: early.id, requestId }, body: { answer: 'consent', text: '', personName: '' } })).problem.code).toBe('notice_own_withdrawal');
    expect(await ends(fixture)).toEqual([{ last_on: later(30), basis: '18' }]);
    const answered = await owner.do(noticeRoutes.answerWithdrawal, { params: { noticeId: early.id, requestId }, body: { answer: 'consent', text: '', personName: '' } });
    expect(answered.withdrawal.at(-1)).toMatchObject({ kind: 'consent', side: 'vendor', personName: '佐藤 美咲', ip: expect.stringMatching(/127\.0\.0\.1/) });
    await world.drain();
    expect(await ends(fixture)).toEqual([{ last_on: later(90), basis: '18' }]);
    expect((await owner.do(noticeRoutes.get, { params: { noticeId: late.id } })).end).toMatchObject({ lastOn: later(90), withdrawnReason: null });
    expect((await owner.try(noticeRoutes.answerWithdrawal, { params: { noticeId: early.id, requestId }, body: { answer: 'refusal', text: '', personName: '' } })).problem.code).toBe('notice_withdrawn_already');
  });

  it('同意しなければ通知はそのまま残り、もう一度求めることができる', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const given = await owner.do(noticeRoutes.give, { params: fixture, body: { ...termination, confirmName: '医療法人社団みどり会' } });
    await world.drain();
    const ask = { params: { noticeId: given.id }, body: { text: '', personName: '' } };
    const requestId = (await owner.do(noticeRoutes.requestWithdrawal, ask)).withdrawal[0]?.id ?? '';
    await client.do(noticeRoutes.answerWithdrawal, { params: { noticeId: given.id, requestId }, body: { answer: 'refusal', text: '予定を組みました', personName: '' } });
    await world.drain();
    expect(await ends(fixture)).toEqual([{ last_on: later(30), basis: '18' }]);
    expect((await client.try(noticeRoutes.answerWithdrawal, { params: { noticeId: given.id, requestId }, body: { answer: 'consent', text: '', personName: '' } })).problem.code).toBe('notice_withdrawal_answered');
    expect((await owner.do(noticeRoutes.requestWithdrawal, ask)).withdrawal).toHaveLength(3);
  });
});

describe('承認した人が分かる（F141）', () => {
  it('合意の同意は人・役割・時刻・IP・ハッシュを残し、乙の代理入力は「代理入力」としてもとの写しとともに示され、甲に知らされる（F141）', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const open = async () => (await owner.do(agreementRoutes.open, { body: { contractId: fixture.contractId, kind: 'consultation', subject: '作業時間帯', text: '夜間に行いたい', about: null, personName: '' } })).id;
    const propose = (agreementId: string, person: Person) => person.do(agreementRoutes.propose, { params: { agreementId }, body: { text: '夜間に行う', terms: { kind: 'consultation' }, answerBy: null, personName: '' } });
    const own = await propose(await open(), owner);
    const accepted = await client.do(agreementRoutes.accept, { params: { agreementId: own.id, proposalId: own.proposalId ?? '' }, body: { contentHash: own.entries.at(-1)?.contentHash ?? '', agreed: true, personName: '' } });
    expect(accepted.entries.at(-1)).toMatchObject({ kind: 'acceptance', personName: '緑川 薫', role: { ja: '代表・管理者' }, ip: expect.stringMatching(/127\.0\.0\.1/), proxy: null });
    const second = await propose(await open(), owner);
    const { fileId } = await owner.do(agreementRoutes.uploadSource, { params: { agreementId: second.id }, upload: { bytes: pdf, name: '同意書.pdf', type: 'application/pdf' } });
    const params = { agreementId: second.id, proposalId: second.proposalId ?? '' };
    const body = { contentHash: second.entries.at(-1)?.contentHash ?? '', acceptedBy: '緑川 薫', acceptedOn: today, sourceFileId: fileId, agreed: true, personName: '' } as const;
    expect((await owner.try(agreementRoutes.acceptByProxy, { params, body: { ...body, contentHash: '0'.repeat(64) } })).problem.code).toBe('agreement_content_changed');
    expect((await client.try(agreementRoutes.acceptByProxy, { params, body })).status).toBe(404);
    const entered = await owner.do(agreementRoutes.acceptByProxy, { params, body });
    const entry = entered.entries.at(-1);
    expect(entry).toMatchObject({ kind: 'acceptance', side: 'client', personName: '緑川 薫', heldOn: today, proxy: { enteredBy: '佐藤 美咲', side: 'vendor' } });
    await world.drain();
    expect(world.mail.mails.some(({ to, subject }) => to.startsWith('notice-') && subject.includes('代理入力') || subject.includes('代理入力'))).toBe(true);
    const source = await client.try(agreementRoutes.source, { params: { agreementId: second.id, entryId: entry?.id ?? '' } });
    expect([source.status, source.bytes.equals(pdf)]).toEqual([200, true]);
    expect(await auditTypes(fixture)).toContain('agreement.accepted-by-proxy');
    const other = await contract();
    expect((await owner.try(agreementRoutes.acceptByProxy, { params, body: { ...body, sourceFileId: await scanBy(owner, other) } })).problem.code).not.toBeUndefined();
  });
});
