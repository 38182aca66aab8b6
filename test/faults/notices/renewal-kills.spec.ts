import { addDays, localDate } from '@hoshu/domain';
import { concludedContract, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { Gate } from '../support/gate.js';
import { Worker } from '../support/worker.js';

jest.setTimeout(300_000);

const contracts = 6;
/** The queue's four hands and the poll: so many mails can be between the server's answer and the record. */
const mailsAtOnce = 5;
/** Where the worker is stopped, in the order in which it renews: a kill in each of them falls into a contract of its own. */
const renewing: readonly (readonly [string, string, string])[] = [
  ['the decision of the old term is being closed', 'hoshu.renewal_decision', 'true'],
  ['the new term is being written', 'hoshu.contract_term', 'true'],
  ['the audit event of the renewal', 'audit.event', `new.type = 'contract.renewed'`],
  ['the second of the two mails is being handed over', 'platform.outbox', `new.payload->>'template' = 'notices.renewed' and new.payload->>'to' = 'tsuchi@aoba.example'`],
];
const mailing: readonly (readonly [string, string, string])[] = [['the mail server has accepted, the record of it is not written', 'hoshu.mail_delivery', `new.template = 'notices.renewed'`]];

let world: World;
let gate: Gate;
let firstLastOn = '';
beforeAll(async () => {
  world = await startWorld();
  gate = new Gate(world);
  await gate.build();
  const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  const today = localDate(await world.today());
  firstLastOn = addDays(today, 5);
  for (let index = 0; index < contracts; index += 1) await concludedContract(world, { owner, clientName: `株式会社取引先${index}`, concludedOn: addDays(today, -20), lastOn: firstLastOn, number: `HS-${index}` });
  // Invoices have kills of their own; here only the terms are at work.
  await world.sql(`update hoshu.contract set billing_starts_on = date '2200-01-01', version = version + 1`);
});
afterAll(() => world.close());

/** Time passes without any worker. */
const pass = (days: number) => world.sql('update platform.clock set offset_ms = offset_ms + $1::bigint * 86400000', [days]);
// A killed worker's rows wait out their lease of two minutes, and failed ones their pause; here that time has passed.
const passLease = () => world.sql('update platform.outbox set claimed_until = null, not_before = least(not_before, now()) where done_at is null');
const count = async (sql: string): Promise<number> => (await world.sql<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? 0;
const isIdle = async () => (await count('platform.outbox where done_at is null and dead_at is null')) === 0;

async function killAt([step, table, condition]: readonly [string, string, string]): Promise<string> {
  await gate.shut(table, condition);
  const worker = new Worker(world);
  await worker.until(() => gate.isReached());
  await worker.kill();
  await gate.open();
  await passLease();
  return step;
}

async function finish(terms: number): Promise<void> {
  const last = new Worker(world);
  await last.until(async () => (await count('hoshu.contract_term')) === contracts * terms && (await isIdle()));
  expect(await last.stop()).toBe(0);
}

/** What is lost or doubled after `terms` terms and `messages` sets of mails; empty when all is right. `kills` of them fell between the server's 250 and the record. */
async function problems({ terms, messages, kills }: { terms: number; messages: number; kills: number }): Promise<string[]> {
  const each: readonly (readonly [string, string, number])[] = [
    ['term', 'select contract_id::text || number from hoshu.contract_term', contracts * terms],
    ['closed decision', `select contract_id::text || term_number from hoshu.renewal_decision where outcome = 'renewed'`, contracts * (terms - 1)],
    ['audit event', `select stream || (canon::jsonb->'data'->>'termNumber') from audit.event where type = 'contract.renewed'`, contracts * (terms - 1)],
    ['mail to send', `select (payload->>'subjectRef') || (payload->>'to') || (payload->'data'->>'startsOn') from platform.outbox where payload->>'template' = 'notices.renewed'`, contracts * 2 * messages],
    ['accepted mail on record', `select id::text from hoshu.mail_delivery where template = 'notices.renewed' and accepted`, contracts * 2 * messages],
  ];
  const found: string[] = [];
  for (const [name, sql, wanted] of each) {
    const groups = await world.sql<{ key: string; n: number }>(`select key, count(*)::int as n from (${sql}) x (key) group by key`);
    if (groups.length !== wanted) found.push(`${name}: ${groups.length} instead of ${wanted}`);
    found.push(...groups.filter(({ n }) => n !== 1).map(({ key, n }) => `${name}: ${key} ${n} times`));
  }
  const gaps = await world.sql<{ id: string }>(`select t.contract_id as id from hoshu.contract_term t join hoshu.contract_term p on p.contract_id = t.contract_id and p.number = t.number - 1 where t.starts_on <> p.last_on + 1`);
  found.push(...gaps.map(({ id }) => `terms of ${id} do not follow each other`));
  const ids = world.mail.mails.filter(({ subject }) => subject.startsWith('契約が更新されました')).map(({ messageId }) => messageId);
  // SMTP knows no transaction: a worker that dies after the 250 sends that mail again, under the same Message-ID.
  if (new Set(ids).size !== contracts * 2 * messages) found.push(`mails: ${new Set(ids).size} instead of ${contracts * 2 * messages}`);
  if (ids.length - new Set(ids).size > kills * mailsAtOnce) found.push(`mails: ${ids.length - new Set(ids).size} repeated after ${kills} kills`);
  return found;
}

describe('T6 第17条2項 更新の途中での kill -9', () => {
  it('どの段階で殺しても、次の期間はちょうど一つ、お知らせは双方に一組だけ（F113）', async () => {
    await pass(7);
    const stopped: string[] = [];
    for (const step of [...renewing, ...mailing]) stopped.push(await killAt(step));
    await finish(2);
    expect({ stopped: stopped.length, problems: await problems({ terms: 2, messages: 1, kills: mailing.length }) }).toEqual({ stopped: renewing.length + mailing.length, problems: [] });
  });

  it('何年も止まっていたあとの追いつきの途中で殺しても、期間は抜けず重ならず、お知らせは一組（F113）', async () => {
    // The second and the third term have passed and the fourth runs: two are missing, and the kill falls between them.
    await pass(800);
    await killAt(['the second of two missing terms', 'hoshu.contract_term', 'new.number = 4']);
    expect(await count('hoshu.contract_term where number > 2')).toBeLessThan(contracts * 2);
    await finish(4);
    expect(await problems({ terms: 4, messages: 2, kills: mailing.length })).toEqual([]);
  });

  it('検査そのものの検査：期間やお知らせを足すか消すと、見つかる', async () => {
    const broken: readonly (readonly [string, RegExp])[] = [
      [`delete from hoshu.contract_term where id = (select id from hoshu.contract_term where number = 3 limit 1)`, /^term: /],
      [`insert into platform.outbox (tenant_id, kind, payload, done_at) select tenant_id, kind, payload, now() from platform.outbox where payload->>'template' = 'notices.renewed' limit 1`, /^mail to send: .* 2 times/],
      [`delete from hoshu.mail_delivery where id = (select id from hoshu.mail_delivery where template = 'notices.renewed' limit 1)`, /^accepted mail on record/],
    ];
    for (const [sql, pattern] of broken) {
      await world.sql(`begin; set local session_replication_role = replica; ${sql}; commit`);
      expect([sql, (await problems({ terms: 4, messages: 2, kills: 1 })).some((problem) => pattern.test(problem))]).toEqual([sql, true]);
    }
  });
});
