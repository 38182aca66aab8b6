import { contractRoutes, noticeRoutes } from '@hoshu/api-schema';
import { concludedContract, fillCompany, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { scan } from '../api/signing-support.js';
import { balances, beginOn, invoicesOf, moveWithoutWork } from './support.js';

jest.setTimeout(180_000);
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const email = 'keiri@kita.example';

/*
 *  2031            2032
 *  12/20   12/31 │ 1月      2月      3/25        4/1   5/1   5/10      6/1    6/19   7/1    8/2
 *   │            │                    │           │     │     │         │      │      │      │
 *  締結          │ ← 処理が止まる →   再開        3月分 4月分 第17条の   5月分  満了   6月分  以後
 *  6か月契約     │   （96日）         3件まとめず                書面が到達        ＝終了  日割り なし
 */
describe('第11条・第17条 止まっていた処理の追いつきと、書面による終了', () => {
  it('三か月止まっても、月ごとに一件ずつ請求し、二度目は何も増えない。終了通知が間に合えば更新しない', async () => {
    await beginOn(world, '2031-12-20');
    const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
    await fillCompany(owner);
    // 12/20 0時に始まる6か月：2032-06-19 まで
    const fixture = await concludedContract(world, { owner, clientName: '株式会社きた', concludedOn: '2031-12-20', lastOn: '2032-06-19', terms: { feeYen: 55_000, dueDay: 31 } });
    await world.sql('update hoshu.client set invoice_recipients = array[$2], version = version + 1 where id = $1', [fixture.clientId, email]);
    const seen = async () => (await invoicesOf(owner, fixture.contractId)).map((row) => [row.number, row.supplyFirstOn, row.supplyLastOn, row.issuedOn, row.dueOn, row.totalYen]);

    // 12/20 + 96日 ＝ 2032-03-25（12月は残り11日、1月31日、2月29日、3月25日）
    await moveWithoutWork(world, 96);
    expect(await world.today()).toBe('2032-03-25');
    expect(await seen()).toEqual([]);
    await world.app.get(DueTasks).runAll();
    await world.drain();
    const missed = [
      // 12/20〜12/31 の12日：55,000 × 12 ÷ 31 ＝ 21,290.32… → 21,290。もとの期日 2/2、3/1 は過ぎたので、次の期日 3/31（遅れは乙の都合）
      ['INV-203203-0001', '2031-12-20', '2031-12-31', '2032-03-25', '2032-03-31', 21_290],
      ['INV-203203-0002', '2032-01-01', '2032-01-31', '2032-03-25', '2032-03-31', 55_000],
      // 2月分の期日はもともと 3/31
      ['INV-203203-0003', '2032-02-01', '2032-02-29', '2032-03-25', '2032-03-31', 55_000],
    ];
    expect(await seen()).toEqual(missed);
    for (let turn = 0; turn < 2; turn += 1) await world.app.get(DueTasks).runAll();
    await world.drain();
    expect(await seen()).toEqual(missed);

    // 満了 6/19 の30日前 ＝ 5/20 までに到達した書面（第17条2項）
    await world.advanceTo('2032-05-10');
    const { fileId } = await owner.do(noticeRoutes.uploadScan, { params: fixture, upload: { bytes: scan, name: '終了通知書.pdf', type: 'application/pdf' } });
    const notice = await owner.do(noticeRoutes.registerPaper, { params: fixture, body: {
      noticeId: null, giverParty: 'client', giverName: '北 一郎', article: 17, requestedEnd: null, text: '', scanFileId: fileId, postedOn: '2032-05-08', deliveredOn: '2032-05-10', refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null,
    } });
    expect(notice).toMatchObject({ status: 'arrived', arrivedOn: '2032-05-10', deadlineOn: '2032-05-20', end: { lastOn: '2032-06-19', basis: '17', withdrawnReason: null } });

    await world.advanceTo('2032-08-02');
    expect(await seen()).toEqual([
      ...missed,
      ['INV-203204-0004', '2032-03-01', '2032-03-31', '2032-04-01', '2032-04-30', 55_000],
      ['INV-203205-0005', '2032-04-01', '2032-04-30', '2032-05-01', '2032-05-31', 55_000],
      ['INV-203206-0006', '2032-05-01', '2032-05-31', '2032-06-01', '2032-06-30', 55_000],
      // 6/1〜6/19 の19日：55,000 × 19 ÷ 30 ＝ 34,833.33… → 34,833。7/31 は土曜、8/1 は日曜 → 8/2（月）
      ['INV-203207-0007', '2032-06-01', '2032-06-19', '2032-07-01', '2032-08-02', 34_833],
    ]);
    expect((await owner.do(contractRoutes.get, { params: fixture })).status).toBe('ended');
    expect(await world.sql('select number from hoshu.contract_term where contract_id = $1', [fixture.contractId])).toEqual([{ number: 1 }]);
    // 売掛金 ＝ 売上 ＝ 21,290 + 55,000 × 5 + 34,833 ＝ 331,123（まだ入金はない）
    expect(await balances(world, fixture.clientId)).toEqual({ receivable: 331_123, revenue: -331_123 });
    expect(world.mail.mails.filter(({ to, subject }) => to === email && subject.startsWith('請求書 ')).map(({ subject }) => subject.slice(4, 19))).toEqual((await seen()).map(([number]) => number));
  });
});
