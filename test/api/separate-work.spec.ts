import { agreementRoutes as routes, auditRoutes, billingRoutes, boardRoutes, liabilityRoutes, noticeRoutes, offboardingRoutes, settlementRoutes, type AgreementTermsInput } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { clientPerson, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthEnd, monthStart, pastTheSecond, shift } from './billing-support.js';
import { pdfText } from './signing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: string;
let serial = 0;
interface Case { readonly fixture: ContractFixture; readonly client: Person }
type Terms = Extract<AgreementTermsInput, { kind: 'separate_work' }>;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await pastTheSecond(world);
});
afterAll(() => world.close());

const begin = async (terms: Partial<ContractTerms> = {}, billingStartsOn = monthStart(today, -1)): Promise<Case> => {
  const fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -3), billingStartsOn, terms, clientName: `医療法人社団みどり会${(serial += 1)}` });
  return { fixture, client: await clientPerson(world, fixture, { name: '緑川 薫', email: `kou${serial}@client.example`, role: 'owner' }) };
};
/** A 別途契約 of 220,000 yen that both agreed to today, payable by today. */
const agree = async ({ fixture, client }: Case, more: Partial<Terms> = {}): Promise<string> => {
  const { id } = await client.do(routes.open, { body: { contractId: fixture.contractId, kind: 'separate_work', subject: '採用ページの制作', text: 'お願いします。', about: null, personName: '' } });
  const terms: Terms = { kind: 'separate_work', work: '採用ページを3枚作る。', feeYen: 220_000, deliverOn: today, payOn: today, inspectionDays: null, ...more };
  const proposed = await owner.do(routes.propose, { params: { agreementId: id }, body: { text: '次のとおりとします。', terms, answerBy: null, personName: '' } });
  const contentHash = proposed.entries.find((entry) => entry.id === proposed.proposalId)?.contentHash ?? '';
  await client.do(routes.accept, { params: { agreementId: id, proposalId: proposed.proposalId ?? '' }, body: { contentHash, agreed: true, personName: '' } });
  return id;
};
const deliver = (agreementId: string, deliveredOn = today, person: Person = owner) => person.try(routes.deliver, { params: { agreementId }, body: { deliveredOn, text: '3枚を公開しました。', personName: '' } });
const inspect = (person: Person, ids: { agreementId: string; deliveryId: string }, { answer = 'inspection', text = '' }: { answer?: 'inspection' | 'objection'; text?: string } = {}) => person.try(routes.inspect, { params: ids, body: { answer, text, personName: '' } });
const recall = (ids: { agreementId: string; deliveryId: string }, person: Person = owner) => person.try(routes.recall, { params: ids, body: { text: '別の案件と取り違えました。', personName: '' } });
const waive = (agreementId: string, person: Person = owner) => person.try(routes.waive, { params: { agreementId }, body: { text: '公開が遅れたおわびです。', personName: '' } });
const workOf = async (person: Person, agreementId: string) => (await person.do(routes.get, { params: { agreementId } })).work!;
const issue = (agreementId: string) => owner.try(routes.issueWork, { params: { agreementId }, body: {} });
const run = async () => { await owner.do(billingRoutes.run, { body: {} }); await world.drain(); };
const invoice = (person: Person, invoiceId: string) => person.do(billingRoutes.invoice, { params: { invoiceId }, query: { explain: '1' } });
const charges = ({ fixture }: Case) => world.sql<{ kind: string; amount: number }>(`select kind, amount_yen::int as amount from hoshu.charge where contract_id = $1 and kind = 'separate_work'`, [fixture.contractId]);
const ledger = async ({ fixture }: Case) => Object.fromEntries((await world.sql<{ account: string; sum: number }>(
  `select e.account, sum(e.amount_yen)::int as sum from hoshu.ledger_entry e join hoshu.ledger_posting p on p.id = e.posting_id where p.client_id = $1 group by e.account having sum(e.amount_yen) <> 0`, [fixture.clientId])).map(({ account, sum }) => [account, sum]));
const endOn = async ({ fixture }: Case, lastOn: string) => {
  const params = { contractId: fixture.contractId };
  const { fileId } = await owner.do(noticeRoutes.uploadScan, { params, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
  await owner.do(noticeRoutes.registerPaper, { params, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, text: '', postedOn: null, deliveredOn: shift(lastOn, -30), refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
};

describe('第4条2項 別途契約の引渡しと検収', () => {
  it('引渡しは乙が記録し、甲の異議のあとはもう一度、検収で一度だけ請求の対象になる。経過は双方に残る', async () => {
    const one = await begin();
    const agreementId = await agree(one, { inspectionDays: 10 });
    expect(await workOf(one.client, agreementId)).toMatchObject({ state: 'agreed', charge: null, mayDeliver: false, mayInspect: false });
    expect((await deliver(agreementId, shift(today, 1))).problem.errors?.[0]?.path).toBe('body.deliveredOn');
    expect((await deliver(agreementId, shift(today, -1))).problem.code).toBe('work_delivery_day');
    expect((await deliver(agreementId, today, one.client)).status).toBe(404);
    const first = (await deliver(agreementId)).body.work!;
    expect(first).toMatchObject({ state: 'inspecting', deliveredOn: today, inspectUntilOn: shift(today, 10), mayDeliver: false });
    expect((await deliver(agreementId)).problem.code).toBe('work_delivered_already');
    expect((await one.client.do(boardRoutes.get, { params: { contractId: one.fixture.contractId } })).items[3]).toMatchObject({ article: 4, state: 'attention' });
    await world.drain();
    expect(world.mail.last(one.fixture.terms.annex.notices.client.email, '別途契約の引渡し').text).toContain(`/portal/agreements/${agreementId}`);
    expect((await inspect(one.client, { agreementId, deliveryId: first.deliveryId! }, { answer: 'objection' })).status).toBe(400);
    expect((await inspect(one.client, { agreementId, deliveryId: first.deliveryId! }, { answer: 'objection', text: '1枚足りません。' })).body.work).toMatchObject({ state: 'objected', charge: null });
    expect((await issue(agreementId)).problem.code).toBe('work_not_charged');
    const again = (await deliver(agreementId)).body.work!;
    expect((await inspect(one.client, { agreementId, deliveryId: first.deliveryId! })).problem.code).toBe('work_not_inspecting');
    const both = await Promise.all([1, 2].map(() => inspect(one.client, { agreementId, deliveryId: again.deliveryId! })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await world.drain();
    expect(await charges(one)).toEqual([{ kind: 'separate_work', amount: 220_000 }]);
    for (const person of [owner, one.client]) {
      const work = await workOf(person, agreementId);
      expect(work).toMatchObject({ state: 'accepted', basis: 'inspection', acceptedOn: today, charge: { totalYen: 220_000, taxYen: 20_000, payOn: today, state: 'waiting' }, explanation: { article: '第4条2項・第11条', needsReview: false } });
      expect(work.explanation.steps.map(({ ja }) => ja).join()).toContain('損害賠償の上限（第16条2項）には数えません');
    }
    const { items } = await one.client.do(auditRoutes.ofContract, { params: { contractId: one.fixture.contractId }, query: { limit: '100' } });
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['agreement.work-delivered', 'agreement.work-objected', 'agreement.work-accepted', 'billing.work-charged']));
  });
});

describe('誤った引渡しの取消しと、請求しないこと（第4条2項）', () => {
  it('誤って記録した引渡しは、検収の前に乙が理由を付けて取り消し、甲に知らせる。検収のあと、甲、二度目は断る', async () => {
    const one = await begin();
    const agreementId = await agree(one, { inspectionDays: 10 });
    const first = { agreementId, deliveryId: (await deliver(agreementId)).body.work!.deliveryId! };
    expect([(await workOf(owner, agreementId)).mayRecall, (await workOf(one.client, agreementId)).mayRecall, (await recall(first, one.client)).status]).toEqual([true, false, 404]);
    const both = await Promise.all([recall(first), recall(first)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await workOf(one.client, agreementId)).toMatchObject({ state: 'agreed', deliveryId: null, charge: null, mayInspect: false });
    expect((await inspect(one.client, first)).problem.code).toBe('work_not_inspecting');
    await world.drain();
    const told = world.mail.last(one.fixture.terms.annex.notices.client.email, '別途契約の引渡しの取消し').text;
    expect([told.includes('別の案件と取り違えました。'), told.includes(`/portal/agreements/${agreementId}`)]).toEqual([true, true]);
    const { entries } = await one.client.do(routes.get, { params: { agreementId } });
    expect(entries.at(-1)).toMatchObject({ kind: 'recall', side: 'vendor', refersToId: first.deliveryId, text: '別の案件と取り違えました。' });
    const again = { agreementId, deliveryId: (await deliver(agreementId)).body.work!.deliveryId! };
    await inspect(one.client, again);
    expect((await recall(again)).problem.code).toBe('work_not_recallable');
  });

  it('検収の定めがない引渡しは、請求書に載る前なら取り消せ、報酬は請求の対象から外れる。もう一度引き渡すと、その日の引渡しとして一度だけ対象になる', async () => {
    const one = await begin({}, monthStart(today, 2));
    const agreementId = await agree(one);
    const first = { agreementId, deliveryId: (await deliver(agreementId)).body.work!.deliveryId! };
    await world.drain();
    expect((await recall(first)).body.work).toMatchObject({ state: 'agreed', charge: null });
    await world.drain();
    expect((await issue(agreementId)).problem.code).toBe('work_not_charged');
    const again = { agreementId, deliveryId: (await deliver(agreementId)).body.work!.deliveryId! };
    await world.drain();
    expect([(await workOf(one.client, agreementId)).charge?.totalYen, await charges(one)]).toEqual([220_000, [{ kind: 'separate_work', amount: 220_000 }]]);
    await issue(agreementId);
    expect([(await recall(again)).problem.code, (await waive(agreementId)).problem.code, (await workOf(owner, agreementId)).mayRecall]).toEqual(['work_invoiced', 'work_invoiced', false]);
  });

  it('請求書に載る前の報酬は、乙が理由を付けて請求しないことにでき、甲に知らせ、どの請求書にも精算にも載らない', async () => {
    const one = await begin();
    const params = { contractId: one.fixture.contractId };
    const agreementId = await agree(one, { inspectionDays: 10 });
    expect((await waive(agreementId)).problem.code).toBe('work_not_charged');
    await inspect(one.client, { agreementId, deliveryId: (await deliver(agreementId)).body.work!.deliveryId! });
    await world.drain();
    expect([(await workOf(owner, agreementId)).mayWaive, (await workOf(one.client, agreementId)).mayWaive, (await waive(agreementId, one.client)).status]).toEqual([true, false, 404]);
    const [waived, issued] = await Promise.all([waive(agreementId), waive(agreementId)]);
    expect([waived, issued].map(({ status, problem }) => [status, problem?.code]).sort()).toEqual([[200, undefined], [409, 'work_waived']]);
    await world.drain();
    for (const person of [owner, one.client]) {
      const work = await workOf(person, agreementId);
      expect(work).toMatchObject({ state: 'waived', charge: null, mayIssue: false, mayWaive: false, mayDeliver: false });
      expect(work.sentence.ja).toBe('報酬 220,000円 は請求されません。保守会社（乙）が請求しないことにしました。');
    }
    expect(world.mail.last(one.fixture.terms.annex.notices.client.email, '報酬を請求しない').text).toContain('公開が遅れたおわびです。');
    expect([(await issue(agreementId)).problem.code, (await deliver(agreementId)).problem.code]).toEqual(['work_waived', 'work_waived']);
    await run();
    expect((await invoicesOf(owner, one.fixture)).map(({ totalYen }) => totalYen)).toEqual([55_000]);
    const { items } = await one.client.do(auditRoutes.ofContract, { params, query: { limit: '100' } });
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['agreement.fee-waived', 'billing.work-charge-cancelled']));
    await endOn(one, shift(today, -1));
    await world.drain();
    const { estimate } = await owner.do(settlementRoutes.get, { params, query: {} });
    expect([estimate?.lines.filter(({ article }) => article === '第4条2項'), estimate?.notes.filter(({ ja }) => ja.includes('別途契約'))]).toEqual([[], []]);
    expect((await owner.do(offboardingRoutes.refresh, { params, body: {} })).items.filter(({ title }) => title.ja.startsWith('別途契約を終える'))).toEqual([]);
  });
});

describe('第11条 別途契約の請求', () => {
  it('次の毎月の請求書に載り、税率ごとに一度だけ端数処理し、無効・再発行でも一度だけ載る。上限には保守管理費の分だけを数える', async () => {
    const one = await begin();
    const agreementId = await agree(one);
    await deliver(agreementId);
    await world.drain();
    const { charge } = await workOf(one.client, agreementId);
    // Last month's invoice is issued today and due at this month's end.
    expect(charge).toMatchObject({ state: 'waiting', next: { issueOn: today, dueOn: monthEnd(today) } });
    await run();
    const [issued] = await invoicesOf(owner, one.fixture);
    const seen = await invoice(one.client, issued!.id);
    // (55,000 + 220,000) × 10 ÷ 110 = 25,000.
    expect(seen).toMatchObject({ totalYen: 275_000, isWork: false, dueOn: monthEnd(today), taxGroups: [{ grossYen: 275_000, taxYen: 25_000 }], lines: [{ amountYen: 55_000, agreementId: null }, { amountYen: 220_000, agreementId, periodStartOn: today }] });
    expect(seen.lines[1]?.description).toMatch(/別途契約 .+-A1「採用ページの制作」の報酬（別途契約書による。第4条2項）/);
    expect(seen.explanations?.map(({ article }) => article)).toContain('第4条2項');
    expect(await pdfText((await one.client.try(billingRoutes.invoicePdf, { params: { invoiceId: issued!.id } })).bytes)).toContain('の報酬（別途契約書による。第4条2項）引渡日：');
    expect([await ledger(one), (await workOf(one.client, agreementId)).charge?.invoice?.number]).toEqual([{ receivable: 275_000, revenue: -275_000 }, issued!.number]);
    expect((await issue(agreementId)).problem.code).toBe('work_invoiced');
    await run();
    expect(await invoicesOf(owner, one.fixture)).toHaveLength(1);

    const { replacementId } = await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: issued!.id }, body: { reason: '宛名の誤り', reissue: true } });
    await world.drain();
    const replaced = await invoice(one.client, replacementId!);
    expect(replaced).toMatchObject({ totalYen: 275_000, replacesNumber: issued!.number, lines: [{ agreementId: null }, { agreementId }] });
    expect(await ledger(one)).toEqual({ receivable: 275_000, revenue: -275_000 });
    expect((await workOf(owner, agreementId)).charge?.invoice?.number).toBe(replaced.number);

    // Half of it: 27,500 of the fee, 110,000 of the work. The second half completes both.
    for (const paidOn of [shift(today, -2), shift(today, -1)]) await owner.do(billingRoutes.recordPayment, { body: { clientId: one.fixture.clientId, paidOn, amountYen: 137_500, payerName: 'ミドリカイ', note: '' } });
    const cap = await one.client.do(liabilityRoutes.cap, { params: { contractId: one.fixture.contractId }, query: {} });
    expect([cap.capYen, cap.counted.map(({ amountYen }) => amountYen)]).toEqual([55_000, [27_500, 27_500]]);
    expect(cap.excluded.filter(({ reason }) => reason === 'extra_work').map(({ amountYen, note }) => [amountYen, note.includes('第4条2項')])).toEqual([[110_000, true], [110_000, true]]);
  });

  it('乙が選べば単独の請求書で今すぐ請求でき、二人が同時に押しても一枚。無効にすると空き、乙が発行するまで請求されない', async () => {
    const one = await begin({ taxMode: 'exclusive' }, monthStart(today, 2));
    const agreementId = await agree(one, { feeYen: 99_999, payOn: shift(today, 20) });
    await deliver(agreementId);
    await world.drain();
    expect((await workOf(one.client, agreementId)).mayIssue).toBe(false);
    const both = await Promise.all([issue(agreementId), issue(agreementId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await workOf(one.client, agreementId)).charge).toMatchObject({ state: 'preparing', invoice: null });
    await world.drain();
    const [issued] = await invoicesOf(owner, one.fixture);
    // 99,999 × 10 ÷ 100 = 9,999.9, rounded down as agreed.
    expect(await invoice(one.client, issued!.id)).toMatchObject({ totalYen: 109_998, isWork: true, dueOn: shift(today, 20), supplyFirstOn: today, supplyLastOn: today });
    expect((await invoice(one.client, issued!.id)).explanations?.[0]).toMatchObject({ result: shift(today, 20), article: '第4条2項・第11条2項' });
    expect(await ledger(one)).toEqual({ receivable: 109_998, revenue: -109_998 });

    await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: issued!.id }, body: { reason: '試し', reissue: false } });
    expect([await ledger(one), (await workOf(one.client, agreementId)).charge?.state]).toEqual([{}, 'freed']);
    await run();
    expect(await invoicesOf(owner, one.fixture)).toHaveLength(1);
    expect((await issue(agreementId)).body.work?.charge?.state).toBe('invoiced');
    expect(await charges(one)).toHaveLength(1);
  });

  it('運用開始日の前は発行できない（D11）', async () => {
    const one = await begin();
    const agreementId = await agree(one);
    await deliver(agreementId);
    await world.drain();
    await world.sql('update hoshu.contract set goes_live_on = $2, version = version + 1 where id = $1', [one.fixture.contractId, shift(today, 5)]);
    expect((await issue(agreementId)).problem.code).toBe('contract_not_live');
  });
});

describe('契約の終わりと別途契約（F118・F119）', () => {
  it('未請求の報酬は最終精算に入り、台帳と一致する。引渡しの前のものは精算に入らず、引渡しの一覧に残る', async () => {
    const one = await begin({}, monthStart(today, 2));
    const params = { contractId: one.fixture.contractId };
    const done = await agree(one, { payOn: shift(today, 40) });
    await deliver(done);
    await agree(one);
    await endOn(one, shift(today, -1));
    await world.drain();
    const { estimate } = await one.client.do(settlementRoutes.get, { params, query: {} });
    expect(estimate).toMatchObject({ totalYen: 220_000, lines: [{ kind: 'unbilled', article: '第4条2項', amountYen: 220_000, taxYen: 20_000 }] });
    expect(estimate?.notes.map(({ ja }) => ja).join()).toContain('別途契約1件は');
    const list = await owner.do(offboardingRoutes.refresh, { params, body: {} });
    const works = () => list.items.filter(({ title }) => title.ja.startsWith('別途契約を終える'));
    expect([works().map(({ state, article }) => [state, article]), (await one.client.do(offboardingRoutes.get, { params })).contentHash]).toEqual([[['open', '第4条2項'], ['open', '第4条2項']], list.contentHash]);
    const { issued } = (await owner.try(settlementRoutes.issue, { params, body: { sheetHash: estimate!.hash } })).body;
    expect(issued?.ledger).toEqual({ receivableYen: 220_000, refundYen: 0 });
    await world.drain();
    expect((await workOf(one.client, done)).charge).toMatchObject({ state: 'invoiced' });
    const after = await owner.do(offboardingRoutes.get, { params });
    expect(after.items.filter(({ title }) => title.ja.startsWith('別途契約を終える')).map(({ state }) => state)).toEqual(['done', 'open']);
  });

  it('終了後の月の請求書に載っていた報酬は、訂正のあとも残る', async () => {
    const one = await begin({ timing: 'advance' }, monthStart(today));
    const params = { contractId: one.fixture.contractId };
    // Of the invoices of this month and the next, only the next one is due today or later.
    const agreementId = await agree(one);
    await deliver(agreementId);
    await world.drain();
    await run();
    expect((await invoicesOf(owner, one.fixture)).map(({ totalYen }) => totalYen)).toEqual([55_000, 275_000]);
    await owner.do(billingRoutes.recordPayment, { body: { clientId: one.fixture.clientId, paidOn: today, amountYen: 330_000, payerName: 'ミドリカイ', note: '' } });
    const lastOn = shift(today, -1);
    await endOn(one, lastOn);
    await world.drain();
    const { estimate } = await owner.do(settlementRoutes.get, { params, query: {} });
    const [served, days] = [Number(lastOn.slice(8)), Number(monthEnd(lastOn).slice(8))];
    // This month by the day, the next one not at all; the work stays.
    const backYen = 110_000 - Math.floor((55_000 * served) / days);
    expect(estimate?.totalYen).toBe(-backYen);
    const { issued } = (await owner.try(settlementRoutes.issue, { params, body: { sheetHash: estimate!.hash } })).body;
    expect(issued?.ledger).toEqual({ receivableYen: 0, refundYen: backYen });
    const live = (await invoicesOf(owner, one.fixture)).filter(({ status }) => status !== 'void');
    expect(live.map(({ totalYen, isWork, status }) => [totalYen, isWork, status])).toEqual([[55_000 - backYen + 55_000, false, 'paid'], [220_000, true, 'paid']]);
    expect(await charges(one)).toHaveLength(1);
  });
});

describe('検収の期間', () => {
  it('検収の期間に異議がなければ、翌日に一度だけ請求の対象になり、要確認として甲に知らせる。そのあとの異議は断る', async () => {
    const one = await begin({}, monthStart(today, 2));
    const agreementId = await agree(one, { inspectionDays: 1, payOn: shift(today, 90) });
    const { deliveryId } = (await deliver(agreementId)).body.work!;
    const told = (subject: string) => world.mail.mails.filter((mail) => mail.to === one.fixture.terms.annex.notices.client.email && mail.subject.includes(subject)).length;
    await world.advanceDays(1);
    expect([told('【本日まで】別途契約の検収'), (await workOf(owner, agreementId)).state]).toEqual([1, 'inspecting']);
    await world.advanceDays(1);
    today = await world.today();
    await world.drain();
    expect(await workOf(one.client, agreementId)).toMatchObject({ state: 'accepted', basis: 'period', acceptedOn: today, charge: { state: 'waiting' }, explanation: { needsReview: true } });
    expect([told('検収の期間が過ぎました'), await charges(one)]).toEqual([1, [{ kind: 'separate_work', amount: 220_000 }]]);
    expect((await inspect(one.client, { agreementId, deliveryId: deliveryId! }, { answer: 'objection', text: '遅れました。' })).problem.code).toBe('work_not_inspecting');
  });
});
