import { createHash } from 'node:crypto';
import { billingRoutes, companyRoutes, identityRoutes } from '@hoshu/api-schema';
import { clientPerson, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthEnd, monthStart, shift, type InvoiceRow } from './billing-support.js';
import { pdfText } from './signing-support.js';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let today: string;
const password = 'correct horse battery staple 42';
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example', password });
  await fillCompany(owner);
  // Mid-month, so that a month's end and the next first day lie ahead.
  today = await world.today();
  await jumpTo(shift(monthStart(today, 1), 9));
});
afterAll(() => world.close());

const run = async () => {
  const answer = await owner.do(billingRoutes.run, { body: {} });
  await world.drain();
  return answer;
};
/** Straight to a day: the days between have nothing to do with billing. */
const jumpTo = async (day: string) => {
  await world.sql('update platform.clock set offset_ms = offset_ms + $1::bigint * 86400000', [Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)]);
  today = await world.today();
  await run();
};
const monthly = async (months: number, wanted: Partial<Parameters<typeof billedContract>[2]> = {}) => billedContract(world, owner, { concludedOn: monthStart(today, -months), ...wanted });
/** A contract with one issued invoice of 55,000 yen, due at the end of this month. */
const invoiced = async (wanted: Partial<Parameters<typeof billedContract>[2]> = {}): Promise<{ fixture: ContractFixture; invoice: InvoiceRow }> => {
  const fixture = await monthly(1, wanted);
  await run();
  const [invoice] = await invoicesOf(owner, fixture);
  return { fixture, invoice: invoice! };
};
const view = (invoiceId: string, person = owner) => person.do(billingRoutes.invoice, { params: { invoiceId } });
const pay = (fixture: ContractFixture, amountYen: number, more: { allocations?: { invoiceId: string; amountYen: number }[]; payerName?: string; paidOn?: string } = {}) =>
  owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: more.paidOn ?? today, amountYen, payerName: more.payerName ?? 'イ)ミドリカイ', note: '', ...(more.allocations ? { allocations: more.allocations } : {}) } });
const sequences = async () => (await world.sql<{ number: string }>('select number from hoshu.invoice where number is not null order by number')).map(({ number }) => Number(number.slice(-4))).sort((a, b) => a - b);

describe('第11条 月次の請求', () => {
  it('締結からの月ごとに一通だけ発行し、もう一度実行しても増えない', async () => {
    const fixture = await monthly(3);
    const first = await run();
    expect(first.issuedNumbers).toHaveLength(3);
    expect((await run()).issuedNumbers).toEqual([]);
    const invoices = await invoicesOf(owner, fixture);
    expect(invoices.map(({ supplyFirstOn, supplyLastOn, totalYen, issuedOn, dueOn, status }) => ({ supplyFirstOn, supplyLastOn, totalYen, issuedOn, dueOn, status }))).toEqual([-3, -2, -1].map((offset) => ({
      supplyFirstOn: monthStart(today, offset), supplyLastOn: monthEnd(today, offset), totalYen: 55_000, issuedOn: today, dueOn: monthEnd(today), status: 'unpaid',
    })));
    // The first two months were due before today: a delay of 乙 makes nobody late, and the reason says so.
    const whole = await owner.do(billingRoutes.invoice, { params: { invoiceId: invoices[0]!.id }, query: { explain: '1' } });
    expect(whole.explanations?.[0]).toMatchObject({ result: whole.dueOn, steps: expect.arrayContaining([expect.objectContaining({ ja: expect.stringContaining('次の支払日') })]) });
    const preview = await owner.do(billingRoutes.preview, { params: { contractId: fixture.contractId } });
    for (const item of preview.items) expect(item.explanations[0]?.result).toBe(item.dueOn);
    expect(preview.items.slice(0, 4).map(({ invoiceNumber }) => invoiceNumber !== null)).toEqual([true, true, true, false]);
    expect(whole.taxGroups).toEqual([{ taxRatePercent: 10, netYen: 50_000, taxYen: 5_000, grossYen: 55_000 }]);
    expect(whole.issuer).toMatchObject({ companyName: '株式会社あおば制作', registrationNumber: 'T8700110005901' });
    expect(whole.bankAccount).toMatchObject({ bankName: '三菱UFJ銀行', accountNumber: '1234567' });
  });

  it('同時に動いても、一つの月の請求は一通だけで、番号は飛ばない（F065、F069）', async () => {
    const fixture = await monthly(2, { clientName: '同時の会' });
    await Promise.all(Array.from({ length: 5 }, () => owner.try(billingRoutes.run, { body: {} })));
    await run();
    expect((await invoicesOf(owner, fixture)).map(({ supplyFirstOn }) => supplyFirstOn)).toEqual([monthStart(today, -2), monthStart(today, -1)]);
    const numbers = await sequences();
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('最初の月は日割り、端数は切捨て（R10）', async () => {
    const startOn = shift(monthStart(today, -1), 12);
    const fixture = await billedContract(world, owner, { concludedOn: startOn, clientName: '日割りの会' });
    await run();
    const days = Number(monthEnd(today, -1).slice(8));
    const [invoice] = await invoicesOf(owner, fixture);
    // From the 13th to the month's end, both inclusive.
    expect(invoice).toMatchObject({ supplyFirstOn: startOn, totalYen: Math.floor((55_000 * (days - 12)) / days) });
  });

  it('税は税率ごとに一度だけ丸める（税込33,333円→3,030円、税抜33,333円→3,333円）（F063）', async () => {
    const inclusive = await invoiced({ terms: { feeYen: 33_333 }, clientName: '税込の会' });
    const exclusive = await invoiced({ terms: { feeYen: 33_333, taxMode: 'exclusive' }, clientName: '税抜の会' });
    expect((await view(inclusive.invoice.id)).taxGroups).toEqual([{ taxRatePercent: 10, netYen: 30_303, taxYen: 3_030, grossYen: 33_333 }]);
    expect((await view(exclusive.invoice.id)).taxGroups).toEqual([{ taxRatePercent: 10, netYen: 33_333, taxYen: 3_333, grossYen: 36_666 }]);
  });

  it('請求開始日より前の月は請求せず、稼働開始日までは何も発行しない（D11）', async () => {
    const late = await monthly(4, { billingStartsOn: monthStart(today, -1), clientName: '途中からの会' });
    const held = await monthly(2, { goesLiveOn: shift(today, 30), clientName: '準備中の会' });
    await run();
    expect((await invoicesOf(owner, late)).map(({ supplyFirstOn }) => supplyFirstOn)).toEqual([monthStart(today, -1)]);
    expect(await invoicesOf(owner, held)).toEqual([]);
    const preview = await owner.do(billingRoutes.preview, { params: { contractId: held.contractId } });
    expect(preview.heldBack).toBe(true);
    expect(preview.items).toHaveLength(12);
  });

  it('金額が前月の3倍を超えたら、その契約だけ保留して知らせる。人が再開するまで発行しない', async () => {
    const { fixture } = await invoiced({ clientName: '急増の会' });
    await world.sql(`insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, body_hash, fixed_at, effective_on) select tenant_id, client_id, contract_id, 2, jsonb_set(terms, '{feeYen}', '550000'), body_hash, now(), $2 from hoshu.contract_version where contract_id = $1`, [fixture.contractId, monthStart(today)]);
    await jumpTo(monthStart(today, 1));
    expect(await invoicesOf(owner, fixture)).toHaveLength(1);
    const { parked, alerts } = await owner.do(billingRoutes.overview);
    expect(parked.find(({ contractId }) => contractId === fixture.contractId)?.reason.ja).toContain('3倍');
    expect(alerts.some(({ kind, contractId }) => kind === 'contract_parked' && contractId === fixture.contractId)).toBe(true);
    await owner.do(billingRoutes.releaseParking, { params: { contractId: fixture.contractId }, body: { reason: '値上げに合意済み' } });
    await run();
    expect((await invoicesOf(owner, fixture)).map(({ totalYen }) => totalYen)).toEqual([55_000, 550_000]);
  });
});

describe('発行した請求書は変えられない（F068）', () => {
  it('データベースが金額・宛先・行の変更を拒む', async () => {
    const { invoice } = await invoiced({ clientName: '凍結の会' });
    const refused = (sql: string) => expect(world.sql(sql, [invoice.id])).rejects.toThrow();
    await refused('update hoshu.invoice set total_yen = 1, version = version + 1 where id = $1');
    await refused(`update hoshu.invoice set recipient = '{}', version = version + 1 where id = $1`);
    await refused(`update hoshu.invoice set pdf_sha256 = repeat('0', 64), version = version + 1 where id = $1`);
    await refused('update hoshu.invoice_line set amount_yen = 1, version = version + 1 where invoice_id = $1');
    await refused('update hoshu.ledger_posting set effective_on = now() where invoice_id = $1');
    await refused('delete from hoshu.ledger_posting where invoice_id = $1');
    await expect(world.sql(`update hoshu.invoice set state = state, version = version + 1 where id = $1`, [invoice.id])).resolves.toEqual([]);
  });

  it('会社情報と口座を後から変えても、発行済みの請求書とPDFは変わらない', async () => {
    const { invoice } = await invoiced({ clientName: '不変の会' });
    const before = await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: invoice.id } });
    await fillCompany(owner, '株式会社あおば制作ホールディングス');
    const after = await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: invoice.id } });
    expect(after.bytes.equals(before.bytes)).toBe(true);
    const whole = await view(invoice.id);
    expect(whole.issuer.companyName).toBe('株式会社あおば制作');
    expect(whole.pdfSha256).toBe(createHash('sha256').update(after.bytes).digest('hex'));
    await fillCompany(owner);
  });

  it('無効にすると番号は欠番にならず、再発行は新しい番号で、どの請求書に代わるかを示す', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '再発行の会' });
    const { replacementId } = await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: invoice.id }, body: { reason: '宛名の誤り', reissue: true } });
    await world.drain();
    expect(await view(invoice.id)).toMatchObject({ status: 'void', remainingYen: 0, voided: { on: today, reason: '宛名の誤り' } });
    const replacement = await view(replacementId!);
    expect(replacement).toMatchObject({ status: 'unpaid', replacesNumber: invoice.number, totalYen: 55_000, hasPdf: true });
    expect((await view(invoice.id)).replacedByNumber).toBe(replacement.number);
    expect((await owner.try(billingRoutes.voidInvoice, { params: { invoiceId: invoice.id }, body: { reason: '二度目', reissue: true } })).problem.code).toBe('invoice_already_void');
    expect((await run()).issuedNumbers).toEqual([]);
    expect(await invoicesOf(owner, fixture)).toHaveLength(2);
    const numbers = await sequences();
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('二人が同時に再発行しても、生きている請求書は一通', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '二人の会' });
    const answers = await Promise.all([1, 2, 3].map((turn) => owner.try(billingRoutes.voidInvoice, { params: { invoiceId: invoice.id }, body: { reason: `理由${turn}`, reissue: true } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await world.drain();
    expect((await invoicesOf(owner, fixture)).filter(({ status }) => status !== 'void')).toHaveLength(1);
  });

  it('入金が充てられている請求書は無効にできない', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '入金済の会' });
    await pay(fixture, 55_000);
    expect((await owner.try(billingRoutes.voidInvoice, { params: { invoiceId: invoice.id }, body: { reason: '誤り', reissue: false } })).problem).toMatchObject({ status: 422, code: 'invoice_has_payments', article: '第11条' });
  });
});

describe('適格請求書のPDFと送付（F067）', () => {
  it('登録番号、取引年月日、税率ごとの対価と税額、宛名、期限、口座、振込手数料の負担がある。送付先の全員にPDFが届く', async () => {
    const fixture = await monthly(1, { clientName: '株式会社北浜製菓' });
    await world.sql(`update hoshu.client set invoice_recipients = array['keiri@kitahama.example', 'shacho@kitahama.example'], purchase_order = 'PO-778', department = '経理部', version = version + 1 where id = $1`, [fixture.clientId]);
    await run();
    const [invoice] = await invoicesOf(owner, fixture);
    const file = await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: invoice!.id } });
    expect(file.headers.get('content-type')).toContain('application/pdf');
    const text = await pdfText(file.bytes);
    for (const part of ['請求書', invoice!.number, 'T8700110005901', '株式会社北浜製菓', '経理部', '御中', '10%対象', '55,000円', '5,000円', '￥55,000-', '三菱UFJ銀行', '1234567', '振込手数料は貴社にてご負担', 'PO-778', '税率ごとに1回']) expect(text).toContain(part);
    for (const to of ['keiri@kitahama.example', 'shacho@kitahama.example']) {
      const mail = world.mail.last(to, invoice!.number);
      expect(createHash('sha256').update(mail.attachments[0]!.content).digest('hex')).toBe((await view(invoice!.id)).pdfSha256);
      expect(mail.text).toContain('55,000円');
      expect(mail.text).toMatch(/お支払期限：\d{4}年\d{1,2}月\d{1,2}日（.）/);
    }
    expect(world.mail.mails.filter((mail) => mail.to.endsWith('@kitahama.example'))).toHaveLength(2);
  });
});

describe('第11条2項 入金', () => {
  it('全額の入金で入金済になり、領収書ができる。それまで領収書はない', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '領収の会' });
    expect((await owner.try(billingRoutes.receiptPdf, { params: { invoiceId: invoice.id } })).problem.code).toBe('receipt_not_available');
    const payment = await pay(fixture, 55_000);
    expect(payment).toMatchObject({ allocatedYen: 55_000, freeYen: 0, allocations: [{ invoiceId: invoice.id, invoiceNumber: invoice.number, amountYen: 55_000 }] });
    await world.drain();
    expect(await view(invoice.id)).toMatchObject({ status: 'paid', paidYen: 55_000, remainingYen: 0, receiptNumber: expect.stringMatching(/^RCP-\d{4}$/) });
    const text = await pdfText((await owner.try(billingRoutes.receiptPdf, { params: { invoiceId: invoice.id } })).bytes);
    for (const part of ['領収書', '￥55,000-', '領収の会', invoice.number, '収入印紙は不要']) expect(text).toContain(part);
  });

  it('取り消すと残額が戻り、領収書は効力を失う。記録は消えない', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '取消の会' });
    const payment = await pay(fixture, 55_000);
    await world.drain();
    const undone = await owner.do(billingRoutes.undoPayment, { params: { paymentId: payment.id }, body: { reason: '別の会社の入金だった' } });
    expect(undone).toMatchObject({ undone: true, allocatedYen: 0, freeYen: 0, allocations: [] });
    expect(await view(invoice.id)).toMatchObject({ status: 'unpaid', remainingYen: 55_000, receiptNumber: null, allocations: [{ undone: true, amountYen: 55_000 }] });
    expect((await owner.try(billingRoutes.receiptPdf, { params: { invoiceId: invoice.id } })).status).toBe(422);
    expect((await owner.try(billingRoutes.undoPayment, { params: { paymentId: payment.id }, body: { reason: '二度目' } })).problem.code).toBe('payment_already_undone');
    await pay(fixture, 55_000);
    await world.drain();
    expect((await view(invoice.id)).receiptNumber).not.toBeNull();
  });

  it('未来の日付、残額を超える充当、他社の請求書への充当は受け付けない', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '検査の会' });
    const other = await invoiced({ clientName: '他社の会' });
    const attempt = (body: { clientId: string | null; paidOn?: string; amountYen?: number; allocations?: { invoiceId: string; amountYen: number }[] }) =>
      owner.try(billingRoutes.recordPayment, { body: { paidOn: today, amountYen: 60_000, payerName: '', note: '', ...body } });
    expect((await attempt({ clientId: fixture.clientId, paidOn: shift(today, 1) })).problem.code).toBe('payment_in_future');
    expect((await attempt({ clientId: fixture.clientId, allocations: [{ invoiceId: invoice.id, amountYen: 55_001 }] })).problem.code).toBe('allocation_too_large');
    expect((await attempt({ clientId: fixture.clientId, allocations: [{ invoiceId: other.invoice.id, amountYen: 10 }] })).problem.code).toBe('allocation_too_large');
    expect((await attempt({ clientId: null, allocations: [{ invoiceId: invoice.id, amountYen: 10 }] })).problem.code).toBe('allocation_too_large');
    expect((await attempt({ clientId: fixture.clientId, amountYen: 100, allocations: [{ invoiceId: invoice.id, amountYen: 60 }, { invoiceId: invoice.id, amountYen: 60 }] })).problem.code).toBe('allocation_too_large');
    expect(await view(invoice.id)).toMatchObject({ paidYen: 0 });
  });

  it('金額が一致する請求書を先に、なければ期限の古い順に充てる（民法488条）', async () => {
    const fixture = await monthly(2, { clientName: '充当の会', terms: { feeYen: 30_000 } });
    await run();
    const [first, second] = await invoicesOf(owner, fixture);
    await pay(fixture, 10_000);
    expect(await view(first!.id)).toMatchObject({ status: 'partial', remainingYen: 20_000 });
    await pay(fixture, 30_000);
    expect(await view(second!.id)).toMatchObject({ status: 'paid' });
    expect(await view(first!.id)).toMatchObject({ status: 'partial', remainingYen: 20_000 });
  });

  it('多すぎる入金は前受金になり、翌月の請求に充てられる', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '前受の会' });
    expect(await pay(fixture, 60_000)).toMatchObject({ allocatedYen: 55_000, freeYen: 5_000 });
    const waiting = await owner.do(billingRoutes.payments, { query: { waiting: '1', clientId: fixture.clientId } });
    expect(waiting.items).toHaveLength(1);
    await jumpTo(monthStart(today, 1));
    const next = (await invoicesOf(owner, fixture)).find(({ id }) => id !== invoice.id)!;
    expect(await view(next.id)).toMatchObject({ creditYen: 5_000, paidYen: 5_000, remainingYen: 50_000, status: 'partial', previousUnpaid: [] });
    const text = await pdfText((await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: next.id } })).bytes);
    expect(text).toContain('前受金5,000円を充当しました。お支払額は50,000円です。');
    expect((await owner.do(billingRoutes.payments, { query: { waiting: '1', clientId: fixture.clientId } })).items).toEqual([]);
  });

  it('支払人のわからない入金は仮受金になり、取引先を決めると請求に充てられる', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '不明の会' });
    const before = (await owner.do(billingRoutes.overview)).suspenseYen;
    const unknown = await owner.do(billingRoutes.recordPayment, { body: { clientId: null, paidOn: today, amountYen: 55_000, payerName: 'フメイ', note: '' } });
    expect(unknown).toMatchObject({ clientId: null, freeYen: 55_000 });
    expect((await owner.do(billingRoutes.overview)).suspenseYen).toBe(before + 55_000);
    const assigned = await owner.do(billingRoutes.assignPayment, { params: { paymentId: unknown.id }, body: { clientId: fixture.clientId } });
    expect(assigned).toMatchObject({ clientId: fixture.clientId, amountYen: 55_000, payerName: 'フメイ', freeYen: 0 });
    expect(await view(invoice.id)).toMatchObject({ status: 'paid' });
    expect((await owner.do(billingRoutes.overview)).suspenseYen).toBe(before);
    expect((await owner.try(billingRoutes.assignPayment, { params: { paymentId: unknown.id }, body: { clientId: fixture.clientId } })).problem.code).toBe('payment_already_undone');
    expect((await owner.try(billingRoutes.assignPayment, { params: { paymentId: assigned.id }, body: { clientId: fixture.clientId } })).problem.code).toBe('payer_already_known');
  });

  it('同じ外部番号の入金は一度だけ', async () => {
    const { fixture } = await invoiced({ clientName: '番号の会' });
    const body = { clientId: fixture.clientId, paidOn: today, amountYen: 1_000, payerName: '', note: '', externalId: 'bank:20261201:1' };
    expect((await owner.try(billingRoutes.recordPayment, { body })).status).toBe(200);
    expect((await owner.try(billingRoutes.recordPayment, { body })).problem.code).toBe('duplicate');
  });
});

describe('第11条3項 振込手数料', () => {
  it('660円不足は手数料差額として見え続け、翌月は前回未入金に載るだけで課税されない（D14）', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '差額の会' });
    await pay(fixture, 54_340);
    const short = await view(invoice.id);
    expect(short).toMatchObject({ status: 'fee_difference', remainingYen: 660, overdue: false });
    expect(short.differenceNote?.ja).toContain('第11条3項');
    await jumpTo(monthStart(today, 1));
    const next = (await invoicesOf(owner, fixture)).find(({ id }) => id !== invoice.id)!;
    expect(await view(next.id)).toMatchObject({ totalYen: 55_000, taxYen: 5_000, previousUnpaid: [{ number: invoice.number, amountYen: 660 }] });
    expect(await view(invoice.id)).toMatchObject({ status: 'fee_difference', remainingYen: 660, overdue: true });
    const text = await pdfText((await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: next.id } })).bytes);
    expect(text).toContain('前回までの未入金');
    expect(text).toContain('55,660円');
  });

  it('放棄できるのは、入金があり残額が880円以下のときだけ。放棄すると入金済になり、領収書は受け取った額', async () => {
    const { fixture, invoice } = await invoiced({ clientName: '放棄の会' });
    const waive = () => owner.try(billingRoutes.waiveDifference, { params: { invoiceId: invoice.id }, body: { reason: '今回のみ' } });
    expect((await waive()).problem.code).toBe('waiver_not_allowed');
    await pay(fixture, 50_000);
    expect((await waive()).problem.code).toBe('waiver_not_allowed');
    await pay(fixture, 4_340);
    expect((await waive()).status).toBe(200);
    expect((await waive()).problem.code).toBe('waiver_not_allowed');
    await world.drain();
    expect(await view(invoice.id)).toMatchObject({ status: 'paid', paidYen: 55_000, remainingYen: 0 });
    const text = await pdfText((await owner.try(billingRoutes.receiptPdf, { params: { invoiceId: invoice.id } })).bytes);
    expect(text).toContain('￥54,340-');
  });
});

describe('取引明細・台帳', () => {
  it('取引明細は繰越と動きを足すと残高になる。CSVも同じ', async () => {
    const { fixture } = await invoiced({ clientName: '明細の会' });
    const kept = await pay(fixture, 20_000);
    await pay(fixture, 34_340);
    await owner.do(billingRoutes.undoPayment, { params: { paymentId: kept.id }, body: { reason: '重複' } });
    await pay(fixture, 20_000);
    const query = { clientId: fixture.clientId, from: shift(today, -30), to: today };
    const statement = await owner.do(billingRoutes.statement, { query });
    expect(statement.openingYen).toBe(0);
    expect(statement.items.reduce((sum, item) => sum + item.amountYen, statement.openingYen)).toBe(statement.closingYen);
    expect(statement.closingYen).toBe(660);
    expect(statement.items.at(-1)?.balanceYen).toBe(660);
    expect(await owner.do(billingRoutes.statement, { query: { ...query, from: shift(today, 1), to: shift(today, 2) } })).toEqual({ openingYen: 660, closingYen: 660, items: [] });
    const csv = (await owner.try(billingRoutes.statementFile, { query })).bytes.toString('utf8');
    expect(csv.startsWith('\ufeff日付,区分,番号・名義,金額（円）,残高（円）\r\n')).toBe(true);
    expect(csv).toContain(`${today},残高,,,660\r\n`);
  });

  it('複式の台帳は、どの仕訳もすべて合わせても零になる。売掛金は未入金の合計に等しい', async () => {
    expect(await world.sql('select posting_id from hoshu.ledger_entry group by posting_id having sum(amount_yen) <> 0')).toEqual([]);
    const overview = await owner.do(billingRoutes.overview);
    const [open] = await world.sql<{ sum: number }>(`select sum(i.total_yen - coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.invoice_id = i.id), 0))::float8 as sum from hoshu.invoice i where i.number is not null and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id)`);
    expect(overview.receivableYen).toBe(open?.sum);
    const { notDueYen, to30Yen, to60Yen, over60Yen } = overview.ageing;
    expect(notDueYen + to30Yen + to60Yen + over60Yen).toBe(overview.receivableYen);
    expect(to30Yen + to60Yen + over60Yen).toBe(overview.overdueYen);
    const late = await owner.do(billingRoutes.invoices, { query: { age: 'to30', limit: '100' } });
    expect(late.items.reduce((sum, item) => sum + item.remainingYen, 0)).toBe(to30Yen);
    await expect(world.sql(`with p as (insert into hoshu.ledger_posting (tenant_id, kind, effective_on, source_key) select tenant_id, 'x', now(), 'x' from hoshu.ledger_posting limit 1 returning tenant_id, id)
      insert into hoshu.ledger_entry (tenant_id, posting_id, account, amount_yen) select tenant_id, id, 'receivable', 1 from p`)).rejects.toThrow('a posting sums to zero');
  });
});

describe('お客様（甲）から見た請求', () => {
  it('自分の請求書・PDF・入金・明細だけが見え、他の組織のものは存在しないのと同じ', async () => {
    const mine = await invoiced({ clientName: '見える会' });
    const other = await invoiced({ clientName: '見えない会' });
    const client = await clientPerson(world, mine.fixture, { name: '緑川 薫', email: 'keiri@mieru.example', role: 'accounting' });
    const list = await client.do(billingRoutes.invoices);
    expect(new Set(list.items.map(({ clientId }) => clientId))).toEqual(new Set([mine.fixture.clientId]));
    expect(await view(mine.invoice.id, client)).toMatchObject({ number: mine.invoice.number, bankAccount: { accountNumber: '1234567' } });
    expect((await client.try(billingRoutes.invoicePdf, { params: { invoiceId: mine.invoice.id } })).status).toBe(200);
    for (const route of [billingRoutes.invoice, billingRoutes.invoicePdf, billingRoutes.receiptPdf]) expect((await client.try(route, { params: { invoiceId: other.invoice.id } })).status).toBe(404);
    const query = { clientId: other.fixture.clientId, from: shift(today, -60), to: today };
    expect(await client.do(billingRoutes.statement, { query })).toEqual({ openingYen: 0, closingYen: 0, items: [] });
    expect((await client.try(billingRoutes.run, { body: {} })).status).toBe(404);
    expect((await client.do(billingRoutes.transferAccounts, { params: { clientId: mine.fixture.clientId } })).own).toMatchObject({ accountNumber: '1234567' });
    expect((await client.try(billingRoutes.invoice, { params: { invoiceId: mine.invoice.id }, query: { explain: '1' } })).body.explanations?.map(({ article }) => article)).toEqual(['第11条2項(2)', '第11条1項', '第11条']);
  });

  it('振込先の変更には本人確認が要り、変わると請求の送付先に知らせ、変更日と前の口座が残る（D16、D35）', async () => {
    const { fixture } = await invoiced({ clientName: '口座の会' });
    await world.sql(`update hoshu.client set invoice_recipients = array['keiri@koza.example'], version = version + 1 where id = $1`, [fixture.clientId]);
    const change = { body: { bankCode: '0010', bankName: 'りそな銀行', branchCode: '234', branchName: 'なにわ支店', accountType: 'futsu' as const, accountNumber: '7654321', holderKana: 'カ）アオバセイサク' }, key: 'change-of-account-1' };
    await world.sql('update identity.session set stepped_up_until = null');
    expect(await owner.try(companyRoutes.saveBankAccount, change)).toMatchObject({ status: 403, problem: { code: 'step_up_required' } });
    expect((await owner.do(companyRoutes.bankAccounts)).items).toHaveLength(1);
    await owner.do(identityRoutes.stepUp, { body: { password } });
    await owner.do(companyRoutes.saveBankAccount, change);
    await world.drain();
    const mail = world.mail.last('keiri@koza.example', '振込先の変更');
    expect(mail.text).toContain('りそな銀行 なにわ支店（口座番号の末尾 321）');
    expect(mail.text).not.toContain('7654321');
    expect(await owner.do(billingRoutes.transferAccounts, { params: { clientId: fixture.clientId } })).toMatchObject({ own: { accountNumber: '7654321' }, ownBefore: { accountNumber: '1234567' }, ownSinceOn: today, virtual: null });
  });
});
