import { billingRoutes, noticeRoutes, rescissionRoutes, settlementRoutes } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { clientPerson, fillCompany, signUpVendor, startWorld, steppedUp, vendorPerson, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthEnd, monthStart, pastTheSecond, shift } from './billing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: string;
let serial = 0;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const isPdf = (answer: { status: number; bytes: Buffer }) => answer.status === 200 && answer.bytes.subarray(0, 5).toString() === '%PDF-';

/** 日割 of 55,000 yen for the month that a contract's last day lies in: served days of the days of the month, rounded down; a whole month is whole. */
const lastFee = (endOn: string): number => {
  const [served, days] = [Number(endOn.slice(8)), Number(monthEnd(endOn).slice(8))];
  return served === days ? 55_000 : Math.floor((55_000 * served) / days);
};
const contract = (terms: Partial<ContractTerms> = {}, billingStartsOn = monthStart(today, -2)) => billedContract(world, owner, { concludedOn: monthStart(today, -3), billingStartsOn, terms, clientName: `医療法人社団みどり会${(serial += 1)}` });
const kou = (fixture: ContractFixture) => clientPerson(world, fixture, { name: '緑川 薫', email: `kou${(serial += 1)}@client.example`, role: 'owner' });
const get = (person: Person, fixture: ContractFixture, query: { endOn?: string } = {}) => person.do(settlementRoutes.get, { params: { contractId: fixture.contractId }, query });
const issue = (fixture: ContractFixture, sheetHash: string) => owner.try(settlementRoutes.issue, { params: { contractId: fixture.contractId }, body: { sheetHash } });
const pay = (fixture: ContractFixture, amountYen: number) => owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: today, amountYen, payerName: 'ミドリカイ', note: '' } });
const run = async () => { await owner.do(billingRoutes.run, { body: {} }); await world.drain(); };
/** A notice of 第18条 on paper that was delivered so that the contract's last day is `endOn` (arrival + 30 days). */
const endOn = async (fixture: ContractFixture, lastOn: string) => {
  const { fileId } = await owner.do(noticeRoutes.uploadScan, { params: { contractId: fixture.contractId }, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
  await owner.do(noticeRoutes.registerPaper, { params: { contractId: fixture.contractId }, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, text: '', postedOn: null, deliveredOn: shift(lastOn, -30), refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
};
const ledger = async (fixture: ContractFixture) => Object.fromEntries((await world.sql<{ account: string; sum: number }>(
  `select e.account, sum(e.amount_yen)::int as sum from hoshu.ledger_entry e join hoshu.ledger_posting p on p.id = e.posting_id where p.client_id = $1 group by e.account having sum(e.amount_yen) <> 0`, [fixture.clientId])).map(({ account, sum }) => [account, sum]));

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await pastTheSecond(world);
});
afterAll(() => world.close());

describe('最終精算（F118・第11条）', () => {
  it('未払いと日割りの最後の月を精算書にまとめ、発行すると台帳が精算書と一致し、入金で閉じる', async () => {
    const fixture = await contract();
    await run();
    await pay(fixture, 55_000);
    const lastOn = shift(today, -1);
    await endOn(fixture, lastOn);
    const client = await kou(fixture);
    const seen = await get(owner, fixture);
    // Two months were billed and one is paid: 55,000 is open. This month was served until yesterday.
    const totalYen = 55_000 + lastFee(lastOn);
    expect(seen.estimate).toMatchObject({ endOn: lastOn, article: '第18条', isEstimate: false, totalYen, direction: 'client_pays', policy: { method: 'daily', source: 'annex' } });
    expect(seen.estimate?.lines.map(({ kind, amountYen, article }) => [kind, amountYen, article])).toEqual([['unpaid', 55_000, '第11条2項'], ['unbilled', lastFee(lastOn), '第11条1項']]);
    expect(seen.estimate?.lines.every(({ explanation }) => explanation.steps.length > 0)).toBe(true);
    expect((await get(client, fixture)).estimate).toEqual(seen.estimate);
    expect([seen.mayIssue, (await get(client, fixture)).mayIssue]).toEqual([true, false]);
    expect((await client.try(settlementRoutes.issue, { params: { contractId: fixture.contractId }, body: { sheetHash: seen.estimate!.hash } })).status).toBe(404);

    // Bound to what was read: a payment that came in meanwhile makes another sheet.
    await pay(fixture, 5_000);
    expect((await issue(fixture, seen.estimate!.hash)).problem.code).toBe('settlement_changed');
    const sheet = (await get(owner, fixture)).estimate!;
    expect(sheet.totalYen).toBe(totalYen - 5_000);
    const both = await Promise.all([issue(fixture, sheet.hash), issue(fixture, sheet.hash)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { issued, mayIssue } = await get(owner, fixture);
    expect([issued?.state, issued?.remainingYen, issued?.ledger, mayIssue]).toEqual(['open', sheet.totalYen, { receivableYen: sheet.totalYen, refundYen: 0 }, false]);
    expect((await ledger(fixture))['receivable']).toBe(sheet.totalYen);
    const invoices = await invoicesOf(owner, fixture);
    expect(invoices.at(-1)).toMatchObject({ supplyLastOn: lastOn, totalYen: lastFee(lastOn) });
    expect(invoices.reduce((sum, { remainingYen }) => sum + remainingYen, 0)).toBe(sheet.totalYen);
    await world.drain();
    for (const person of [owner, client]) expect(isPdf(await person.try(settlementRoutes.pdf, { params: { settlementId: issued!.id } }))).toBe(true);
    expect((await get(client, fixture)).issued).toMatchObject({ number: issued!.number, ledger: null });
    expect(world.mail.mails.some(({ subject }) => subject.includes('最終精算書のお知らせ'))).toBe(true);

    await pay(fixture, sheet.totalYen);
    expect((await get(client, fixture)).issued).toMatchObject({ state: 'closed', remainingYen: 0, sheet: { totalYen: sheet.totalYen } });
    // The run of later days has nothing left to bill.
    await run();
    expect(await invoicesOf(owner, fixture)).toHaveLength(3);
    expect((await owner.try(settlementRoutes.recordRefund, { params: { settlementId: issued!.id }, body: { paidOn: today, note: '' } })).problem.code).toBe('settlement_not_refundable');
  });

  it('前払いの契約では、終了後の分を訂正して返し、返金の記録で閉じる', async () => {
    const fixture = await contract({ timing: 'advance' }, monthStart(today, -1));
    await run();
    // Paid ahead: last month, this month and the next one are billed.
    const before = await invoicesOf(owner, fixture);
    expect(before.map(({ totalYen }) => totalYen)).toEqual([55_000, 55_000, 55_000]);
    const { id: paymentId } = await pay(fixture, 165_000);
    const lastOn = shift(today, -1);
    await endOn(fixture, lastOn);
    await run();
    expect((await owner.do(billingRoutes.overview)).alerts.filter(({ kind, contractId }) => kind === 'charged_beyond_end' && contractId === fixture.contractId)).toHaveLength(2);
    const backYen = 110_000 - lastFee(lastOn);
    const { estimate } = await get(owner, fixture);
    expect(estimate).toMatchObject({ totalYen: -backYen, direction: 'vendor_pays' });
    expect(estimate?.lines.map(({ kind, amountYen }) => [kind, amountYen])).toEqual([['correction', lastFee(lastOn) - 55_000], ['correction', -55_000]]);
    const issued = (await issue(fixture, estimate!.hash)).body.issued!;
    expect([issued.state, issued.remainingYen, issued.ledger]).toEqual(['open', backYen, { receivableYen: 0, refundYen: backYen }]);
    // The money is what 乙 keeps for the service (and owes back): nothing else is in the books.
    expect(await ledger(fixture)).toMatchObject({ refund: -backYen, 'cash:own': 165_000 });
    // The run had pointed at them; that is settled.
    await run();
    expect((await owner.do(billingRoutes.overview)).alerts.filter(({ kind, contractId }) => kind === 'charged_beyond_end' && contractId === fixture.contractId)).toEqual([]);
    const after = await invoicesOf(owner, fixture);
    expect(after.filter(({ status }) => status === 'void').map(({ number }) => number).sort()).toEqual(before.slice(1).map(({ number }) => number).sort());
    expect(after.filter(({ status }) => status !== 'void').map(({ totalYen, status }) => [totalYen, status])).toEqual([[55_000, 'paid'], [lastFee(lastOn), 'paid']]);
    // What goes back pays nothing else and cannot be undone.
    expect((await owner.do(billingRoutes.payments, { query: { clientId: fixture.clientId } })).items[0]?.freeYen).toBe(0);
    expect((await owner.try(billingRoutes.undoPayment, { params: { paymentId }, body: { reason: '誤り' } })).problem.code).toBe('payment_goes_back');

    const refund = (paidOn: string) => owner.try(settlementRoutes.recordRefund, { params: { settlementId: issued.id }, body: { paidOn, note: '振込' } });
    expect((await refund(shift(today, 1))).problem.code).toBe('settlement_refund_in_future');
    expect((await refund(today)).body.issued).toMatchObject({ state: 'closed', remainingYen: 0, refund: { paidOn: today, note: '振込', by: '佐藤 美咲' }, ledger: { receivableYen: 0, refundYen: 0 } });
    expect((await refund(today)).problem.code).toBe('settlement_not_refundable');
    expect((await ledger(fixture))['cash:own']).toBe(165_000 - backYen);
    expect((await owner.try(settlementRoutes.withdraw, { params: { settlementId: issued.id }, body: { reason: '誤り' } })).problem.code).toBe('settlement_refunded');
    const statement = await owner.do(billingRoutes.statement, { query: { clientId: fixture.clientId, from: monthStart(today, -3), to: today } });
    expect([statement.closingYen, statement.items.filter(({ kind }) => kind === 'refund').map(({ amountYen }) => amountYen)]).toEqual([0, [backYen]]);
  });

  it('取り下げると、返すはずのお金は前受金に戻り、改めて発行できる', async () => {
    const fixture = await contract({}, monthStart(today));
    await pay(fixture, 80_000);
    const lastOn = shift(today, -1);
    await endOn(fixture, lastOn);
    const first = (await get(owner, fixture)).estimate!;
    // 80,000 paid ahead, this month until yesterday: the rest goes back.
    expect([first.totalYen, first.lines.map(({ kind }) => kind)]).toEqual([lastFee(lastOn) - 80_000, ['unbilled', 'credit']]);
    const issued = (await issue(fixture, first.hash)).body.issued!;
    expect(await ledger(fixture)).toMatchObject({ refund: first.totalYen });
    expect((await ledger(fixture))['deferred']).toBeUndefined();
    const withdrawn = (await owner.try(settlementRoutes.withdraw, { params: { settlementId: issued.id }, body: { reason: '金額を話し合うため' } })).body;
    expect([withdrawn.issued, withdrawn.estimate?.totalYen, withdrawn.mayIssue]).toEqual([null, first.totalYen, true]);
    expect((await owner.do(billingRoutes.payments, { query: { clientId: fixture.clientId } })).items[0]?.freeYen).toBe(-first.totalYen);
    const again = (await issue(fixture, withdrawn.estimate!.hash)).body.issued!;
    expect([again.number.endsWith('-FS2'), again.ledger]).toEqual([true, { receivableYen: 0, refundYen: -first.totalYen }]);
  });

  it('通知の撤回に双方が同意していれば精算書は発行できない。契約が終わり精算書を発行したあとは、通知を撤回できず、理由が示される', async () => {
    const fixture = await contract({}, monthStart(today));
    const lastOn = shift(today, -1);
    await endOn(fixture, lastOn);
    const client = await kou(fixture);
    const params = { contractId: fixture.contractId };
    const notice = (await client.do(noticeRoutes.list, { params })).items[0]!;
    // Agreed on the last day, while the worker that lifts the end is late.
    await world.sql(`insert into hoshu.notice_withdrawal (tenant_id, client_id, contract_id, notice_id, kind, side, person_name, person_role, text, ip, at) select tenant_id, client_id, contract_id, id, 'request', 'client', '緑川 薫', 'owner', '続けたいです。', '', now() from hoshu.notice where id = $1`, [notice.id]);
    await world.sql(`insert into hoshu.notice_withdrawal (tenant_id, client_id, contract_id, notice_id, kind, side, person_name, person_role, text, ip, at, refers_to_id) select tenant_id, client_id, contract_id, notice_id, 'consent', 'vendor', '佐藤 美咲', 'owner', '', '', now(), id from hoshu.notice_withdrawal where notice_id = $1`, [notice.id]);
    const sheet = (await get(owner, fixture)).estimate!;
    expect((await issue(fixture, sheet.hash)).problem).toMatchObject({ code: 'settlement_withdrawal_agreed', article: '第18条' });

    const other = await contract({}, monthStart(today));
    await endOn(other, lastOn);
    const giver = await kou(other);
    const ended = (await giver.do(noticeRoutes.list, { params: { contractId: other.contractId } })).items[0]!;
    expect((await issue(other, (await get(owner, other)).estimate!.hash)).status).toBe(200);
    const late = await giver.try(noticeRoutes.requestWithdrawal, { params: { noticeId: ended.id }, body: { text: '続けたいです。', personName: '' } });
    expect(late.problem).toMatchObject({ code: 'notice_withdrawal_too_late', article: '第18条' });
    // The invoice of the last month is still on its way to 甲: nothing is closed for it.
    expect((await get(giver, other)).issued?.state).toBe('open');
  });

  it('最後の月の数え方（日割・満額・月割）は、通知の前に双方へ三つの額とともに示される', async () => {
    const lastOn = shift(monthStart(today, 1), 9);
    const days = Number(monthEnd(lastOn).slice(8));
    // Ten days of the next month: 55,000 × 10 ÷ its days.
    const daily = Math.floor(550_000 / days);
    for (const [method, amountYen] of [['daily', daily], ['full', 55_000], ['none', 0]] as const) {
      const fixture = await contract({ proration: { method, basis: 'actual', rounding: 'floor' } }, monthStart(today));
      const client = await kou(fixture);
      for (const person of [owner, client]) {
        const { estimate, issued, end } = await get(person, fixture, { endOn: lastOn });
        expect([estimate?.isEstimate, issued, end, estimate?.policy?.method, estimate?.policy?.source]).toEqual([true, null, null, method, 'annex']);
        expect(estimate?.policy?.ways.map((way) => [way.method, way.amountYen])).toEqual([['daily', daily], ['full', 55_000], ['none', 0]]);
        // This month is whole; the last month as the contract says.
        expect(estimate?.totalYen).toBe(55_000 + amountYen);
      }
    }
    const elsewhere = await contract({}, monthStart(today));
    await world.sql('alter table hoshu.contract_conclusion disable trigger user');
    await world.sql(`update hoshu.contract_conclusion set method = 'external' where contract_id = $1`, [elsewhere.contractId]);
    await world.sql('alter table hoshu.contract_conclusion enable trigger user');
    expect((await get(await kou(elsewhere), elsewhere, { endOn: lastOn })).estimate?.policy).toMatchObject({ source: 'setting', ja: expect.stringContaining('要確認') });
    expect((await owner.try(settlementRoutes.get, { params: { contractId: elsewhere.contractId }, query: { endOn: monthStart(today, -4) } })).problem.code).toBe('settlement_end_before_start');
    expect((await issue(elsewhere, 'a'.repeat(64))).problem.code).toBe('settlement_not_ended');
  });

  it('「今日通知したら？」は、第17条・第18条・第19条それぞれの終了日・最後の請求・精算・期限を双方に同じに示す', async () => {
    const fixture = await contract({}, monthStart(today));
    const client = await kou(fixture);
    const options = await owner.do(settlementRoutes.options, { params: { contractId: fixture.contractId } });
    expect(await client.do(settlementRoutes.options, { params: { contractId: fixture.contractId } })).toEqual(options);
    const [renewal, termination, rescission] = options.options;
    // The term ends 364 days after its first; 30 days before is the last day for 第17条, and today + 30 the first for 第18条.
    const termLastOn = shift(monthStart(today, -3), 364);
    expect([renewal?.endOn, renewal?.deadlineOn, renewal?.refusal, options.termLastOn]).toEqual([termLastOn, shift(termLastOn, -30), null, termLastOn]);
    expect([termination?.endOn, termination?.lastInvoice?.grossYen, rescission?.endOn, rescission?.lastInvoice?.grossYen]).toEqual([shift(today, 30), lastFee(shift(today, 30)), today, lastFee(today)]);
    expect(rescission?.settlement).toMatchObject({ totalYen: lastFee(today), direction: 'client_pays' });
    expect(renewal?.needs.ja).toContain('書面');
    expect([options.survivingDuties[0]?.article, options.policy?.method, options.end]).toEqual(['第13条2項', 'daily', null]);
    await endOn(fixture, shift(today, 20));
    const known = await client.do(settlementRoutes.options, { params: { contractId: fixture.contractId } });
    expect([known.end?.lastOn, known.options.map(({ refusal }) => refusal !== null), known.ifNothing.ja]).toEqual([shift(today, 20), [true, true, false], expect.stringContaining('第18条')]);
    expect((await get(client, fixture)).waitsFor?.ja).toContain('翌日から');
  });

  it('第19条の解除は、到達した日にそのまま精算できる', async () => {
    const fixture = await contract({}, monthStart(today));
    const manager = await vendorPerson(world, fixture.tenantId, { name: '高橋 直人', email: 'manager@aoba.example', role: 'manager' });
    const params = { contractId: fixture.contractId };
    const begun = await owner.do(rescissionRoutes.declare, { params, body: { kind: 'rescission', event: 'bankruptcyPetition', reason: '破産手続開始の申立て。' } });
    const declarationId = begun.id;
    for (const { key, needs } of begun.checklist) {
      const fileId = needs === 'file' ? (await owner.do(rescissionRoutes.upload, { params, upload: { bytes: pdf, name: '官報.pdf', type: 'application/pdf' } })).fileId : null;
      await owner.do(rescissionRoutes.addEvidence, { params: { declarationId }, body: { item: key, text: needs === 'file' ? '' : '記録のとおりです。', fileId } });
    }
    for (const person of [owner, manager]) await (await steppedUp(world, person)).do(rescissionRoutes.confirm, { params: { declarationId }, body: {} });
    await owner.do(rescissionRoutes.send, { params: { declarationId }, body: { channel: 'letter', confirmName: begun.channels.confirmName } });
    await owner.do(rescissionRoutes.registerDelivery, { params: { declarationId }, body: { postedOn: today, deliveredOn: today, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, trackingNumber: '', fileId: null } });
    await world.drain();
    const { estimate } = await get(owner, fixture);
    expect(estimate).toMatchObject({ endOn: today, article: '第19条', totalYen: lastFee(today), isEstimate: false });
    expect((await issue(fixture, estimate!.hash)).body.issued).toMatchObject({ state: 'open', ledger: { receivableYen: lastFee(today), refundYen: 0 } });
  });
});
