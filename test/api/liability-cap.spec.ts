import { createHash } from 'node:crypto';
import { auditRoutes, billingRoutes, identityRoutes, liabilityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { clientPerson, createDraft, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { canonicalJson, liabilityCap, localDate } from '@hoshu/domain';
import { billedContract, invoicesOf, monthStart, shift } from './billing-support.js';
import { pdfText } from './signing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: string;
let fixture: ContractFixture;
let keiri: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  // Ten months of contract; the last three service months are billed here, the others were paid before moving in.
  fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -10), billingStartsOn: monthStart(today, -3) });
  keiri = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@midori.example', role: 'accounting' });
  await owner.do(billingRoutes.run, { body: {} });
  await world.drain();
});
afterAll(() => world.close());

type Cap = ResponseOf<typeof liabilityRoutes.cap>;
type Query = { asOf?: string; willful?: '1'; explain?: '1' };
const params = () => ({ contractId: fixture.contractId });
const cap = (query: Query = {}, person = owner, contractId = fixture.contractId): Promise<Cap> => person.do(liabilityRoutes.cap, { params: { contractId }, query });
const pay = (amountYen: number, paidOn: string, more: { allocations?: { invoiceId: string; amountYen: number }[] } = {}) =>
  owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn, amountYen, payerName: 'イ)ミドリカイ', note: '', ...more } });
const enter = (body: { paidOn: string; amountYen: number; kind?: 'fee' | 'extra_work'; note?: string }, person = owner, contractId = fixture.contractId) =>
  person.try(liabilityRoutes.enterOpeningPayment, { params: { contractId }, body: { kind: 'fee', note: '', ...body } });
const reasons = (view: Cap) => view.excluded.map(({ reason, amountYen }) => [reason, amountYen]);
const tomorrow = () => shift(today, 1);

describe('第16条2項 責任の上限（F106、F107、F108）', () => {
  it('F108 支払のない契約の上限は零円と示さず「算定できません」と言う。故意・重過失なら上限なし', async () => {
    const before = await cap({ explain: '1' });
    expect(before).toMatchObject({ asOf: today, state: 'undetermined', capYen: null, paidYen: 0, counted: [], windowMonths: 6, windowEndOn: shift(today, -1), basis: { value: 'incident', setOn: null } });
    expect(before.sentence.ja).toBe('支払実績がまだないため算定できません（要確認）');
    expect(before.explanation).toMatchObject({ article: expect.stringContaining('第16条2項'), needsReview: true });
    // Three months of 55,000 yen were billed and wait.
    expect(reasons(before)).toEqual([['unpaid', 55_000], ['unpaid', 55_000], ['unpaid', 55_000]]);
    expect(await cap({ willful: '1' })).toMatchObject({ state: 'unlimited', capYen: null, sentence: { ja: expect.stringContaining('ただし書') } });
    expect((await cap()).explanation).toBeUndefined();
  });

  it('F106 入金を登録するとすぐに変わる。一部入金はその額だけ、残りと充てていない額は理由つきで外れる', async () => {
    const [first] = await invoicesOf(owner, fixture);
    const paidOn = shift(today, -1);
    await pay(40_000, paidOn, { allocations: [{ invoiceId: first!.id, amountYen: 40_000 }] });
    const after = await cap();
    expect(after).toMatchObject({ state: 'amount', capYen: 40_000, formula: { ja: '40,000円' }, counted: [{ on: paidOn, amountYen: 40_000, source: 'invoice', invoiceId: first!.id, invoiceNumber: first!.number, onEdge: false }] });
    // 55,000 − 40,000 of the first, and the two others.
    expect(reasons(after)).toEqual([['unpaid', 15_000], ['unpaid', 55_000], ['unpaid', 55_000]]);
    const free = await pay(10_000, paidOn, { allocations: [] });
    expect(reasons(await cap())).toContainEqual(['unallocated', 10_000]);
    await owner.do(billingRoutes.undoPayment, { params: { paymentId: free.id }, body: { reason: '別の契約の入金' } });
    expect(reasons(await cap())).not.toContainEqual(['unallocated', 10_000]);
  });

  it('F106 取り消した入金・免除した手数料差額・当日の入金は数えない。甲も乙も同じ答えを読む', async () => {
    const [, second, third] = await invoicesOf(owner, fixture);
    const wrong = await pay(55_000, shift(today, -1), { allocations: [{ invoiceId: second!.id, amountYen: 55_000 }] });
    expect((await cap()).capYen).toBe(95_000);
    await owner.do(billingRoutes.undoPayment, { params: { paymentId: wrong.id }, body: { reason: '誤り' } });
    await pay(54_340, today, { allocations: [{ invoiceId: third!.id, amountYen: 54_340 }] });
    await owner.do(billingRoutes.waiveDifference, { params: { invoiceId: third!.id }, body: { reason: '今回限り' } });
    const view = await cap();
    expect(view.capYen).toBe(40_000);
    expect(reasons(view)).toEqual(expect.arrayContaining([['undone', 55_000], ['after_day', 54_340], ['waived', 660], ['unpaid', 15_000], ['unpaid', 55_000]]));
    expect(view.excluded).toHaveLength(5);
    // The day after, the payment of today lies in the window: 40,000 + 54,340.
    expect(await cap({ asOf: tomorrow() })).toMatchObject({ capYen: 94_340, formula: { ja: '40,000円 + 54,340円 = 94,340円' } });
    await world.drain();
    expect(await cap({ explain: '1' }, keiri)).toEqual(await cap({ explain: '1' }));
  });

  it('F107 利用開始前の入金（D11）は、期間の内なら数え、外なら外れる。どの日も総当たりと一致する', async () => {
    const days = [-9, -8, -7, -6, -5].map((months) => shift(monthStart(today, months), 9));
    for (const paidOn of days) expect((await enter({ paidOn, amountYen: 55_000, note: '通帳で確認' })).status).toBe(200);
    expect((await enter({ paidOn: days[4]!, amountYen: 330_000, kind: 'extra_work', note: 'LP制作' })).status).toBe(200);
    const all = [...days.map((on) => ({ on, amountYen: 55_000 })), { on: shift(today, -1), amountYen: 40_000 }, { on: today, amountYen: 54_340 }];
    for (const back of [0, 1, 27, 31, 60, 92, 150, 183, 200, 260]) {
      const asOf = shift(today, -back);
      const view = await cap({ asOf });
      const expected = all.filter(({ on }) => on >= view.windowStartOn && on < asOf).reduce((sum, { amountYen }) => sum + amountYen, 0);
      expect([asOf, view.capYen ?? 0, view.paidYen]).toEqual([asOf, expected, expected]);
      expect(view.counted.length + view.excluded.filter(({ reason }) => reason === 'before_window' || reason === 'after_day').length).toBe(all.length);
      expect(liabilityCap({ baseDate: localDate(asOf), payments: all.map(({ on, amountYen }) => ({ paidOn: localDate(on), amount: amountYen })) }).cap).toBe(expected);
    }
    expect(reasons(await cap())).toContainEqual(['extra_work', 330_000]);
  });

  it('F107 期間の境目の入金には印がつき、算入は片端だけ', async () => {
    const day = shift(today, -1);
    // The payment of yesterday: on its own day it is not counted, on the day after it is.
    expect((await cap({ asOf: day })).counted.some(({ on }) => on === day)).toBe(false);
    expect((await cap({ asOf: day, explain: '1' })).explanation?.steps.some(({ ja }) => ja.includes('境目'))).toBe(true);
    const edge = await cap({ asOf: shift(monthStart(today, 1), 9) });
    expect(edge.counted.find(({ onEdge }) => onEdge)).toMatchObject({ on: shift(monthStart(today, -5), 9), amountYen: 55_000, source: 'opening' });
  });

  it('F107 計算書PDFは台帳の行と、画面と同じハッシュを載せ、甲も乙も取れる', async () => {
    const view = await cap({ asOf: tomorrow() });
    const { asOf, windowStartOn, windowEndOn, counted, excluded } = view;
    const [contract] = await world.sql<{ number: string }>('select contract_number as number from hoshu.contract where id = $1', [fixture.contractId]);
    expect(view.rowsSha256).toBe(createHash('sha256').update(canonicalJson({ contract: contract!.number, asOf, windowStartOn, windowEndOn, counted, excluded })).digest('hex'));
    for (const person of [owner, keiri]) {
      const file = await person.try(liabilityRoutes.statement, { params: params(), query: { asOf: tomorrow() } });
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const text = (await pdfText(file.bytes)).replace(/\s/g, '');
      for (const wanted of [view.rowsSha256, '54,340円', '40,000円', '算入しない理由', '取消し・返金', '事由発生日', counted[0]!.invoiceNumber ?? '利用開始前の入金']) expect(text).toContain(wanted.replace(/\s/g, ''));
    }
    const unlimited = await owner.try(liabilityRoutes.statement, { params: params(), query: { willful: '1' } });
    expect(await pdfText(unlimited.bytes)).toContain('ただし書');
  });
});

describe('利用開始前の入金の登録（D11）', () => {
  it('同じ日・同じ金額の二重の登録は、台帳にあるものも、並行した二度押しも断る', async () => {
    expect((await enter({ paidOn: shift(today, -1), amountYen: 40_000 })).problem.code).toBe('opening_payment_twice');
    const twice = await Promise.all([0, 1].map(() => enter({ paidOn: shift(today, -40), amountYen: 12_345 })));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('取消しは訂正の記録として一度だけ残り、上限からすぐに外れる。監査には条文つきで残る', async () => {
    const before = await cap();
    const { items } = await owner.do(liabilityRoutes.openingPayments, { params: params() });
    const opening = items.find(({ amountYen }) => amountYen === 12_345)!;
    const correct = () => owner.try(liabilityRoutes.correctOpeningPayment, { params: { ...params(), openingPaymentId: opening.id }, body: { reason: '別のお客様の入金' } });
    const both = await Promise.all([correct(), correct()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const after = await cap();
    expect(after.capYen).toBe(before.capYen! - 12_345);
    expect(reasons(after)).toContainEqual(['corrected', 12_345]);
    expect((await owner.do(liabilityRoutes.openingPayments, { params: params() })).items.find(({ id }) => id === opening.id)).toMatchObject({ enteredBy: '佐藤 美咲', correction: { reason: '別のお客様の入金', correctedBy: '佐藤 美咲', correctedOn: today } });
    // Taken back, the day and amount can be entered again.
    expect((await enter({ paidOn: shift(today, -40), amountYen: 12_345 })).status).toBe(200);
    const trail = await owner.do(auditRoutes.ofContract, { params: params(), query: { limit: '100' } });
    expect(trail.items.filter(({ type }) => type.startsWith('liability.opening')).every(({ article, sentence }) => article === '第16条2項' && sentence.ja.includes('円'))).toBe(true);
    await expect(world.sql('update hoshu.opening_payment set amount_yen = 1')).rejects.toThrow();
  });

  it('未来・契約より前・零・負・ありえない日・他社の番号を、理由をつけて断る', async () => {
    for (const paidOn of [tomorrow(), shift(monthStart(today, -10), -1)]) {
      const refused = await enter({ paidOn, amountYen: 1_000 });
      expect([refused.status, refused.problem.code, refused.problem.errors[0]?.path]).toEqual([422, 'opening_payment_day', 'body.paidOn']);
    }
    for (const body of [{ paidOn: '2026-02-30', amountYen: 1_000 }, { paidOn: today, amountYen: 0 }, { paidOn: today, amountYen: -1 }, { paidOn: today, amountYen: 1.5 }]) expect((await enter(body)).status).toBe(400);
    const stranger = await signUpVendor(world, { companyName: '他社', personName: '他社 太郎', email: 'owner@other.example' });
    expect((await enter({ paidOn: today, amountYen: 1_000 }, stranger)).status).toBe(404);
    expect((await stranger.try(liabilityRoutes.cap, { params: params() })).status).toBe(404);
    const [opening] = (await owner.do(liabilityRoutes.openingPayments, { params: params() })).items;
    expect((await stranger.try(liabilityRoutes.correctOpeningPayment, { params: { ...params(), openingPaymentId: opening!.id }, body: { reason: '横取り' } })).status).toBe(404);
    expect((await enter({ paidOn: today, amountYen: 1_000 }, keiri)).status).toBe(404);
    expect((await keiri.do(identityRoutes.session)).permissions).not.toContain('payment.write');
  });
});

describe('基準日・版・特約', () => {
  it('契約より前、一年より先、ありえない日の上限は、理由をつけて断る。成立前の契約には上限がない', async () => {
    for (const asOf of [shift(monthStart(today, -10), -1), '1990-01-01', '2199-12-31']) {
      const refused = await owner.try(liabilityRoutes.cap, { params: params(), query: { asOf } });
      expect([asOf, refused.status, refused.problem.code]).toEqual([asOf, 422, 'cap_day']);
      expect((await owner.try(liabilityRoutes.statement, { params: params(), query: { asOf } })).status).toBe(422);
    }
    for (const asOf of ['2026-02-30', '2026-13-01', '明日', '']) expect((await owner.try(liabilityRoutes.cap, { params: params(), query: { asOf } })).status).toBe(400);
    expect((await cap({ asOf: shift(today, 365) })).counted).toEqual([]);
    const contractId = await createDraft(owner, { clientId: fixture.clientId, siteId: fixture.siteId, startOn: shift(today, 7) });
    expect((await owner.try(liabilityRoutes.cap, { params: { contractId } })).problem).toMatchObject({ status: 422, code: 'cap_before_conclusion', article: '第16条2項' });
    expect((await enter({ paidOn: today, amountYen: 1_000 }, owner, contractId)).problem.code).toBe('cap_before_conclusion');
  });

  it('基準日の考え方は乙の設定で、双方の画面に設定日とともに出る。同じ選択を重ねても一度だけ残る', async () => {
    for (const _ of [0, 1]) await owner.do(liabilityRoutes.setBasis, { body: { basis: 'claim' } });
    for (const person of [owner, keiri]) expect((await cap({}, person)).basis).toEqual({ value: 'claim', setOn: today });
    expect(await world.sql('select basis from hoshu.cap_basis')).toEqual([{ basis: 'claim' }]);
    expect((await keiri.try(liabilityRoutes.setBasis, { body: { basis: 'incident' } })).status).toBe(404);
  });

  it('計算期間と特約の下限は契約の版から来る（D1、D2）：3か月の契約、月額×6の下限', async () => {
    const short = await billedContract(world, owner, { concludedOn: monthStart(today, -10), billingStartsOn: today, clientName: '三月の会', terms: { capWindowMonths: 3 } });
    for (const months of [-5, -2]) await enter({ paidOn: shift(monthStart(today, months), 9), amountYen: 55_000 }, owner, short.contractId);
    expect(await cap({}, owner, short.contractId)).toMatchObject({ windowMonths: 3, capYen: 55_000 });
    // From today on a second version holds: twelve months, so both payments.
    await world.sql(`insert into hoshu.contract_version (tenant_id, id, client_id, contract_id, number, terms, body_hash, fixed_at, effective_on) select tenant_id, gen_random_uuid(), client_id, contract_id, 2, terms || '{"capWindowMonths":12}', body_hash, now(), $2 from hoshu.contract_version where contract_id = $1`, [short.contractId, today]);
    expect(await cap({}, owner, short.contractId)).toMatchObject({ windowMonths: 12, capYen: 110_000 });
    expect(await cap({ asOf: shift(today, -1) }, owner, short.contractId)).toMatchObject({ windowMonths: 3, capYen: 55_000 });
    const floored = await billedContract(world, owner, { concludedOn: monthStart(today, -10), billingStartsOn: today, clientName: '下限の会', terms: { annex: { ...fixture.terms.annex, specialTerms: { capFloorMonths: 6 } } } });
    // Nothing was paid: 55,000 × 6, and the words of D10 have no place.
    expect(await cap({}, owner, floored.contractId)).toMatchObject({ state: 'amount', capYen: 330_000, paidYen: 0, floor: { monthlyFeeYen: 55_000, months: 6, amountYen: 330_000, applies: true } });
    await enter({ paidOn: shift(today, -3), amountYen: 400_000, note: '一括の前払い' }, owner, floored.contractId);
    expect(await cap({}, owner, floored.contractId)).toMatchObject({ capYen: 400_000, floor: { applies: false }, formula: { ja: expect.stringContaining('400,000円。特約の下限：月額 55,000円 × 6か月 = 330,000円') } });
    expect(await cap({ willful: '1' }, owner, floored.contractId)).toMatchObject({ capYen: null, state: 'unlimited' });
  });
});
