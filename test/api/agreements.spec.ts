import { agreementRoutes as routes, auditRoutes, boardRoutes, incidentRoutes, type AgreementTermsInput, type BodyInputOf } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
import { clientPerson, concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let midori: Person;
let today: string;
let fixture: ContractFixture;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  const concludedOn = firstDayOf(addMonths(monthOf(localDate(today)), -2));
  // 別紙1 leaves the backup terms open for ten days from today.
  fixture = await concludedContract(world, { owner, concludedOn, lastOn: addDays(concludedOn, 364), number: 'HS-AGR-1' });
  await world.sql(`alter table hoshu.contract_version disable trigger user`);
  await world.sql(`update hoshu.contract_version set terms = jsonb_set(terms, '{annex,backup}', $2) where id = $1`, [fixture.versionId, JSON.stringify({ underDiscussionUntil: addDays(localDate(today), 10) })]);
  await world.sql(`alter table hoshu.contract_version enable trigger user`);
  midori = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
});
afterAll(() => world.close());

const backup: AgreementTermsInput = { kind: 'backup_terms', frequency: '毎日', retention: '30日間', method: '別の事業者に暗号化して保存' };
const open = (person: Person, more: Partial<BodyInputOf<typeof routes.open>> = {}) =>
  person.do(routes.open, { body: { contractId: fixture.contractId, kind: 'consultation', subject: '表示速度の目安', text: '表示が遅いと感じます。目安を決めたいです。', about: null, personName: '', ...more } });
const propose = (person: Person, agreementId: string, proposal: { terms: AgreementTermsInput; text?: string; answerBy?: string | null }) =>
  person.do(routes.propose, { params: { agreementId }, body: { text: '次のとおりとします。', answerBy: null, personName: '', ...proposal } });
const hashOf = (detail: Awaited<ReturnType<typeof propose>>) => detail.entries.find(({ id }) => id === detail.proposalId)?.contentHash ?? '';
const accept = (person: Person, detail: Awaited<ReturnType<typeof propose>>, contentHash = hashOf(detail)) =>
  person.try(routes.accept, { params: { agreementId: detail.id, proposalId: detail.proposalId ?? '' }, body: { contentHash, agreed: true, personName: '' } });
const pointsOf = async (person: Person) => Object.fromEntries((await person.do(routes.openPoints, { params: { contractId: fixture.contractId } })).items.map((item) => [item.kind, item]));

describe('第8条2項 バックアップ条件の合意（F047）', () => {
  it('別紙1で協議中の間は「未合意」で、期限を示す。合意すると内容が双方に表示され、変更は新しい合意による', async () => {
    const before = await pointsOf(midori);
    expect(before['backup_terms']).toMatchObject({ state: 'open', article: '第8条2項', dueOn: addDays(localDate(today), 10) });
    const opened = await open(owner, { kind: 'backup_terms', subject: 'バックアップの条件', text: '条件を提案します。' });
    expect(opened).toMatchObject({ number: 'HS-AGR-1-A1', article: '第8条2項', state: 'open', openedSide: 'vendor' });
    const proposed = await propose(owner, opened.id, { terms: backup, answerBy: addDays(localDate(today), 7) });
    expect(proposed).toMatchObject({ state: 'proposed', waitingFor: 'client', answerBy: addDays(localDate(today), 7) });
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.client.email, '合意の案').text).toContain(`/portal/agreements/${opened.id}`);
    // Not yet part of the contract.
    expect((await pointsOf(owner))['backup_terms']).toMatchObject({ state: 'open' });
    const accepted = await accept(midori, proposed);
    expect(accepted.status).toBe(200);
    for (const person of [owner, midori]) {
      expect((await pointsOf(person))['backup_terms']).toMatchObject({ state: 'agreed', dueOn: null, text: { ja: '頻度：毎日、保存期間：30日間、保存方法：別の事業者に暗号化して保存' } });
    }
    await world.drain();
    expect(world.mail.last('owner@aoba.example', '合意しました').text).toContain('緑川 薫');
    const later = await open(midori, { kind: 'backup_terms', subject: 'バックアップの条件の変更', text: '保存を90日にしたいです。' });
    const change = await propose(midori, later.id, { terms: { ...backup, retention: '90日間' } });
    expect((await pointsOf(owner))['backup_terms']?.text.ja).toContain('30日間');
    expect((await accept(owner, change)).status).toBe(200);
    expect((await pointsOf(owner))['backup_terms']?.text.ja).toContain('90日間');
  });

  it('合意書（PDF）が双方に一つでき、案のハッシュ値が書かれている', async () => {
    await world.drain();
    const { items } = await midori.do(routes.list, { query: { contractId: fixture.contractId, state: 'agreed' } });
    expect(items.map(({ kind }) => kind)).toEqual(['backup_terms', 'backup_terms']);
    const detail = await midori.do(routes.get, { params: { agreementId: items[1]!.id } });
    expect(detail.pdfReady).toBe(true);
    const [mine, theirs] = [await midori.try(routes.pdf, { params: { agreementId: detail.id } }), await owner.try(routes.pdf, { params: { agreementId: detail.id } })];
    expect([mine.status, theirs.status, mine.headers.get('content-type')]).toEqual([200, 200, 'application/pdf']);
  });
});

describe('第2条5号 関連システムの合意（F007）', () => {
  it('甲が提案し、乙が対案を出し、甲が同意する。合意するまで「未合意」', async () => {
    const opened = await open(midori, { kind: 'related_system', subject: '予約システム', text: '予約システムも見てほしいです。' });
    const first = await propose(midori, opened.id, { terms: { kind: 'related_system', systemName: '予約システム', url: 'https://yoyaku.example/' } });
    const counter = await propose(owner, opened.id, { terms: { kind: 'related_system', systemName: '予約システム（画面のみ）', url: 'https://yoyaku.example/' } });
    expect(counter).toMatchObject({ state: 'proposed', waitingFor: 'client' });
    const stale = await accept(owner, first);
    expect([stale.status, (stale.body as unknown as { code: string }).code]).toEqual([409, 'agreement_superseded']);
    expect((await pointsOf(midori))['related_system']).toMatchObject({ state: 'open', items: [{ state: 'proposed', waitingFor: 'client' }] });
    expect((await accept(midori, counter)).status).toBe(200);
    expect((await pointsOf(midori))['related_system']).toMatchObject({ state: 'agreed', items: [{ state: 'agreed', text: { ja: 'システム：予約システム（画面のみ）、URL：https://yoyaku.example/' } }] });
  });
});

describe('第4条2項 別途契約', () => {
  const workOf = (more: Partial<Extract<AgreementTermsInput, { kind: 'separate_work' }>> = {}): AgreementTermsInput => ({ kind: 'separate_work', work: '採用ページを3枚作る。', feeYen: 220_000, deliverOn: addDays(localDate(today), 30), payOn: addDays(localDate(today), 60), inspectionDays: 10, ...more });
  const lightOf = async (person: Person) => (await person.do(boardRoutes.get, { params: { contractId: fixture.contractId } })).items[3];

  it('報酬は本契約と同じ税込で、税額が決まり、対案を経て合意すると別途契約書になり、双方の契約と22条の一覧に載る', async () => {
    expect(await lightOf(midori)).toMatchObject({ article: 4, state: 'none' });
    const opened = await open(midori, { kind: 'separate_work', subject: '採用ページの制作', text: '採用ページを作ってほしいです。' });
    expect(opened.article).toBe('第4条2項');
    const first = await propose(owner, opened.id, { terms: workOf() });
    // 220,000 with 10 % in it: 220,000 × 10 ÷ 110 = 20,000.
    expect(first.entries.at(-1)?.terms).toMatchObject({ taxMode: 'inclusive', taxPercent: 10, taxYen: 20_000, totalYen: 220_000 });
    expect(await lightOf(owner)).toMatchObject({ state: 'attention' });
    // 198,001 × 10 ÷ 110 = 18,000.09…, rounded down.
    const counter = await propose(midori, opened.id, { terms: workOf({ feeYen: 198_001, inspectionDays: null }) });
    expect((await accept(owner, counter, hashOf(first))).status).toBe(409);
    expect((await accept(owner, counter)).status).toBe(200);
    for (const person of [owner, midori]) {
      expect((await pointsOf(person))['separate_work']).toMatchObject({ state: 'agreed', article: '第4条2項', items: [{ subject: '採用ページの制作', text: { ja: expect.stringContaining('198,001円（税込。うち消費税10% 18,000円、1円未満切捨て）') as string } }] });
      expect(await lightOf(person)).toMatchObject({ state: 'good' });
    }
    await world.drain();
    const pdf = await midori.try(routes.pdf, { params: { agreementId: opened.id } });
    expect([pdf.status, decodeURIComponent(pdf.headers.get('content-disposition') ?? '')]).toEqual([200, expect.stringContaining('別途契約書_HS-AGR-1-A')]);
    const { items } = await midori.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { limit: '100' } });
    expect(items.filter(({ type, article }) => type === 'agreement.agreed' && article === '第4条2項')).toHaveLength(1);
  });

  it('過ぎた納期・支払期限、0円、ほかの種類の内容は、項目を示して断る', async () => {
    const opened = await open(owner, { kind: 'separate_work', subject: '新機能の開発', text: '別途の見積りになります。' });
    const attempt = (terms: AgreementTermsInput) => owner.try(routes.propose, { params: { agreementId: opened.id }, body: { text: '次のとおり', terms, answerBy: null, personName: '' } });
    const past = await attempt(workOf({ deliverOn: addDays(localDate(today), -1) }));
    expect([past.problem.code, past.problem.errors?.[0]?.path]).toEqual(['agreement_date_past', 'body.terms.deliverOn']);
    expect((await attempt(workOf({ payOn: addDays(localDate(today), -1) }))).problem.errors?.[0]?.path).toBe('body.terms.payOn');
    expect((await attempt(workOf({ feeYen: 0 }))).status).toBe(400);
    expect((await attempt({ kind: 'consultation' })).problem.code).toBe('agreement_kind');
  });
});

describe('第21条 協議の記録（F126・F141）', () => {
  it('障害から始め、双方の意見・打合せ・案・同意・合意のあとにすることが、人と役割つきで残る', async () => {
    const incident = await owner.do(incidentRoutes.open, { body: { contractId: fixture.contractId, siteIds: [fixture.siteId], title: 'フォームが送れない', description: '送信で止まります。' } });
    const opened = await open(midori, { about: { kind: 'incident', id: incident.id }, subject: '障害の原因' });
    expect(opened.about).toEqual({ kind: 'incident', id: incident.id, label: '障害：フォームが送れない' });
    const params = { agreementId: opened.id };
    await owner.do(routes.addEntry, { params, body: { kind: 'position', text: 'サーバー会社の障害でした。', heldOn: null, personName: '' } });
    await owner.do(routes.addEntry, { params, body: { kind: 'meeting', text: '電話で確認しました。', heldOn: today, personName: '' } });
    const proposed = await propose(owner, opened.id, { terms: { kind: 'consultation' }, text: '今回は報酬を減らさず、通知の方法を改めます。' });
    expect((await accept(midori, proposed)).status).toBe(200);
    const followed = await owner.do(routes.addFollowUp, { params, body: { text: '通知の方法を改める', taskSide: 'vendor', dueOn: addDays(localDate(today), 3), personName: '' } });
    expect(followed).toMatchObject({ state: 'agreed', openFollowUps: 1 });
    const acceptance = followed.entries.find(({ kind }) => kind === 'acceptance');
    expect(acceptance).toMatchObject({ side: 'client', personName: '緑川 薫', role: { ja: '代表・管理者' } });
    // 期日に、する側へ一度だけ知らせる。
    const reminders = () => world.mail.mails.filter((mail) => mail.to === 'owner@aoba.example' && mail.subject.includes('【期日】')).length;
    await world.advanceDays(2);
    expect(reminders()).toBe(0);
    await world.advanceDays(2);
    expect(reminders()).toBe(1);
    const done = await owner.do(routes.finishFollowUp, { params: { ...params, followUpId: followed.openFollowUpIds[0]! }, body: { text: '改めました。', personName: '' } });
    expect(done.openFollowUps).toBe(0);
    await world.advanceDays(1);
    expect(reminders()).toBe(1);
    const { items } = await midori.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { limit: '100' } });
    const told = items.filter((event) => event.type.startsWith('agreement.') && event.article === '第21条').map((event) => event.type);
    expect(told).toEqual(expect.arrayContaining(['agreement.opened', 'agreement.meeting-recorded', 'agreement.proposed', 'agreement.agreed', 'agreement.follow-up-added', 'agreement.reminded', 'agreement.follow-up-done']));
  });

  it('同意と取り下げが同時なら、どちらか一つだけが成り立つ', async () => {
    for (let round = 0; round < 6; round += 1) {
      const opened = await open(owner, { subject: `競争 ${round}` });
      const proposed = await propose(owner, opened.id, { terms: { kind: 'consultation' } });
      const ids = { agreementId: opened.id, proposalId: proposed.proposalId! };
      const [accepted, withdrawn] = await Promise.all([accept(midori, proposed), owner.try(routes.withdraw, { params: ids, body: { text: '', personName: '' } })]);
      expect([accepted.status, withdrawn.status].sort()).toEqual([200, 409]);
      const after = await owner.do(routes.get, { params: { agreementId: opened.id } });
      expect(after.state).toBe(accepted.status === 200 ? 'agreed' : 'open');
    }
  });

  it('同じ案に二人が同時に同意しても、合意は一つ', async () => {
    const opened = await open(owner, { subject: '二人' });
    const proposed = await propose(owner, opened.id, { terms: { kind: 'consultation' } });
    const second = await clientPerson(world, fixture, { name: '承認 次郎', email: 'shonin@client.example', role: 'approver' });
    const answers = await Promise.all([accept(midori, proposed), accept(second, proposed)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await owner.do(routes.get, { params: { agreementId: opened.id } })).entries.filter(({ kind }) => kind === 'acceptance')).toHaveLength(1);
  });
});

describe('間違った入力', () => {
  it.each([
    ['自分の側の案に同意する', async () => { const opened = await open(owner); return accept(owner, await propose(owner, opened.id, { terms: { kind: 'consultation' } })); }, 422, 'agreement_own_proposal'],
    ['表示と違う案に同意する', async () => { const opened = await open(owner); return accept(midori, await propose(owner, opened.id, { terms: { kind: 'consultation' } }), '0'.repeat(64)); }, 409, 'agreement_content_changed'],
    ['種類の違う案を出す', async () => { const opened = await open(owner); return owner.try(routes.propose, { params: { agreementId: opened.id }, body: { text: 'x', terms: backup, answerBy: null, personName: '' } }); }, 422, 'agreement_kind'],
    ['過ぎた日を返答の期限にする', async () => { const opened = await open(owner); return owner.try(routes.propose, { params: { agreementId: opened.id }, body: { text: 'x', terms: { kind: 'consultation' }, answerBy: '2020-01-01', personName: '' } }); }, 422, 'agreement_date_past'],
    ['先の日を打合せの日にする', async () => { const opened = await open(owner); return owner.try(routes.addEntry, { params: { agreementId: opened.id }, body: { kind: 'meeting', text: 'x', heldOn: '2150-01-01', personName: '' } }); }, 422, 'agreement_date_future'],
    ['打合せの日がない', async () => { const opened = await open(owner); return owner.try(routes.addEntry, { params: { agreementId: opened.id }, body: { kind: 'meeting', text: 'x', heldOn: null, personName: '' } }); }, 400, 'invalid_request'],
    ['終わった協議に意見を書く', async () => { const opened = await open(owner); const params = { agreementId: opened.id }; await owner.do(routes.addEntry, { params, body: { kind: 'closing', text: '不要になりました。', heldOn: null, personName: '' } }); return midori.try(routes.addEntry, { params, body: { kind: 'position', text: 'x', heldOn: null, personName: '' } }); }, 409, 'agreement_settled'],
    ['ない請求書について始める', () => owner.try(routes.open, { body: { contractId: fixture.contractId, kind: 'consultation', subject: 'x', text: 'x', about: { kind: 'invoice', id: fixture.siteId }, personName: '' } }), 404, 'not_found'],
    ['合意の前に合意書を求める', async () => { const opened = await open(owner); return owner.try(routes.pdf, { params: { agreementId: opened.id } }); }, 409, 'document_not_ready'],
  ])('%s', async (_, act, status, code) => {
    const answer = await act();
    expect([answer.status, (answer.body as unknown as { code: string }).code]).toEqual([status, code]);
  });

  it('締結前の契約では始められず、経理担当は読めるが書けない。共用のメールアドレスでは名前を尋ねる（D19）', async () => {
    const clientId = await createClient(owner, { companyName: '株式会社つぼみ', contactEmail: 'tsubomi@client.example' });
    const draftId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: today });
    const early = await owner.try(routes.open, { body: { contractId: draftId, kind: 'consultation', subject: 'x', text: 'x', about: null, personName: '' } });
    expect([early.status, (early.body as unknown as { code: string }).code]).toEqual([422, 'contract_not_concluded']);
    const keiri = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
    expect((await keiri.do(routes.list, { query: {} })).items.length).toBeGreaterThan(0);
    expect((await keiri.try(routes.open, { body: { contractId: fixture.contractId, kind: 'consultation', subject: 'x', text: 'x', about: null, personName: '' } })).status).toBe(403);
    await world.sql(`update identity."user" set shared_mailbox = true where email = 'shonin@client.example'`);
    const shared = await new (midori.constructor as typeof Person)(world, '', 'shonin@client.example').signInByMail();
    const body = { contractId: fixture.contractId, kind: 'consultation' as const, subject: '共用', text: 'x', about: null };
    const unnamed = await shared.try(routes.open, { body: { ...body, personName: '' } });
    expect([unnamed.status, (unnamed.body as unknown as { code: string }).code]).toEqual([422, 'person_name_required']);
    expect((await shared.do(routes.open, { body: { ...body, personName: '受付 三郎' } })).openedBy).toBe('受付 三郎');
  });
});
