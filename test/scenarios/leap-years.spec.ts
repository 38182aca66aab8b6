import { agreementRoutes, amendmentRoutes, auditRoutes, billingRoutes, boardRoutes, claimRoutes, clientRoutes, contractRoutes, liabilityRoutes, noticeRoutes, representationRoutes, supportRoutes, type AgreementTermsInput } from '@hoshu/api-schema';
import { sampleTerms } from '@hoshu/contract-text';
import { clientPerson, concludedContract, fillCompany, signUpVendor, staffPerson, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { verifyStream, type StoredEvent } from '../../apps/api/src/modules/audit/index.js';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { beginOn, invoicesOf, moveWithoutWork } from './support.js';

jest.setTimeout(300_000);
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

/*
 *  2035                          2036                                2037   2038   2039        2040
 *  3/1   3/15    6/12    12/1    1/4   2/10   2/29   3/1   3/10      4/1    3/1    12/1  12/31  1/1  1/31
 *   │     │       │       │       │     │      │      │     │         │      │      │     │      │    │
 *  第1期  合意    別途契約 11月分  11月分 月額の  満了   更新  甲の請求   甲の    更新   甲の  終了   最後  期日
 *  始期   8・2・   4条2項  を請求  期日   変更に  うるう 66,000 →合意     本店が  …      解約  24:00  の請求
 *         12条                    年末   両者が   年     円から 60,000円  旭川へ         通知
 *                                 年始   署名
 *   ├────────── 第1期（2/29まで）──────────┼── 第2期（翌2/28）──┼ 第3期 ┼ 第4期 ┼ 第5期（2040/2/29まで。12/31で終わる）
 *                                                                              秘密保持 → 2042/12/31
 */
describe('第2条・第4条・第8条・第12条・第16条・第17条・第18条・第20条・第21条・第22条 うるう年をまたぐ五年', () => {
  it('合意を重ね、月額を改め、損害の請求に合意し、本店が移り、四度更新して、年末に解約で終わる', async () => {
    await beginOn(world, '2035-03-01');
    const people = await begin();
    const { owner, client, fixture } = people;
    await agreements(people);
    await separateWork(people);
    await yearEnd(people);
    await newFee(people);
    await leapDay(people);
    await claim(people);
    await newCourt(people);
    await end(people);

    const seen = await client.do(noticeRoutes.deadlines, { params: fixture });
    // 2039-12-31 の3年後の応当日の前日ではなく、終了日の翌日から3年：2040-01-01 … 2042-12-31
    expect(seen).toMatchObject({ status: 'ended', endsOn: '2039-12-31', endBasis: '18', nextTerm: null, survival: { lastOn: '2042-12-31', isForecast: false } });
    for (const person of [owner, client]) expect((await person.do(boardRoutes.get, { params: fixture })).items).toHaveLength(22);
    await oneStory(people);
  });
});

interface People { readonly owner: Person; readonly client: Person; readonly fixture: ContractFixture }

const runDay = async () => {
  await world.app.get(DueTasks).runAll();
  await world.drain();
};
/** The business day comes with everything that falls due on the first of each month before it, so that no invoice is late by our own fault. */
async function until(day: string): Promise<void> {
  for (;;) {
    const today = await world.today();
    if (today >= day) return;
    const next = new Date(`${today.slice(0, 8)}01T00:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    const on = [next.toISOString().slice(0, 10), day].sort()[0] as string;
    await moveWithoutWork(world, Math.round((Date.parse(`${on}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000));
    await runDay();
  }
}

async function begin(): Promise<People> {
  const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  const { annex } = sampleTerms();
  // 3/1 0時に始まる12か月：応当日 2036-03-01 の前日 ＝ うるう日
  const fixture = await concludedContract(world, { owner, concludedOn: '2035-03-01', lastOn: '2036-02-29', number: 'HS-LEAP-1', terms: { feeYen: 55_000, dueDay: 31, annex: { ...annex, backup: { underDiscussionUntil: '2035-03-31' as never } } } });
  const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
  return { owner, client, fixture };
}

/** 一方が案を出し、もう一方が読んだ内容に同意する（第21条）。 */
async function agree(fixture: ContractFixture, { from, to, subject, terms }: { from: Person; to: Person; subject: string; terms: AgreementTermsInput }) {
  const opened = await from.do(agreementRoutes.open, { body: { contractId: fixture.contractId, kind: terms.kind, subject, text: 'ご提案です。', about: null, personName: '' } });
  const proposed = await from.do(agreementRoutes.propose, { params: { agreementId: opened.id }, body: { text: '次のとおりとします。', answerBy: null, personName: '', terms } });
  const contentHash = proposed.entries.find(({ id }) => id === proposed.proposalId)?.contentHash ?? '';
  const accepted = await to.do(agreementRoutes.accept, { params: { agreementId: opened.id, proposalId: proposed.proposalId ?? '' }, body: { contentHash, agreed: true, personName: '' } });
  expect(accepted.state).toBe('agreed');
  return accepted;
}

async function agreements({ owner, client, fixture }: People): Promise<void> {
  await until('2035-03-15');
  await agree(fixture, { from: owner, to: client, subject: 'バックアップの条件', terms: { kind: 'backup_terms', frequency: '毎日', retention: '30日間', method: '別の事業者に暗号化して保存' } });
  await agree(fixture, { from: client, to: owner, subject: '予約システム', terms: { kind: 'related_system', systemName: '予約システム', url: 'https://yoyaku.example/' } });
  await agree(fixture, { from: owner, to: client, subject: 'ロゴの権利', terms: { kind: 'deliverable_rights', deliverable: 'ロゴの画像', rightsHolder: 'client', includesAdaptation: true } });
  const points = Object.fromEntries((await client.do(agreementRoutes.openPoints, { params: fixture })).items.map(({ kind, state, article }) => [kind, [article, state]]));
  expect(points).toMatchObject({ backup_terms: ['第8条2項', 'agreed'], related_system: ['第2条5号', 'agreed'], deliverable_rights: ['第12条2項', 'agreed'] });
}

async function separateWork({ owner, client, fixture }: People): Promise<void> {
  await until('2035-06-12');
  const { id: agreementId, entries } = await agree(fixture, { from: owner, to: client, subject: '採用ページの制作', terms: { kind: 'separate_work', work: '採用ページを3枚作る。', feeYen: 220_000, deliverOn: '2035-07-31', payOn: '2035-08-31', inspectionDays: 10 } });
  // 税込：220,000 × 10 ÷ 110 ＝ 20,000
  expect(entries.find(({ kind }) => kind === 'proposal')?.terms).toMatchObject({ taxYen: 20_000, totalYen: 220_000 });
  await until('2035-07-31');
  const delivered = await owner.do(agreementRoutes.deliver, { params: { agreementId }, body: { deliveredOn: '2035-07-31', text: '採用ページ3枚を公開しました。', personName: '' } });
  // 検収10日：7/31 の翌日から数えて 8/10 まで
  expect(delivered.work).toMatchObject({ state: 'inspecting', inspectUntilOn: '2035-08-10' });
  await client.do(agreementRoutes.inspect, { params: { agreementId, deliveryId: delivered.work?.deliveryId ?? '' }, body: { answer: 'inspection', text: '', personName: '' } });
  await world.drain();
  await until('2035-08-01');
  // 7月分 55,000 と、その期日 8/31 が約束の支払期限より前でない別途契約の報酬 220,000
  expect((await invoicesOf(owner, fixture.contractId)).at(-1)).toMatchObject({ supplyFirstOn: '2035-07-01', issuedOn: '2035-08-01', dueOn: '2035-08-31', totalYen: 275_000 });
}

async function yearEnd({ owner, fixture }: People): Promise<void> {
  await until('2035-12-01');
  // 12/31〜1/3 は銀行休業。2036-01-04 は金曜
  expect((await invoicesOf(owner, fixture.contractId)).at(-1)).toMatchObject({ supplyFirstOn: '2035-11-01', issuedOn: '2035-12-01', dueOn: '2036-01-04', totalYen: 55_000 });
  for (const [paidOn, months] of [['2035-08-01', 5], ['2036-01-04', 4]] as const) {
    await until(paidOn);
    const open = (await invoicesOf(owner, fixture.contractId)).filter(({ paidYen }) => paidYen === 0).slice(0, months);
    for (const { id, totalYen } of open) await owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn, amountYen: totalYen, payerName: 'イ）ミドリカイ', note: '', allocations: [{ invoiceId: id, amountYen: totalYen }] } });
  }
  await world.drain();
}

async function newFee({ owner, client, fixture }: People): Promise<void> {
  await until('2036-02-10');
  const changes = { feeYen: 66_000 };
  const { bodyHash } = await owner.do(amendmentRoutes.preview, { params: fixture, body: { effectiveOn: '2036-03-01', changes } });
  const proposal = await owner.do(amendmentRoutes.propose, { params: fixture, body: { effectiveOn: '2036-03-01', changes, bodyHash, message: '翌期からの改定のお願いです。', answerBy: null, authority: 'representative', personName: '' } });
  expect(await client.do(amendmentRoutes.accept, { params: { amendmentId: proposal.id }, body: { bodyHash: proposal.bodyHash, agreed: true, authority: 'representative', personName: '' } })).toMatchObject({ state: 'agreed', versionNumber: 2 });
  // 第20条1項：始期の応当日 3/1 の30日前 ＝ 1/31 から。双方が表明する
  for (const person of [owner, client]) {
    const { statement } = await person.do(representationRoutes.waiting, {});
    expect(await person.do(representationRoutes.attest, { body: { contractIds: [fixture.contractId], officers: [person.name], personName: '', statementVersion: statement.version, agreed: true } })).toEqual({ recorded: 1 });
  }
}

async function leapDay({ owner, client, fixture }: People): Promise<void> {
  await until('2036-02-29');
  // 第17条2項：2036-02-29 の30日前 ＝ 1/30 までに終了通知が届かなかった。うるう日はまだ第1期
  expect(await client.do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ termNumber: 1, termLastOn: '2036-02-29', noticeDeadline: { lastValidOn: '2036-01-30' } });
  await until('2036-03-01');
  // 応当日 2037-03-01 の前日 ＝ 2037-02-28。次の期限は2/28の30日前 ＝ 2037-01-29
  expect(await client.do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ termNumber: 2, termStartsOn: '2036-03-01', termLastOn: '2037-02-28', noticeDeadline: { lastValidOn: '2037-01-29' } });
  expect((await owner.do(contractRoutes.get, { params: fixture })).feeYen).toBe(66_000);
  // 2月分は29日まで元の月額。期日 3/31（月）
  expect((await invoicesOf(owner, fixture.contractId)).at(-1)).toMatchObject({ supplyFirstOn: '2036-02-01', supplyLastOn: '2036-02-29', totalYen: 55_000, dueOn: '2036-03-31' });
}

async function claim({ owner, client, fixture }: People): Promise<void> {
  await until('2036-03-10');
  // 第16条2項：原因の日 2/29 の前日までの6か月に支払われた額。8/1 の5件（別途契約を含む）は外、1/4 の4件 55,000 × 4 ＝ 220,000 は内
  expect(await client.do(liabilityRoutes.cap, { params: fixture, query: { asOf: '2036-02-29' } })).toMatchObject({ state: 'amount', capYen: 220_000, windowMonths: 6 });
  const raised = await client.do(claimRoutes.raise, { params: fixture, body: { title: '更新作業の誤りによる停止', reason: 'うるう日の更新で半日止まりました。', incidentOn: '2036-02-29', incidentId: null, willful: false, items: [{ description: '復旧を他社に頼んだ費用', amountYen: 250_000, direct: true, ordinary: true }] } });
  expect(raised).toMatchObject({ totalYen: 250_000, payableYen: 220_000, cap: { capYen: 220_000, asOf: '2036-02-29' } });
  const params = { claimId: raised.id };
  await client.do(claimRoutes.step, { params, body: { step: 'negotiating', text: '' } });
  const { settlements } = await owner.do(claimRoutes.propose, { params, body: { amountYen: 60_000, text: '乙は甲に60,000円を支払う。甲はその余を請求しない。' } });
  await client.do(claimRoutes.confirm, { params: { ...params, claimSettlementId: settlements[0]?.id ?? '' }, body: {} });
  expect(await owner.do(claimRoutes.get, { params })).toMatchObject({ state: 'settled', settledYen: 60_000 });
}

async function newCourt({ owner, client, fixture }: People): Promise<void> {
  await until('2037-04-01');
  const { id: _id, version, contacts: _contacts, court: _court, createdAt: _createdAt, isSample: _isSample, ...values } = await owner.do(clientRoutes.get, { params: fixture }) as Record<string, unknown> & { version: number };
  await owner.do(clientRoutes.update, { params: fixture, ifMatch: version, body: { ...values, prefecture: '北海道', city: '旭川市', street: '6条通' } as never });
  // 契約書の甲の本店は横浜市、移転先の旭川市は旭川地方裁判所の管轄
  expect(await client.do(contractRoutes.court, { params: fixture })).toMatchObject({ agreed: '横浜地方裁判所', current: '旭川地方裁判所', history: [{ kind: 'moved', changedOn: '2037-04-01' }] });
}

async function end({ owner, client, fixture }: People): Promise<void> {
  await until('2039-12-01');
  // 四度目の更新のあと。第5期は 2039-03-01 から、またうるう日まで
  expect(await client.do(noticeRoutes.deadlines, { params: fixture })).toMatchObject({ termNumber: 5, termStartsOn: '2039-03-01', termLastOn: '2040-02-29', noticeDeadline: { lastValidOn: '2040-01-30' } });
  const given = await client.do(noticeRoutes.give, { params: fixture, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
  await world.drain();
  // 12/1 に到達。初日不算入で30日 ＝ 12/31 の24時
  expect(await client.do(noticeRoutes.get, { params: { noticeId: given.id } })).toMatchObject({ arrivedOn: '2039-12-01', end: { lastOn: '2039-12-31', basis: '18' } });
  const staff = await staffPerson(world, 'support');
  expect((await staff.do(supportRoutes.notices)).items).toMatchObject([{ contractNumber: 'HS-LEAP-1', article: 18, arrivedOn: '2039-12-01' }]);
  await staff.do(supportRoutes.takeOver, { params: { caseId: given.id }, body: {} });
  await until('2040-02-01');
  const invoices = await invoicesOf(owner, fixture.contractId);
  // 12月は月末までなので全額。2040-01-31 は火曜
  expect(invoices.at(-1)).toMatchObject({ supplyFirstOn: '2039-12-01', supplyLastOn: '2039-12-31', issuedOn: '2040-01-01', dueOn: '2040-01-31', totalYen: 66_000 });
  // 2035-03 から 2036-02 の12か月は 55,000、2036-03 から 2039-12 の46か月は 66,000、別途契約が 220,000
  expect([invoices.length, invoices.reduce((sum, { totalYen }) => sum + totalYen, 0)]).toEqual([58, 12 * 55_000 + 46 * 66_000 + 220_000]);
}

async function oneStory({ owner, fixture }: People): Promise<void> {
  const terms = await world.sql<{ starts_on: string; last_on: string }>(`select to_char(starts_on, 'YYYY-MM-DD') as starts_on, to_char(last_on, 'YYYY-MM-DD') as last_on from hoshu.contract_term where contract_id = $1 order by number`, [fixture.contractId]);
  expect(terms.map(({ starts_on: startsOn, last_on: lastOn }) => [startsOn, lastOn])).toEqual([['2035-03-01', '2036-02-29'], ['2036-03-01', '2037-02-28'], ['2037-03-01', '2038-02-28'], ['2038-03-01', '2039-02-28'], ['2039-03-01', '2040-02-29']]);
  const articles = new Set((await world.sql<{ article: string }>('select distinct article from audit.event where stream = $1 and article is not null', [`contract:${fixture.contractId}`])).map(({ article }) => article.replace(/[0-9]+[項号]/gu, '')));
  expect([...articles]).toEqual(expect.arrayContaining(['第2条', '第4条', '第8条', '第11条', '第12条', '第16条', '第17条', '第18条', '第20条', '第21条', '第22条']));
  expect((await owner.do(auditRoutes.ofContract, { params: fixture })).items.length).toBeGreaterThan(0);
  const events = await world.sql<StoredEvent>(`select seq::int as seq, canon, encode(leaf, 'hex') as leaf from audit.event where stream = $1 order by seq`, [`contract:${fixture.contractId}`]);
  expect(verifyStream(events)).toMatchObject({ ok: true, count: events.length });
}
