import { addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
import { concludedContract, fillCompany, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { Random, seed } from '../../security/support/random.js';
import { billingProblems, type Expected } from './invariants.js';
import { Worker } from '../support/worker.js';

jest.setTimeout(900_000);

const killCount = Number(process.env['HOSHU_KILLS'] ?? 20);
const contracts = 40;
const feeYen = 55_000;
// 40 contracts in a month make 40 each of charges, numbers, documents, notified invoices, and 80 mails on record: 240 steps.
const stepsPerMonth = contracts * 6;
const steps = `select ((select count(*) from hoshu.charge) + (select count(*) from hoshu.invoice where number is not null) + (select count(*) from hoshu.invoice where pdf_file_id is not null)
  + (select count(*) from hoshu.invoice where state = 'notified') + (select count(*) from hoshu.mail_delivery where template = 'billing.invoice'))::int as done`;

let world: World;
let months = 0;
beforeAll(async () => {
  world = await startWorld();
  const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  const today = localDate(await world.today());
  const begin = firstDayOf(addMonths(monthOf(today), 1));
  await moveTo(begin);
  for (let index = 0; index < contracts; index += 1) {
    await concludedContract(world, { owner, clientName: `株式会社取引先${index}`, concludedOn: begin, lastOn: firstDayOf(addMonths(monthOf(begin), 36)), number: `HS-${String(index).padStart(4, '0')}`, terms: { feeYen, dueDay: 31 } });
  }
  await world.sql(`update hoshu.client set invoice_recipients = array['keiri-' || id || '@client.example', 'somu-' || id || '@client.example'], version = version + 1`);
});
afterAll(() => world.close());

const done = async (): Promise<number> => (await world.sql<{ done: number }>(steps))[0]?.done ?? 0;
const idle = async (): Promise<boolean> => (await world.sql('select 1 from platform.outbox where done_at is null and dead_at is null limit 1')).length === 0;

/** Time passes without any worker: the next one finds what has fallen due. */
async function moveTo(day: string): Promise<void> {
  const days = Math.round((Date.parse(day) - Date.parse(await world.today())) / 86_400_000);
  await world.sql('update platform.clock set offset_ms = offset_ms + $1::bigint * 86400000', [days]);
}

// A killed worker's rows wait out their lease of two minutes, and failed ones their pause; here that time has passed.
const passLease = () => world.sql(`update platform.outbox set claimed_until = null, not_before = least(not_before, now()) where done_at is null`);

/** Makes sure that there is a run to be killed: every contract's next month falls due. */
async function someWork(): Promise<number> {
  if (months > 0 && ((await done()) < months * stepsPerMonth || !(await idle()))) return months * stepsPerMonth - (await done());
  months += 1;
  await moveTo(firstDayOf(addMonths(monthOf(localDate(await world.today())), 1)));
  return stepsPerMonth;
}

describe('T6 第11条 請求の途中での kill -9', () => {
  it(`${killCount}回殺しても、請求・番号・PDF・メール・仕訳に失われたものも二重のものもない`, async () => {
    const random = new Random(seed);
    const stoppedAt: number[] = [];
    while (stoppedAt.length < killCount) {
      const left = await someWork();
      const worker = new Worker(world);
      const from = await done();
      // The point is drawn over the work, not over the time: a slow machine is hit at the same places as a fast one.
      const target = Math.min(left, 1 + random.below(40));
      await worker.until(async () => (await done()) >= from + target);
      await new Promise((resolve) => setTimeout(resolve, random.below(60)));
      await worker.kill();
      stoppedAt.push(await done());
      await passLease();
    }
    const last = new Worker(world);
    await last.until(async () => (await done()) === months * stepsPerMonth && (await idle()));
    expect(await last.stop()).toBe(0);

    const expected: Expected = { contracts, months, recipients: 2, feeYen, kills: killCount };
    expect({ seed, stoppedAt, problems: await billingProblems(world, expected) }).toEqual({ seed, stoppedAt, problems: [] });
    // The kills really fell into unfinished runs.
    expect(stoppedAt.filter((at) => at % stepsPerMonth !== 0).length).toBeGreaterThanOrEqual(killCount / 2);
  });

  it('検査そのものの検査：一件足す、消す、ずらすと、どれも見つかる', async () => {
    const expected: Expected = { contracts, months, recipients: 2, feeYen, kills: 0 };
    const broken: readonly (readonly [string, RegExp])[] = [
      [`insert into hoshu.charge select (c).* from (select jsonb_populate_record(c, jsonb_build_object('id', uuidv7())) as c from hoshu.charge c limit 1) x`, /charge per contract and month/],
      [`delete from hoshu.mail_delivery where id = (select id from hoshu.mail_delivery where template = 'billing.invoice' limit 1)`, /accepted mail on record/],
      [`update hoshu.invoice set number = 'INV-209901-9999' where id = (select id from hoshu.invoice limit 1)`, /^number \d+ stands at/],
      [`update hoshu.ledger_entry set amount_yen = amount_yen + 1 where id = (select id from hoshu.ledger_entry limit 1)`, /^ledger/],
      [`update platform.outbox set done_at = null where id = (select id from platform.outbox limit 1)`, /^outbox/],
      [`update hoshu.invoice set pdf_sha256 = repeat('0', 64) where id = (select id from hoshu.invoice limit 1)`, /differs from its hash/],
    ];
    await world.sql('alter table hoshu.charge drop constraint charge_once');
    for (const [sql, pattern] of broken) {
      await world.sql(`begin; set local session_replication_role = replica; ${sql}; commit`);
      expect([sql, (await billingProblems(world, expected)).some((problem) => pattern.test(problem))]).toEqual([sql, true]);
    }
  });
});
