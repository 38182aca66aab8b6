import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { mailroomRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { concludedContract, type Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { createTransport } from 'nodemailer';
import { Gate } from '../support/gate.js';
import { Worker } from '../support/worker.js';

jest.setTimeout(300_000);

interface Sent { readonly number: string; readonly contractId: string; readonly sha256: string; readonly vendorEmail: string; readonly clientEmail: string }
let world: World;
let gate: Gate;
let owner: Person;
let today: string;
let port: number;
const heard: Sent[] = [];
const strangers: string[] = [];
const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-mail-kills-'));
beforeAll(async () => {
  // The senders have no DNS: nothing is waited for, and nothing is proved about them.
  const records = path.join(directory, 'dns.json');
  writeFileSync(records, '{}');
  world = await startWorld({ HOSHU_DNS_RECORDS: records });
  gate = new Gate(world);
  await gate.build();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  today = await world.today();
  port = await freePort();
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true });
});

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port: found } = probe.address() as net.AddressInfo;
    probe.close(() => resolve(found));
  });
});
const inbox = () => path.join(world.config.dataDirectory, 'inbox');
const waiting = (): string[] => readdirSync(inbox()).filter((name) => name !== 'unassigned');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const passLease = () => world.sql('update platform.outbox set claimed_until = null, not_before = least(not_before, now()) where done_at is null');
const count = async (sql: string): Promise<number> => (await world.sql<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? 0;
const isSettled = async () => waiting().length === 0 && (await count('platform.outbox where done_at is null and dead_at is null')) === 0;

async function listener(): Promise<Worker> {
  const process = new Worker(world, 'mail-in.js', { HOSHU_MAIL_IN_PORT: String(port) });
  await process.until(() => new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  }));
  return process;
}

const bytes = (from: string, to: string, subject: string): Buffer => Buffer.from(`From: ${from}\r\nTo: ${to}\r\nSubject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=\r\nMessage-ID: <${subject.length}-${createHash('sha256').update(from + subject).digest('hex').slice(0, 12)}@midori.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n第18条により解約します。\r\n`);
const handOver = (raw: Buffer, from: string, to: string) => createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true }).sendMail({ envelope: { from, to }, raw });

/** Another server's connection after it has said these lines, each after the answer to the one before. */
async function sender(lines: readonly string[]): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  // The last line of an answer has a space after its code.
  const answer = () => new Promise<void>((resolve) => {
    const look = (chunk: Buffer): void => {
      if (!/^\d{3} /m.test(chunk.toString())) return;
      socket.off('data', look);
      resolve();
    };
    socket.on('data', look);
  });
  await answer();
  for (const line of lines) {
    const answered = answer();
    socket.write(`${line}\r\n`);
    await answered;
  }
  return socket;
}

/** A contract of its own, its notice by mail, and the bytes of it. */
async function prepared(name: string): Promise<{ sent: Sent; raw: Buffer; to: string }> {
  const { annex } = sampleTerms();
  const [clientEmail, vendorEmail, number] = [`kou-${name}@midori.example`, `otsu-${name}@aoba.example`, `HS-${name.toUpperCase()}`];
  const terms: Partial<ContractTerms> = { annex: { ...annex, notices: { client: { ...annex.notices.client, email: clientEmail }, vendor: { ...annex.notices.vendor, email: vendorEmail } } } };
  const { contractId } = await concludedContract(world, { owner, concludedOn: addDays(localDate(today), -100), lastOn: addDays(localDate(today), 200), number, terms });
  const to = (await owner.do(mailroomRoutes.mails, { params: { contractId } })).address;
  const raw = bytes(clientEmail, to, '中途解約のご連絡');
  return { sent: { number, contractId, clientEmail, vendorEmail, sha256: createHash('sha256').update(raw).digest('hex') }, raw, to };
}
/** Hands a notice over and insists on the 250. */
async function notice(name: string): Promise<void> {
  const { sent, raw, to } = await prepared(name);
  expect((await handOver(raw, sent.clientEmail, to)).response).toContain(`sha256=${sent.sha256}`);
  heard.push(sent);
}

async function killWorkerAt(table: string, condition = 'true'): Promise<void> {
  await gate.shut(table, condition);
  const worker = new Worker(world);
  await worker.until(() => gate.isReached());
  await worker.kill();
  await gate.open();
  await passLease();
}

async function finish(): Promise<void> {
  const last = new Worker(world);
  await last.until(isSettled);
  expect(await last.stop()).toBe(0);
}

// Two notices were on their way when a worker died between the other server's answer and the record: each may go out again, under its Message-ID.
const mostRepeated = 2;
/** What is lost or doubled of the mails that heard 250; empty when all is right. */
async function problems(): Promise<string[]> {
  const found: string[] = [];
  const digests = heard.map(({ sha256 }) => sha256);
  const each: readonly (readonly [string, string, readonly string[]])[] = [
    ['kept mail', 'select sha256 from hoshu.received_mail', digests],
    ['notice', 'select content_hash from hoshu.notice', digests],
    ['arrival', 'select n.content_hash from hoshu.notice_delivery d join hoshu.notice n on n.id = d.notice_id where d.accepted', digests],
    ['end', 'select contract_id::text from hoshu.contract_end', heard.map(({ contractId }) => contractId)],
    ['case of the desk', 'select contract_number from support.notice_case', heard.map(({ number }) => number)],
    ['mail at the desk', 'select sha256 from platform.unassigned_mail', strangers],
    ['acknowledgement', `select payload->'data'->>'sha256' from platform.outbox where payload->>'template' = 'mailroom.acknowledged'`, [...digests, ...strangers]],
  ];
  for (const [name, sql, wanted] of each) {
    const keys = (await world.sql<{ key: string }>(`select key from (${sql}) x (key)`)).map(({ key }) => key);
    for (const key of new Set([...keys, ...wanted])) {
      const [has, should] = [keys.filter((entry) => entry === key).length, wanted.includes(key) ? 1 : 0];
      if (has !== should) found.push(`${name}: ${key} ${has} times instead of ${should}`);
    }
  }
  const forwarded = world.mail.mails.filter(({ subject }) => subject.startsWith('【解約通知】'));
  for (const { vendorEmail } of heard) {
    const ids = forwarded.filter(({ to }) => to === vendorEmail).map(({ messageId }) => messageId);
    if (new Set(ids).size !== 1) found.push(`forwarded to ${vendorEmail}: ${new Set(ids).size} different mails`);
  }
  if (forwarded.length - heard.length > mostRepeated) found.push(`${forwarded.length - heard.length} mails went out again`);
  const left = waiting();
  if (left.length > 0) found.push(`left in the folder: ${left.join(', ')}`);
  return found;
}

describe('T6 第18条 通知アドレスの受信の途中での kill -9（D7）', () => {
  it('250 を返した直後に受信係が死んでも、取込みのどの段階で処理係が死んでも、通知は一つだけ登録され、一度だけ到達する', async () => {
    let smtp = await listener();
    await notice('answered');
    await smtp.kill();
    smtp = await listener();
    await killWorkerAt('hoshu.received_mail');
    await killWorkerAt('hoshu.notice');
    await notice('acknowledged');
    await killWorkerAt('platform.outbox', `new.payload->>'template' = 'mailroom.acknowledged'`);
    // The other side's server has accepted the forwarded mail; that it has is not on record yet.
    await killWorkerAt('hoshu.notice_delivery');
    await finish();
    expect(await problems()).toEqual([]);
    await smtp.kill();
  });

  it('登録のあと、受信箱から消す前に死んだときは、同じメールをもう一度読んでも登録は増えない', async () => {
    const smtp = await listener();
    const before = new Set(waiting());
    await notice('again');
    const files = waiting().filter((name) => !before.has(name));
    expect(files.map((name) => path.extname(name)).sort()).toEqual(['.eml', '.json']);
    const aside = path.join(directory, 'aside');
    mkdirSync(aside);
    for (const name of files) copyFileSync(path.join(inbox(), name), path.join(aside, name));
    await finish();
    // The envelope last: a mail is there when its envelope is.
    for (const name of [...files].sort()) copyFileSync(path.join(aside, name), path.join(inbox(), name));
    await finish();
    expect(await problems()).toEqual([]);
    await smtp.kill();
  });

  it('250 の前に死んだ受信係は何も残さず、送り直されたメールは一つの通知になる', async () => {
    let smtp = await listener();
    const { sent, raw, to } = await prepared('resent');
    const half = await sender([`EHLO midori.example`, `MAIL FROM:<${sent.clientEmail}>`, `RCPT TO:<${to}>`, 'DATA']);
    half.write(raw.subarray(0, 120));
    while (!waiting().some((name) => name.endsWith('.half'))) await pause(20);
    await smtp.kill();
    half.destroy();
    smtp = await listener();
    expect(waiting()).toEqual([]);
    await handOver(raw, sent.clientEmail, to);
    heard.push(sent);
    await finish();
    expect(await problems()).toEqual([]);
    await smtp.kill();
  });

  it('契約の分からないメールも、窓口の一覧に入る前後のどこで死んでも、一件だけ残る（D8）', async () => {
    const smtp = await listener();
    const raw = bytes('dare@midori.example', 'info@notice.hoshu.example', 'ご相談');
    await handOver(raw, 'dare@midori.example', 'info@notice.hoshu.example');
    strangers.push(createHash('sha256').update(raw).digest('hex'));
    await killWorkerAt('platform.unassigned_mail');
    const [envelope = ''] = waiting().filter((name) => name.endsWith('.json'));
    copyFileSync(path.join(inbox(), envelope), path.join(directory, 'aside', envelope));
    await finish();
    // Dead after the file went to its place and before the envelope left the folder.
    copyFileSync(path.join(directory, 'aside', envelope), path.join(inbox(), envelope));
    await finish();
    expect(readdirSync(path.join(inbox(), 'unassigned'))).toEqual([envelope.replace('.json', '.eml')]);
    expect(await problems()).toEqual([]);
    await smtp.kill();
  });

  it('検査そのものの検査：一件足すか消すと、見つかる', async () => {
    const broken: readonly (readonly [string, RegExp])[] = [
      [`delete from hoshu.notice where id = (select id from hoshu.notice limit 1)`, /^notice: .* 0 times/],
      [`insert into platform.outbox (tenant_id, kind, payload, done_at) select tenant_id, kind, payload, now() from platform.outbox where payload->>'template' = 'mailroom.acknowledged' limit 1`, /^acknowledgement: .* 2 times/],
      [`delete from platform.unassigned_mail`, /^mail at the desk: .* 0 times/],
    ];
    for (const [sql, pattern] of broken) {
      await world.sql(`begin; set local session_replication_role = replica; ${sql}; commit`);
      expect([sql, (await problems()).some((problem) => pattern.test(problem))]).toEqual([sql, true]);
    }
  });
});
