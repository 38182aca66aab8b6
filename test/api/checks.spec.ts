import { auditRoutes, boardRoutes, checkRoutes, clientRoutes, representationRoutes as routes, signingRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let midori: Person;
let accounting: Person;
let today: string;
let fixture: ContractFixture;
let second: ContractFixture;
const shift = (days: number): string => addDays(localDate(today), days);
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  // 契約期間の初日から1年の応当日は35日後か36日後（うるう年）。受付はその30日前：5日後か6日後。
  fixture = await concludedContract(world, { owner, concludedOn: shift(-330), lastOn: shift(34), number: 'HS-CHK-1' });
  second = await concludedContract(world, { owner, clientName: '株式会社つぼみ', concludedOn: shift(-330), lastOn: shift(34), number: 'HS-CHK-2' });
  midori = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
  accounting = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
});
afterAll(() => world.close());

const detail = (person: Person, contractId = fixture.contractId) => person.do(routes.get, { params: { contractId }, query: { explain: '1' } });
const stateOf = async (person: Person, party: 'client' | 'vendor') => (await detail(person)).parties.find((entry) => entry.party === party)?.state;
const attest = async (person: Person, contractIds: readonly string[], officers: readonly string[]) => {
  const { statement } = await detail(person, contractIds[0]);
  return person.try(routes.attest, { body: { contractIds: [...contractIds], officers: [...officers], personName: '', statementVersion: statement.version, agreed: true } });
};
const light20 = async (person: Person) => (await person.do(boardRoutes.get, { params: { contractId: fixture.contractId } })).items[19];
/** Mails about the first contract. */
const mailsTo = (to: string, subject: string) => world.mail.mails.filter((mail) => mail.to === to && mail.subject.includes(subject) && mail.text.includes(fixture.contractId)).length;
const clientMail = () => fixture.terms.annex.notices.client.email;
const vendorMail = () => fixture.terms.annex.notices.vendor.email;

describe('第20条1項 毎年の表明（F124）', () => {
  it('記録がない間は黄色。表明すると、文と版・役員・表明した人が双方に残る', async () => {
    expect(await light20(owner)).toMatchObject({ state: 'attention', action: { target: 'representations' }, reason: { ja: '甲：表明の記録がありません。乙：表明の記録がありません。' } });
    expect((await attest(owner, [fixture.contractId, second.contractId], ['佐藤 美咲'])).body).toEqual({ recorded: 2 });
    expect((await attest(midori, [fixture.contractId], ['緑川 薫', '緑川 一郎'])).status).toBe(200);
    for (const person of [owner, midori]) {
      const { parties, history, explained } = await detail(person);
      expect(parties.map(({ state }) => state)).toEqual(['answered', 'answered']);
      expect(history[0]).toMatchObject({ kind: 'represented', party: 'client', personName: '緑川 薫', officers: ['緑川 薫', '緑川 一郎'], statementVersion: '2026-11', statement: expect.stringContaining('反社会的勢力に該当しない') });
      expect(explained.map(({ explanation }) => explanation.article)).toEqual(['第20条1項', '第20条1項']);
    }
    expect(await light20(midori)).toMatchObject({ state: 'good' });
  });

  it('応当日の30日前に双方へ一度だけ頼み、期限の翌日に一度だけ催促する。その間、22条の表は黄色', async () => {
    const { parties: [party] } = await detail(owner);
    const opens = party!.opensOn;
    expect(party!.dueOn).toBe(addDays(localDate(opens), 30));
    await world.advanceTo(addDays(localDate(opens), -1));
    expect([mailsTo(clientMail(), '年に一度'), await stateOf(owner, 'client')]).toEqual([0, 'answered']);
    await world.advanceTo(opens);
    await world.advanceDays(1);
    expect([mailsTo(clientMail(), '年に一度'), mailsTo(vendorMail(), '年に一度')]).toEqual([1, 1]);
    expect(world.mail.mails.some(({ to, text }) => to === clientMail() && text.includes(`/portal/contracts/${fixture.contractId}/representations`))).toBe(true);
    expect((await midori.do(routes.waiting)).items).toMatchObject([{ contractId: fixture.contractId, own: { state: 'asked' } }]);
    expect(await light20(owner)).toMatchObject({ state: 'attention' });
    // 期限の当日はまだ催促しない。
    await world.advanceTo(party!.dueOn);
    expect(mailsTo(clientMail(), '期限を過ぎ')).toBe(0);
    await world.advanceDays(2);
    expect([mailsTo(clientMail(), '期限を過ぎ'), mailsTo(clientMail(), '年に一度'), await stateOf(midori, 'client')]).toEqual([1, 1, 'overdue']);
  });

  it('乙はまとめて、甲は役員を直して表明し、入れ替わりが履歴に出る', async () => {
    const waiting = await owner.do(routes.waiting);
    expect(waiting.items.map(({ contractNumber }) => contractNumber)).toEqual(['HS-CHK-1', 'HS-CHK-2']);
    expect((await attest(owner, waiting.items.map(({ contractId }) => contractId), waiting.officers)).status).toBe(200);
    expect((await owner.do(routes.waiting)).items).toEqual([]);
    expect((await attest(midori, [fixture.contractId], ['緑川 薫', '緑川 二郎'])).status).toBe(200);
    const { history } = await detail(owner);
    expect(history[0]).toMatchObject({ party: 'client', added: ['緑川 二郎'], removed: ['緑川 一郎'] });
    expect(await light20(owner)).toMatchObject({ state: 'good' });
  });

  it('表明できないときは、理由が相手方にすぐ届き、双方の表が赤になり、改めて表明すると戻る。契約は自動では終わらない', async () => {
    const refused = await midori.do(routes.refuse, { params: { contractId: fixture.contractId }, body: { personName: '', reason: '役員の一人について調査中です。' } });
    expect(refused.parties.find(({ party }) => party === 'client')?.state).toBe('refused');
    await world.drain();
    expect(world.mail.last(vendorMail(), '表明できない').text).toContain('役員の一人について調査中です。');
    for (const person of [owner, midori]) expect(await light20(person)).toMatchObject({ state: 'bad', action: { target: 'representations' } });
    const { items } = await owner.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { type: 'representation.' } });
    expect(items.map(({ type, article }) => `${type} ${article}`)).toEqual(expect.arrayContaining(['representation.refused 第20条2項', 'representation.asked 第20条1項']));
    expect((await attest(midori, [fixture.contractId], ['緑川 薫'])).status).toBe(200);
    expect(await light20(owner)).toMatchObject({ state: 'good' });
  });

  it('権限のない人・古い文・ほかの会社の契約では表明できない', async () => {
    expect((await attest(accounting, [fixture.contractId], ['経理 花子'])).status).toBe(403);
    expect((await midori.try(routes.attest, { body: { contractIds: [fixture.contractId], officers: ['x'], personName: '', statementVersion: '2020-01', agreed: true } })).problem.code).toBe('conflict');
    const before = (await detail(midori)).history.length;
    expect((await attest(midori, [fixture.contractId, second.contractId], ['緑川 薫'])).status).toBe(404);
    expect((await detail(midori)).history).toHaveLength(before);
  });

  it('運用開始日より前の契約では、甲には頼まない（D11）', async () => {
    const now = await world.today();
    const moved = await concludedContract(world, { owner, clientName: '株式会社ひっこし', concludedOn: addDays(localDate(now), -364), lastOn: addDays(localDate(now), 1), number: 'HS-CHK-3' });
    await world.sql('update hoshu.contract set goes_live_on = $2, version = version + 1 where id = $1', [moved.contractId, addDays(localDate(now), 40)]);
    await world.sql('insert into hoshu.antisocial_representation (tenant_id, client_id, contract_id, party, statement_version, statement, officers, answered_by, answered_on, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())',
      [moved.tenantId, moved.clientId, moved.contractId, 'client', '2026-11', 'x', ['x'], 'x', addDays(localDate(now), -364)]);
    await world.advanceDays(2);
    expect(await world.sql('select 1 from hoshu.representation_reminder where contract_id = $1', [moved.contractId])).toEqual([]);
  });
});

describe('第20条 相手方の確認（F125）', () => {
  let clientId: string;
  let contractId: string;
  const standing = async () => (await owner.do(checkRoutes.standing, { query: { clientId } })).items[0]!;
  const record = (more: Partial<BodyInputOf<typeof checkRoutes.record>> = {}) =>
    owner.try(checkRoutes.record, { body: { clientId, subjectKind: 'company', subjectName: '株式会社みどり', tool: '記事検索', query: '株式会社みどり 暴力団', result: 'clear', checkedOn: today, checkedBy: '', note: '', fileId: null, ...more } });
  const gate = async () => (await owner.do(signingRoutes.gates, { params: { contractId } })).gates.find(({ key }) => key === 'counterparty_check');
  const require = async (isRequired: boolean) => {
    const { policy: { version } } = await owner.do(checkRoutes.standing, {});
    return owner.do(checkRoutes.savePolicy, { ifMatch: version, body: { isRequired, coversOfficers: true, validityMonths: 12 } });
  };
  beforeAll(async () => {
    today = await world.today();
    clientId = await createClient(owner, { companyName: '株式会社みどり', contactEmail: 'tantou@midori.example', overrides: { representativeName: '緑川 薫' } });
    contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: today });
  });

  it('決めていなければ条件にならない。決めると、会社と役員の有効な確認がそろうまで送信できない', async () => {
    expect(await gate()).toBeUndefined();
    await require(true);
    expect(await gate()).toMatchObject({ ok: false, article: '第20条' });
    const refused = await owner.try(signingRoutes.send, { params: { contractId }, body: { form: 'electronic', contractDate: today, recipient: { personName: '緑川 薫', email: 'tantou@midori.example', title: '' }, message: '' } });
    expect(refused.problem.code).toBe('signing_gates_open');
    expect((await record()).status).toBe(200);
    expect(await standing()).toMatchObject({ state: 'missing', subjects: [{ kind: 'company', state: 'ok' }, { kind: 'officer', name: '緑川 薫', state: 'missing' }] });
    expect((await record({ subjectKind: 'officer', subjectName: '緑川　薫', query: '緑川薫 逮捕' })).status).toBe(200);
    // R27・R01：確認の日は数えず、12か月後の応当日までが有効。
    expect(await standing()).toMatchObject({ state: 'ok', validUntil: expect.stringMatching(`^${Number(today.slice(0, 4)) + 1}`) });
    expect(await gate()).toMatchObject({ ok: true });
  });

  it('該当の可能性があると止まり、人が理由をつけて判断するまで進まない。判断は一度だけ', async () => {
    const { body: hit } = await record({ subjectKind: 'officer', subjectName: '緑川 薫', result: 'hit', note: '同姓同名の記事' });
    expect([(await standing()).state, (await gate())?.ok]).toEqual(['blocked', false]);
    const params = { checkId: hit.id };
    const decided = await owner.do(checkRoutes.decide, { params, body: { decision: 'cleared', reason: '生年月日が違う別人' } });
    expect(decided.decision).toMatchObject({ decision: 'cleared', decidedBy: '佐藤 美咲' });
    expect((await standing()).state).toBe('ok');
    expect((await owner.try(checkRoutes.decide, { params, body: { decision: 'confirmed', reason: 'x' } })).problem.code).toBe('check_decided');
    const [clear] = (await owner.do(checkRoutes.list, { query: { clientId } })).items.filter(({ result }) => result === 'clear');
    expect((await owner.try(checkRoutes.decide, { params: { checkId: clear!.id }, body: { decision: 'cleared', reason: 'x' } })).problem.code).toBe('check_no_hit');
  });

  it('締結した契約は、確認がなくても有効で、22条の表が知らせる。甲には何も見えない', async () => {
    expect(await light20(owner)).toMatchObject({ state: 'attention', action: { target: 'checks' } });
    expect(await light20(midori)).toMatchObject({ state: 'good' });
    expect((await owner.do(routes.get, { params: { contractId: fixture.contractId } })).isConcluded).toBe(true);
    expect([(await midori.try(checkRoutes.list)).status, (await midori.try(checkRoutes.standing)).status]).toEqual([404, 404]);
  });

  it('結果の画面を添えて残し、あとで開ける', async () => {
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const { fileId } = await owner.do(checkRoutes.upload, { params: { clientId }, upload: { bytes: pdf, name: '検索結果.pdf', type: 'application/pdf' } });
    const { body: check } = await record({ fileId });
    const file = await owner.try(checkRoutes.file, { params: { checkId: check.id } });
    expect([file.status, file.bytes.equals(pdf)]).toEqual([200, true]);
    expect((await record({ fileId: fixture.contractId })).status).toBe(404);
    expect((await record({ checkedOn: addDays(localDate(today), 1) })).problem.code).toBe('check_in_future');
  });

  it('CSV：正しい行だけを記録し、行ごとに理由を返し、二度送っても増えない。Shift_JISも読む', async () => {
    const lines = ['取引先,対象者,区分,結果,確認日,ツール,検索語', `株式会社みどり,株式会社みどり,会社,該当なし,${today.replaceAll('-', '/')},確認サービス,みどり`, `株式会社みどり,緑川 三郎,,該当あり,${today},確認サービス,`, `知らない会社,山田,役員,該当なし,${today},x,y`, `株式会社みどり,山田,役員,たぶん,${today},x,y`, '株式会社みどり,山田,役員,該当なし,2026-13-40,x,y', '株式会社みどり,,役員,該当なし,2020-01-01,x,y'];
    const upload = { bytes: Buffer.from(lines.join('\r\n')), name: 'checks.csv', type: 'text/csv' };
    const result = await owner.do(checkRoutes.import, { upload });
    expect(result).toMatchObject({ encoding: 'utf-8', lines: 6, created: 2, known: 0 });
    expect(result.errors.map(({ line, field }) => `${line} ${field}`)).toEqual(['4 取引先', '5 結果', '6 確認日', '7 対象者']);
    expect((await owner.do(checkRoutes.import, { upload })).known).toBe(2);
    // 区分がない行は、会社の名前でなければ役員。誰も知らない人の「該当あり」も止める。
    expect(await standing()).toMatchObject({ state: 'blocked', text: { ja: expect.stringContaining('緑川 三郎') } });
    // 「取引先,対象者,結果,確認日,ツール」を Shift_JIS で。
    const heading = Buffer.from('8ee688f890e62c91ce8fdb8ed22c8c8b89ca2c8a6d944693fa2c8363815b838b', 'hex');
    expect(await owner.do(checkRoutes.import, { upload: { ...upload, bytes: Buffer.concat([heading, Buffer.from('\r\nx,y,clear,2026-01-01,t')]) } })).toMatchObject({ encoding: 'shift_jis', lines: 1, errors: [{ line: 2, field: '取引先' }] });
    expect((await owner.try(checkRoutes.import, { upload: { ...upload, bytes: Buffer.from('氏名,結果\nx,y') } })).problem.code).toBe('check_csv_columns');
  });

  it('有効期間が終わる30日前に、通知先へ一度だけ知らせ、過ぎると期限切れになる', async () => {
    const clients = await owner.do(clientRoutes.list, { query: { search: 'みどり会' } });
    const running = clients.items[0]!.id;
    const { officers } = (await detail(owner)).parties[0]!;
    const checkedOn = addDays(localDate(await world.today()), -332);
    await record({ clientId: running, checkedOn });
    for (const name of officers) await record({ clientId: running, subjectKind: 'officer', subjectName: name, checkedOn });
    const { validUntil } = (await owner.do(checkRoutes.standing, { query: { clientId: running } })).items[0]!;
    const told = () => world.mail.mails.filter(({ subject }) => subject.includes('反社チェックの再確認')).length;
    await world.advanceTo(addDays(localDate(validUntil!), -31));
    expect(told()).toBe(0);
    await world.advanceDays(1);
    await world.advanceDays(1);
    expect(told()).toBe(1);
    expect(world.mail.last('owner@aoba.example', '反社チェックの再確認').text).toContain(validUntil!);
    await world.advanceTo(addDays(localDate(validUntil!), 1));
    expect((await owner.do(checkRoutes.standing, { query: { clientId: running } })).items[0]!.state).toBe('expired');
  });
});
