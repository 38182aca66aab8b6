import { auditRoutes, billingRoutes, boardRoutes, contractRoutes, rescissionRoutes, signalRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { clientPerson, concludedContract, fillCompany, signUpVendor, startWorld, vendorPerson, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, monthStart, shift } from './billing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let technician: Person;
let client: Person;
let today: string;
let fixture: ContractFixture;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

const signals = (person: Person, clientId = fixture.clientId) => person.do(signalRoutes.list, { query: { clientId } });
const kinds = async (person: Person) => (await signals(person)).open.map(({ kind }) => kind).sort();
const record = async (person: Person, body: Omit<BodyInputOf<typeof signalRoutes.record>, 'fileId' | 'note'>, clientId = fixture.clientId) => {
  const { fileId } = await person.do(signalRoutes.upload, { params: { clientId }, upload: { bytes: pdf, name: '官報.pdf', type: 'application/pdf' } });
  return person.try(signalRoutes.record, { params: { clientId }, body: { note: '', ...body, fileId } });
};
const setAside = (person: Person, key: string, clientId = fixture.clientId) => person.try(signalRoutes.setAside, { params: { clientId }, body: { key, reason: '確認の結果、該当しませんでした。' } });
const light19 = async (person: Person, contractId = fixture.contractId) => (await person.do(boardRoutes.get, { params: { contractId } })).items[18]!;
const contract = (person: Person, contractId = fixture.contractId) => person.do(contractRoutes.get, { params: { contractId } });

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  const start = await world.today();
  fixture = await billedContract(world, owner, { concludedOn: monthStart(start, -3), billingStartsOn: monthStart(start, -1) });
  technician = await vendorPerson(world, fixture.tenantId, { name: '鈴木 健', email: 'suzuki@aoba.example', role: 'technician' });
  client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'kou@client.example', role: 'owner' });
  await world.sql('update hoshu.client set invoice_recipients = $2, version = version + 1 where id = $1', [fixture.clientId, ['keiri@bounce.example']]);
  await owner.do(billingRoutes.run, { body: {} });
  await world.drain();
  // Far enough for every due day of what was billed and two months more; nothing else is run.
  await world.sql('update platform.clock set offset_ms = offset_ms + 130 * 86400000::bigint');
  today = await world.today();
});
afterAll(() => world.close());

describe('第19条2号 支払停止の兆候（F122）', () => {
  it('長い未払い、届かない請求のメール、取り消した入金を、日付と出所つきで示す。月数は設定できる', async () => {
    const { open, policy } = await signals(owner);
    expect(policy).toEqual({ unpaidMonths: 2, version: 0 });
    const { items } = await owner.do(billingRoutes.invoices, { query: { contractId: fixture.contractId } });
    expect(items.length).toBeGreaterThan(0);
    for (const invoice of items) {
      // Due on the last day of a month: two months from the next day end with a month, and the signal stands on the first of the next.
      expect(open.find(({ key }) => key === `unpaid:${invoice.id}`)).toMatchObject({ kind: 'unpaid', clause: '第19条2号', on: monthStart(invoice.dueOn, 3), source: { ja: expect.stringContaining(`請求書 ${invoice.number}（支払期日 ${invoice.dueOn}`) }, event: 'paymentSuspension', contracts: [{ id: fixture.contractId }] });
    }
    expect(open.filter(({ kind }) => kind === 'mailBounced')).toEqual([expect.objectContaining({ source: expect.objectContaining({ ja: expect.stringContaining('keiri@bounce.example') }), note: expect.stringContaining('550'), on: expect.stringMatching(/^\d{4}-/) })]);
    const payment = await owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: today, amountYen: 1_000, payerName: 'ミドリカイ', note: '' } });
    await owner.do(billingRoutes.undoPayment, { params: { paymentId: payment.id }, body: { reason: '組戻しの依頼があったため' } });
    expect((await signals(owner)).open.find(({ kind }) => kind === 'paymentReturned')).toMatchObject({ on: today, note: '組戻しの依頼があったため', source: { ja: expect.stringContaining('1,000円') } });

    expect((await owner.try(signalRoutes.savePolicy, { ifMatch: 5, body: { unpaidMonths: 24 } })).status).toBe(412);
    expect(await owner.do(signalRoutes.savePolicy, { ifMatch: 0, body: { unpaidMonths: 24 } })).toEqual({ unpaidMonths: 24, version: 1 });
    expect(await kinds(owner)).toEqual(['mailBounced', 'paymentReturned']);
    await owner.do(signalRoutes.savePolicy, { ifMatch: 1, body: { unpaidMonths: 2 } });
    expect((await technician.try(signalRoutes.list, { query: {} })).status).toBe(403);
    // 甲 is told nothing of what 乙 watches.
    expect(await signals(client)).toEqual({ open: [], aside: [], policy: null });
  });

  it('不渡りはファイルと日付つきで記録する。将来の日、ないファイルは記録できない', async () => {
    const noted = await record(owner, { kind: 'dishonour', happenedOn: shift(today, -3), source: '青葉銀行からの不渡りの通知' });
    expect(noted.body).toMatchObject({ kind: 'dishonour', clause: '第19条2号', on: shift(today, -3), source: { ja: '青葉銀行からの不渡りの通知' }, recordedBy: '佐藤 美咲', recordedOn: today, fileName: '官報.pdf' });
    expect((await owner.try(signalRoutes.file, { params: { partySignalId: noted.body.signalId! } })).bytes.equals(pdf)).toBe(true);
    expect((await client.try(signalRoutes.file, { params: { partySignalId: noted.body.signalId! } })).status).toBe(404);
    expect((await record(owner, { kind: 'dishonour', happenedOn: shift(today, 1), source: '銀行' })).problem.code).toBe('signal_in_future');
    const foreign = await owner.do(rescissionRoutes.upload, { params: { contractId: fixture.contractId }, upload: { bytes: pdf, name: '別.pdf', type: 'application/pdf' } });
    expect((await owner.try(signalRoutes.record, { params: { clientId: fixture.clientId }, body: { kind: 'dishonour', happenedOn: today, source: '銀行', note: '', fileId: foreign.fileId } })).status).toBe(404);
  });

  it('兆候は確認を促すだけで、自動で解除しない。理由を書いて外すと監査に残り、もう示さない', async () => {
    await world.drain();
    expect(await light19(owner)).toMatchObject({ state: 'attention', action: { target: 'ending' }, reason: { ja: expect.stringContaining('要確認') } });
    expect(await contract(owner)).toMatchObject({ status: 'in_force', endBasis: null });
    expect((await owner.do(rescissionRoutes.list, { params: { contractId: fixture.contractId } })).items).toEqual([]);
    const before = (await signals(owner)).open;
    const bounced = before.find(({ kind }) => kind === 'mailBounced')!;
    expect(before.find(({ kind }) => kind === 'unpaid')?.suggestion.ja).toContain('催告');
    expect((await setAside(owner, bounced.key)).body.aside).toMatchObject({ by: '佐藤 美咲', on: today, reason: '確認の結果、該当しませんでした。' });
    expect((await setAside(owner, bounced.key)).problem.code).toBe('signal_aside');
    expect((await setAside(owner, 'unpaid:00000000-0000-4000-8000-000000000000')).status).toBe(404);
    const after = await signals(owner);
    expect([after.open.length, after.aside.map(({ key }) => key)]).toEqual([before.length - 1, [bounced.key]]);
    expect(JSON.stringify(await owner.do(auditRoutes.list))).toContain('signal.set-aside');
  });

  it('兆候から解除の準備に進むと、証拠が初めから添えられている。別の号の事由の証拠にはならない', async () => {
    const { open } = await signals(owner);
    const keys = ['dishonour', 'unpaid'].map((kind) => open.find((signal) => signal.kind === kind)!.key);
    const declare = (event: 'paymentSuspension' | 'bankruptcyPetition', wanted: string[]) => owner.try(rescissionRoutes.declare, { params: { contractId: fixture.contractId }, body: { kind: 'rescission', event, reason: '手形が不渡りになりました。', signals: wanted } });
    expect((await declare('bankruptcyPetition', keys)).problem.code).toBe('signal_unfit');
    expect((await declare('paymentSuspension', ['noted:00000000-0000-4000-8000-000000000000'])).status).toBe(404);
    const { body } = await declare('paymentSuspension', keys);
    expect(body.checklist).toEqual([expect.objectContaining({ key: 'insolvency_fact', onFile: true }), expect.objectContaining({ key: 'insolvency_general', onFile: false })]);
    expect(body.evidence.map(({ text, fileName }) => [text.split('（')[0], fileName])).toEqual([['手形・小切手の不渡り', '官報.pdf'], ['長い未払い', expect.stringMatching(/\.pdf$/)]]);
    expect(body.evidence[0]?.text).toContain('出所：青葉銀行からの不渡りの通知');
    expect(body.state).toBe('draft');
  });
});

describe('第19条3号 倒産手続・登記の記録（F123）', () => {
  it('官報などの出所とファイルつきで記録すると、その相手とのすべての契約が要確認になり、外すと戻る', async () => {
    const start = await world.today();
    const first = await concludedContract(world, { owner, clientName: '有限会社あかつき', concludedOn: monthStart(start, -2), lastOn: shift(monthStart(start, -2), 364), number: 'AK-1' });
    const second = await world.sql<{ id: string }>('insert into hoshu.contract (tenant_id, client_id, contract_number, responsible_name) values ($1, $2, $3, $4) returning id', [first.tenantId, first.clientId, 'AK-2', '佐藤 美咲']);
    const secondId = second[0]!.id;
    const [version] = await world.sql<{ id: string }>(`insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, body_hash, fixed_at) values ($1, $2, $3, 1, $4, $5, now()) returning id`, [first.tenantId, first.clientId, secondId, JSON.stringify(first.terms), 'e'.repeat(64)]);
    await world.sql(`insert into hoshu.contract_conclusion (tenant_id, client_id, contract_id, version_id, concluded_on, method) values ($1, $2, $3, $4, $5, 'electronic')`, [first.tenantId, first.clientId, secondId, version!.id, monthStart(start, -2)]);
    await world.sql('insert into hoshu.contract_term (tenant_id, client_id, contract_id, version_id, number, starts_on, last_on) values ($1, $2, $3, $4, 1, $5, $6)', [first.tenantId, first.clientId, secondId, version!.id, monthStart(start, -2), shift(monthStart(start, -2), 364)]);
    const noted = await record(owner, { kind: 'civilRehabilitationPetition', happenedOn: shift(today, -10), source: '官報 第1234号 12頁' }, first.clientId);
    expect(noted.body).toMatchObject({ clause: '第19条3号', event: 'civilRehabilitationPetition', contracts: [{ number: 'AK-1' }, { number: 'AK-2' }] });
    const alert = { ja: `民事再生手続開始の申立て（${shift(today, -10)}）`, en: expect.stringContaining('Civil rehabilitation') };
    for (const contractId of [first.contractId, secondId]) {
      expect((await contract(owner, contractId)).alert).toEqual(alert);
      expect(await light19(owner, contractId)).toMatchObject({ state: 'attention', reason: { ja: expect.stringContaining('第19条3号の兆候') } });
    }
    const listed = (await owner.do(contractRoutes.list, { query: {} })).items;
    expect(listed.filter(({ alert: shown }) => shown !== null).map(({ number }) => number).filter((number) => number.startsWith('AK'))).toEqual(['AK-2', 'AK-1']);
    // A person without the right to see declarations is not told.
    expect((await contract(technician, secondId)).alert).toBeNull();
    await setAside(owner, noted.body.key, first.clientId);
    expect((await contract(owner, secondId)).alert).toBeNull();
    expect((await light19(owner, secondId)).state).toBe('none');
  });

  it('甲も乙についての事実を自分のために記録でき、乙には見えない。ほかの会社について書くことはできない', async () => {
    const noted = await record(client, { kind: 'bankruptcyPetition', happenedOn: today, source: '官報 号外' });
    expect(noted.status).toBe(200);
    expect((await contract(client)).alert).toMatchObject({ ja: `破産手続開始の申立て（${today}）` });
    expect((await light19(client)).state).toBe('attention');
    expect((await contract(owner)).alert?.ja).toContain('不渡り');
    expect(JSON.stringify(await signals(owner))).not.toContain('官報 号外');
    expect((await owner.try(signalRoutes.file, { params: { partySignalId: noted.body.signalId! } })).status).toBe(404);
    expect(JSON.stringify(await owner.do(auditRoutes.list))).not.toContain('官報 号外');
    expect(JSON.stringify(await client.do(auditRoutes.list))).toContain('signal.recorded');
    expect((await setAside(owner, noted.body.key)).status).toBe(404);
    const [other] = await world.sql<{ id: string }>('select id from hoshu.client where id <> $1 limit 1', [fixture.clientId]);
    expect((await client.try(signalRoutes.list, { query: { clientId: other!.id } })).status).toBe(404);
    expect((await client.try(signalRoutes.setAside, { params: { clientId: other!.id }, body: { key: noted.body.key, reason: '外' } })).status).toBe(404);
    const begun = await client.do(rescissionRoutes.declare, { params: { contractId: fixture.contractId }, body: { kind: 'rescission', event: 'bankruptcyPetition', reason: '官報で知りました。', signals: [noted.body.key] } });
    expect(begun.checklist[0]).toMatchObject({ key: 'petition_fact', onFile: true });
  });
});
