import { auditRoutes, billingRoutes, contractRoutes, noticeRoutes, reportRoutes, signingRoutes } from '@hoshu/api-schema';
import { Person, createClient, createDraft, createSite, startWorld, type World } from '@hoshu/testing';
import { verifyStream, type StoredEvent } from '../../apps/api/src/modules/audit/index.js';
import { enter, registerBody, represent, send, sign, signingStage } from '../api/signing-support.js';
import { balances, beginOn, invoicesOf, reportMonth, type InvoiceRow } from './support.js';

jest.setTimeout(240_000);
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

/*
 * 契約1：甲＝みどり会。月額55,000円（税込）、後払い、月末払い（銀行休業日は翌営業日）、初回期間12か月、通知30日、秘密保持3年。
 *
 *  2031                                                    2032
 *  3/10    4/1  …  8/1   8/12     10/1  10/2   11/1  11/5  │ 3/10   3/11    3/15      4/14   5/1     6/1
 *   │       │       │     │        │     │      │     │    │  │      │       │         │      │       │
 *  両者     毎月1   6月分  6月分    8月分  差額   10月分 取消  │ 満了   更新    甲の解約   終了   最後の  請求は
 *  署名     日に    期限   遅れて   660円  放棄   を発行 再発行│        1回    通知・到達  24:00  請求    もうない
 *           請求    超過   入金     不足                       │
 *   ├─────────── 第1期（初日不算入：3/11から12か月 → 翌年3/10）──────────┼─ 第2期 ─────────┤… 秘密保持 → 2035/4/14
 *
 * 契約2：甲＝さくら堂。2032/2/10から、月額30,000円（税抜）、当月払い、25日。終わらない。番号の通し（欠番なし）と、他社の終了に影響されないことを見る。
 */
interface Served { readonly month: string; readonly yen: number; readonly issuedOn: string; readonly dueOn: string; readonly paidOn: string; readonly paidYen: number }

// 請求日：翌月1日。期日：翌月末日。土・日・祝日・12/31〜1/3 は翌営業日（R09）。
const served: readonly Served[] = [
  // 3/10〜3/31 の22日。55,000 × 22 ÷ 31 ＝ 39,032.25… → 39,032（切捨て）
  { month: '2031-03', yen: 39_032, issuedOn: '2031-04-01', dueOn: '2031-04-30', paidOn: '2031-04-30', paidYen: 39_032 },
  // 5/31 は土曜、6/1 は日曜 → 6/2（月）
  { month: '2031-04', yen: 55_000, issuedOn: '2031-05-01', dueOn: '2031-06-02', paidOn: '2031-06-02', paidYen: 55_000 },
  { month: '2031-05', yen: 55_000, issuedOn: '2031-06-01', dueOn: '2031-06-30', paidOn: '2031-06-30', paidYen: 55_000 },
  // 遅れた入金：期日7/31、入金8/12
  { month: '2031-06', yen: 55_000, issuedOn: '2031-07-01', dueOn: '2031-07-31', paidOn: '2031-08-12', paidYen: 55_000 },
  // 8/31 は日曜 → 9/1（月）
  { month: '2031-07', yen: 55_000, issuedOn: '2031-08-01', dueOn: '2031-09-01', paidOn: '2031-09-01', paidYen: 55_000 },
  // 振込手数料660円を差し引いた入金：55,000 − 660 ＝ 54,340
  { month: '2031-08', yen: 55_000, issuedOn: '2031-09-01', dueOn: '2031-09-30', paidOn: '2031-09-30', paidYen: 54_340 },
  { month: '2031-09', yen: 55_000, issuedOn: '2031-10-01', dueOn: '2031-10-31', paidOn: '2031-10-31', paidYen: 55_000 },
  // 11/30 は日曜 → 12/1（月）。11/5 に取り消して再発行する
  { month: '2031-10', yen: 55_000, issuedOn: '2031-11-01', dueOn: '2031-12-01', paidOn: '2031-12-01', paidYen: 55_000 },
  // 12/31〜1/3 は銀行休業、1/3 土曜、1/4 日曜 → 1/5（月）
  { month: '2031-11', yen: 55_000, issuedOn: '2031-12-01', dueOn: '2032-01-05', paidOn: '2032-01-05', paidYen: 55_000 },
  // 1/31 は土曜 → 2/2（月）
  { month: '2031-12', yen: 55_000, issuedOn: '2032-01-01', dueOn: '2032-02-02', paidOn: '2032-02-02', paidYen: 55_000 },
  // うるう年：2/29 は日曜 → 3/1（月）
  { month: '2032-01', yen: 55_000, issuedOn: '2032-02-01', dueOn: '2032-03-01', paidOn: '2032-03-01', paidYen: 55_000 },
  { month: '2032-02', yen: 55_000, issuedOn: '2032-03-01', dueOn: '2032-03-31', paidOn: '2032-03-31', paidYen: 55_000 },
  // 更新（3/11）は月の境ではない：3月分は1件、全額（D30）
  { month: '2032-03', yen: 55_000, issuedOn: '2032-04-01', dueOn: '2032-04-30', paidOn: '2032-04-30', paidYen: 55_000 },
  // 4/1〜4/14 の14日。55,000 × 14 ÷ 30 ＝ 25,666.66… → 25,666（切捨て）
  { month: '2032-04', yen: 25_666, issuedOn: '2032-05-01', dueOn: '2032-05-31', paidOn: '2032-05-31', paidYen: 25_666 },
];
const late = served[3] as Served;
const short = served[5] as Served;
const reissued = served[7] as Served;

// 通し番号：契約1の i 件目（0から）は i + 1。再発行（i = 7 の後）が 0009 をとるので、i ≥ 8 では i + 2。
//   契約2の2月分が 2/11 に 0013 をとる。以後は毎月1日に「契約1の前月分」「契約2の当月分」の順（対象期間の早い順）：
//   3/1 は 0014・0015、4/1 は 0016・0017、5/1 は 0018・0019、6/1 は契約2だけの 0020。合計 14 + 1 + 5 ＝ 20件。
const sequenceOf = (index: number): number => (index < 8 ? index + 1 : index < 11 ? index + 2 : 14 + 2 * (index - 11));
const numberOf = (index: number): string => `INV-${(served[index] as Served).issuedOn.slice(0, 7).replace('-', '')}-${String(sequenceOf(index)).padStart(4, '0')}`;
const replacementNumber = 'INV-203111-0009';
const invoiceCount = 20;

describe('第11条・第17条・第18条 十四か月', () => {
  it('毎月の請求・入金・報告、ひとりでの更新、甲の解約、日割りの最後の月、三年の存続', async () => {
    await beginOn(world, '2031-03-10');
    const { owner, client, contractId, clientId, vendorName } = await conclude();
    let otherContractId = '';
    const invoice = async (month: string): Promise<InvoiceRow> => {
      const row = (await invoicesOf(owner, contractId)).find((entry) => entry.supplyFirstOn.startsWith(month) && entry.status !== 'void');
      if (!row) throw new Error(`no invoice of ${month}`);
      return row;
    };
    const previousUnpaid = async (month: string) => (await owner.do(billingRoutes.invoice, { params: { invoiceId: (await invoice(month)).id } })).previousUnpaid;

    const steps: Step[] = served.flatMap((month, index) => [
      { on: month.issuedOn, act: async () => {
        const row = await invoice(month.month);
        expect(row).toMatchObject({ number: numberOf(index), issuedOn: month.issuedOn, dueOn: month.dueOn, totalYen: month.yen, paidYen: 0, status: 'unpaid', hasPdf: true });
        expect(world.mail.last(client.email, row.number).attachments.map((file) => file.contentType)).toEqual(['application/pdf']);
      } },
      { on: month.paidOn, act: async () => {
        const { id } = await invoice(month.month);
        await owner.do(billingRoutes.recordPayment, { body: { clientId, paidOn: month.paidOn, amountYen: month.paidYen, payerName: 'イ）ミドリカイ', note: '', allocations: [{ invoiceId: id, amountYen: month.paidYen }] } });
        await world.drain();
        expect((await invoice(month.month)).status).toBe(month === short ? 'fee_difference' : 'paid');
      } },
    ]);
    // 第3条：翌月の最初の銀行営業日に下書きができる。5/1〜5/5 は2032年では土・日・祝・祝・祝 → 5/6。
    const reportDays: readonly [string, string][] = [
      ['2031-03', '2031-04-01'], ['2031-04', '2031-05-01'], ['2031-05', '2031-06-02'], ['2031-06', '2031-07-01'], ['2031-07', '2031-08-01'], ['2031-08', '2031-09-01'], ['2031-09', '2031-10-01'],
      ['2031-10', '2031-11-04'], ['2031-11', '2031-12-01'], ['2031-12', '2032-01-05'], ['2032-01', '2032-02-02'], ['2032-02', '2032-03-01'], ['2032-03', '2032-04-01'], ['2032-04', '2032-05-06'],
    ];
    steps.push(...reportDays.map(([month, on]) => ({ on, act: async () => expect(await reportMonth({ owner, client }, contractId, month)).toBe('acknowledged') })));
    steps.push(...turningPoints({ owner, client, contractId, vendorName, invoice, previousUnpaid, other: (id) => { otherContractId = id; } }));
    for (const { on, act } of steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
      await world.advanceTo(on);
      await act();
    }

    await everyInvoiceOnce(owner, { contractId, clientId, otherContractId });
    await everyMailOnce(client.email);
    await oneRenewalAndOneStory(owner, contractId);
  });
});

interface Step { readonly on: string; readonly act: () => Promise<void> }
interface Plot {
  readonly owner: Person; readonly client: Person; readonly contractId: string; readonly vendorName: string; readonly other: (contractId: string) => void;
  readonly invoice: (month: string) => Promise<InvoiceRow>; readonly previousUnpaid: (month: string) => Promise<readonly { number: string; dueOn: string; amountYen: number }[]>;
}

/** What happens besides the monthly round: each day with what must be true on it. */
function turningPoints({ owner, client, contractId, vendorName, invoice, previousUnpaid, other }: Plot): Step[] {
  return [
    // 期日の翌日に期限超過。同じ日の請求書に前回未入金として載る（D14）
    { on: '2031-08-01', act: async () => {
      expect(await invoice(late.month)).toMatchObject({ status: 'overdue', overdue: true, remainingYen: 55_000 });
      expect(await previousUnpaid('2031-07')).toEqual([{ number: numberOf(3), dueOn: '2031-07-31', amountYen: 55_000 }]);
    } },
    // 第11条3項：不足660円は手数料差額。次の請求書に前回未入金660円、放棄で完済
    { on: '2031-10-02', act: async () => {
      expect(await previousUnpaid('2031-09')).toEqual([{ number: numberOf(5), dueOn: '2031-09-30', amountYen: 660 }]);
      await owner.do(billingRoutes.waiveDifference, { params: { invoiceId: (await invoice(short.month)).id }, body: { reason: '少額のため請求しない' } });
      expect(await invoice(short.month)).toMatchObject({ status: 'paid', paidYen: 55_000, remainingYen: 0 });
    } },
    // 取消と再発行：番号は消えず、新しい番号が古い番号を名のる
    { on: '2031-11-05', act: async () => {
      const { id } = await invoice(reissued.month);
      const { replacementId } = await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: id }, body: { reason: '部署名の誤り', reissue: true } });
      await world.drain();
      const replacement = await owner.do(billingRoutes.invoice, { params: { invoiceId: replacementId ?? '' } });
      expect(replacement).toMatchObject({ number: replacementNumber, replacesNumber: numberOf(7), issuedOn: '2031-11-05', dueOn: '2031-12-01', totalYen: 55_000, hasPdf: true });
      expect(await owner.do(billingRoutes.invoice, { params: { invoiceId: id } })).toMatchObject({ status: 'void', replacedByNumber: replacementNumber, voided: { on: '2031-11-05', reason: '部署名の誤り' } });
      expect((await owner.try(billingRoutes.voidInvoice, { params: { invoiceId: id }, body: { reason: '二度目', reissue: true } })).problem.code).toBe('invoice_already_void');
    } },
    { on: '2032-02-10', act: async () => { other(await concludeOther(owner)); } },
    { on: '2032-03-10', act: async () => expect(await client.do(noticeRoutes.deadlines, { params: { contractId } })).toMatchObject({ termNumber: 1, termLastOn: '2032-03-10' }) },
    // 第17条2項：満了の翌日0時に、同じ12か月で更新される
    { on: '2032-03-11', act: async () => expect(await client.do(noticeRoutes.deadlines, { params: { contractId } })).toMatchObject({ status: 'in_force', termNumber: 2, termStartsOn: '2032-03-11', termLastOn: '2033-03-10' }) },
    // 第18条：3/15 に到達、3/16 を1日目として30日目は 4/14
    { on: '2032-03-15', act: async () => {
      const given = await client.do(noticeRoutes.give, { params: { contractId }, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: vendorName } });
      await world.drain();
      expect(await client.do(noticeRoutes.get, { params: { noticeId: given.id } })).toMatchObject({ status: 'arrived', arrivedOn: '2032-03-15', end: { lastOn: '2032-04-14', basis: '18' } });
    } },
    { on: '2032-04-14', act: async () => expect((await owner.do(contractRoutes.get, { params: { contractId } })).status).toBe('ending') },
    { on: '2032-04-15', act: async () => {
      expect((await owner.do(contractRoutes.get, { params: { contractId } })).status).toBe('ended');
      // 第13条2項：終了の翌日 2032-04-15 から3年 → 2035-04-14
      expect((await client.do(noticeRoutes.deadlines, { params: { contractId } })).survival).toMatchObject({ lastOn: '2035-04-14', isForecast: false });
    } },
    { on: '2032-06-02', act: async () => undefined },
  ];
}

/** Contract 1, signed by both on the screen; 甲 joins the portal by the mail it got. */
async function conclude() {
  const stage = await signingStage(world, { overrides: { dueDay: 31 } });
  await send(stage);
  const signer = await enter(stage);
  await represent(stage, signer);
  await sign(stage, signer);
  const view = await sign(stage, stage.owner);
  expect(view.conclusion).toMatchObject({ concludedOn: '2031-03-10', method: 'electronic' });
  const client = await new Person(world, '緑川 薫', stage.signerEmail).acceptInvitation();
  const { clientId } = await stage.owner.do(contractRoutes.get, { params: { contractId: stage.contractId } });
  return { owner: stage.owner, client, contractId: stage.contractId, clientId, vendorName: stage.companyName };
}

/** Contract 2, signed on paper and registered by its scan. */
async function concludeOther(owner: Person): Promise<string> {
  const clientId = await createClient(owner, { companyName: '株式会社さくら堂', contactEmail: 'sakura@client.example' });
  const siteId = await createSite(owner, clientId, 'https://sakura.example/');
  const contractId = await createDraft(owner, { clientId, siteId, startOn: '2032-02-10', overrides: { feeYen: 30_000, taxMode: 'exclusive', timing: 'sameMonth', dueDay: 25 } });
  await owner.do(signingRoutes.register, { params: { contractId }, body: await registerBody({ world, owner, contractId, signerEmail: 'sakura@client.example', companyName: '' }, '2032-02-10') });
  return contractId;
}

async function everyInvoiceOnce(owner: Person, of: { contractId: string; clientId: string; otherContractId: string }): Promise<void> {
  const mine = await invoicesOf(owner, of.contractId);
  const expected = served.flatMap((month, index) => [
    { supply: month.month, number: numberOf(index), totalYen: month.yen, dueOn: month.dueOn, status: month === reissued ? 'void' : 'paid' },
    ...(month === reissued ? [{ supply: month.month, number: replacementNumber, totalYen: month.yen, dueOn: month.dueOn, status: 'paid' }] : []),
  ]);
  expect(mine.map((row) => ({ supply: row.supplyFirstOn.slice(0, 7), number: row.number, totalYen: row.totalYen, dueOn: row.dueOn, status: row.status }))).toEqual(expected);
  expect([mine[0]?.supplyFirstOn, mine.at(-1)?.supplyLastOn]).toEqual(['2031-03-10', '2032-04-14']);
  const others = await invoicesOf(owner, of.otherContractId);
  // 2/10〜2/29 の20日：30,000 × 20 ÷ 29 ＝ 20,689.65… → 20,689（税抜）、税 2,068.9 → 2,068、税込 22,757。ほかの4件は 30,000 + 3,000
  expect(others.map((row) => row.totalYen)).toEqual([22_757, 33_000, 33_000, 33_000, 33_000]);
  const sequence = [...mine, ...others].map((row) => Number(row.number.slice(-4))).sort((a, b) => a - b);
  expect(sequence).toEqual(Array.from({ length: invoiceCount }, (_, index) => index + 1));
  // 売上 39,032 + 55,000 × 12 + 25,666 ＝ 724,698。入金はそこから660円少なく、差額は手数料差額
  expect(await balances(world, of.clientId)).toEqual({ 'cash:own': 724_038, fee_difference: 660, revenue: -724_698 });
  const [total] = await world.sql<{ yen: string }>('select sum(amount_yen) as yen from hoshu.ledger_entry');
  expect(Number(total?.yen)).toBe(0);
  // もう一度走らせても何も増えない
  expect(await owner.do(billingRoutes.run, { body: {} })).toEqual({ issuedNumbers: [], parked: 0 });
}

async function everyMailOnce(clientEmail: string): Promise<void> {
  const subjects = world.mail.mails.filter(({ to }) => to === clientEmail).map(({ subject }) => subject.split('｜')[0] ?? '');
  const invoices = subjects.filter((subject) => subject.startsWith('請求書 '));
  expect(invoices).toEqual(served.flatMap((month, index) => [numberOf(index), ...(month === reissued ? [replacementNumber] : [])]).map((number) => `請求書 ${number} のお知らせ`));
  expect(subjects.filter((subject) => subject.includes('契約が更新されました'))).toHaveLength(1);
  expect(subjects.filter((subject) => subject.includes('契約が終了しました'))).toHaveLength(1);
  expect(new Set(world.mail.mails.map(({ messageId, to }) => `${messageId} ${to}`)).size).toBe(world.mail.mails.length);
}

async function oneRenewalAndOneStory(owner: Person, contractId: string): Promise<void> {
  const reports = (await owner.do(reportRoutes.list, { query: { contractId, limit: '50' } })).items;
  expect(reports.map(({ month, state }) => `${month} ${state}`).sort()).toEqual(served.map(({ month }) => `${month} acknowledged`));
  const terms = await world.sql(`select number, to_char(starts_on, 'YYYY-MM-DD') as "from", to_char(last_on, 'YYYY-MM-DD') as "to" from hoshu.contract_term where contract_id = $1 order by number`, [contractId]);
  expect(terms).toEqual([{ number: 1, from: '2031-03-10', to: '2032-03-10' }, { number: 2, from: '2032-03-11', to: '2033-03-10' }]);
  const types: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await owner.do(auditRoutes.ofContract, { params: { contractId }, query: cursor ? { cursor } : {} });
    types.push(...page.items.map(({ type }) => type));
    cursor = page.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
  const count = (type: string) => types.filter((entry) => entry === type).length;
  expect(['contract.renewed', 'contract.end-decided', 'contract.ended', 'notice.given', 'notice.arrived', 'billing.invoice-voided', 'billing.difference-waived', 'billing.invoice-issued'].map(count)).toEqual([1, 1, 1, 1, 1, 1, 1, 15]);
  const events = await world.sql<StoredEvent>(`select seq::int as seq, canon, encode(leaf, 'hex') as leaf from audit.event where stream = $1 order by seq`, [`contract:${contractId}`]);
  expect(verifyStream(events)).toMatchObject({ ok: true, count: events.length });
}
