import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { auditRoutes, mailroomRoutes, noticeRoutes, supportRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, Person, signUpVendor, staffPerson, startWorld, type ContractFixture, type World } from '@hoshu/testing';
import { createTransport } from 'nodemailer';
import { Intake } from '../../apps/api/src/modules/mailroom/intake.js';
import { createLogger } from '../../apps/api/src/platform/logger.js';
import { startMailListener, type MailListener } from '../../apps/api/src/platform/mail/listener.js';
import { MailSpool } from '../../apps/api/src/platform/mail/spool.js';
import { signingKey, signed } from './support/dkim.js';
import { outlookFile } from './support/msg.js';

jest.setTimeout(180_000);
let world: World;
let listener: MailListener;
let owner: Person;
let today: string;
let serial = 0;
const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-dns-'));
beforeAll(async () => {
  const records = path.join(directory, 'records.json');
  writeFileSync(records, JSON.stringify({ 'TXT key1._domainkey.midori.example': [[`v=DKIM1; k=rsa; p=${signingKey.dns}`]], 'TXT midori.example': [['v=spf1 ip4:127.0.0.1 -all']], 'TXT _dmarc.midori.example': [['v=DMARC1; p=reject']], 'TXT strict.example': [['v=spf1 -all']], 'TXT _dmarc.strict.example': [['v=DMARC1; p=reject']] }));
  world = await startWorld({ HOSHU_DNS_RECORDS: records });
  const spool = new MailSpool(path.join(world.config.dataDirectory, 'inbox'));
  await spool.open();
  listener = await startMailListener({ spool, port: 0, bind: '127.0.0.1', domain: world.config.noticeDomain, tlsFile: null, log: createLogger(world.config, 'test') });
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  today = await world.today();
});
afterAll(async () => {
  await listener.close();
  await world.close();
  rmSync(directory, { recursive: true });
});

const later = (days: number, from = today) => addDays(localDate(from), days) as string;
const terms = (special: ContractTerms['annex']['specialTerms'] = {}): Partial<ContractTerms> => ({ annex: { ...sampleTerms().annex, specialTerms: special } });
const contract = (overrides: { lastOn?: string; concludedOn?: string; special?: ContractTerms['annex']['specialTerms'] } = {}) =>
  concludedContract(world, { owner, concludedOn: overrides.concludedOn ?? later(-100), lastOn: overrides.lastOn ?? later(200), terms: terms(overrides.special) });
const midori = (fixture: ContractFixture, email = `midori${(serial += 1)}@midori.example`) => clientPerson(world, fixture, { name: '緑川 薫', email, role: 'owner' });
const mailsOf = (person: Person, fixture: ContractFixture) => person.do(mailroomRoutes.mails, { params: fixture });
const addressOf = async (fixture: ContractFixture) => (await mailsOf(owner, fixture)).address;
const turn = async () => { await world.app.get(Intake).turn(); await world.drain(); };
const smtp = () => createTransport({ host: '127.0.0.1', port: listener.port, secure: false });
/** Another server hands over exactly these bytes. */
async function handOver(raw: string | Buffer, to: string | string[], from = 'tsuchi@midori.example'): Promise<string> {
  const { response } = await smtp().sendMail({ envelope: { from, to }, raw });
  return response;
}
const plain = (mail: { from?: string; to?: string; subject: string; text: string; id?: string; more?: string }) =>
  Buffer.from(`From: ${mail.from ?? 'tsuchi@midori.example'}\r\nTo: ${mail.to ?? 'tsuchi@aoba.example'}\r\nSubject: =?UTF-8?B?${Buffer.from(mail.subject).toString('base64')}?=\r\nMessage-ID: <${mail.id ?? `m${(serial += 1)}@midori.example`}>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0900\r\n${mail.more ?? ''}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(mail.text).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`);
const receivedAt = (on: string) => `Received: from mail.midori.example by mx.aoba.example (Postfix) with ESMTPS id 4Xyz;\r\n ${new Date(`${on}T01:30:00Z`).toUTCString().replace('GMT', '+0000')}\r\n`;
const ends = (fixture: ContractFixture) => world.sql<{ last_on: string; basis: string; needs_review: boolean }>(`select to_char(last_on, 'YYYY-MM-DD') as last_on, basis, needs_review from hoshu.contract_end where contract_id = $1 and withdrawn_at is null`, [fixture.contractId]);
const notices = async (person: Person, fixture: ContractFixture) => (await person.do(noticeRoutes.list, { params: fixture })).items;
const upload = (person: Person, fixture: ContractFixture, { bytes, name }: { bytes: Buffer; name: string }) => person.try(mailroomRoutes.upload, { params: fixture, upload: { bytes, name, type: 'message/rfc822' } });

describe('第18条 契約ごとの通知アドレスへのメール（D7）', () => {
  it('250 の前に原本を保存し、登録・自動受付・相手方への転送を行い、相手方の受理が到達となる', async () => {
    const fixture = await contract();
    const raw = plain({ subject: '中途解約のご連絡', text: `第18条により解約します。終了日は ${later(60)} を希望します。` });
    const answer = await handOver(raw, await addressOf(fixture));
    const sha256 = createHash('sha256').update(raw).digest('hex');
    expect(answer).toMatch(/^250 2\.0\.0 OK kept as [0-9a-f-]{36} sha256=[0-9a-f]{64}$/);
    expect(answer).toContain(sha256);
    await turn();
    const client = await midori(fixture);
    const [mail] = (await mailsOf(client, fixture)).items;
    expect(mail).toMatchObject({ source: 'smtp', sha256, byteCount: raw.length, senderSide: 'client', articleSeen: 18, requestedEndOn: later(60), outcome: { kind: 'registered', decidedSide: 'system' }, checks: { spf: 'pass', dkim: 'none' } });
    const original = await client.try(mailroomRoutes.original, { params: { mailId: mail?.id ?? '' } });
    expect([original.status, createHash('sha256').update(original.bytes).digest('hex'), original.headers.get('content-type')]).toEqual([200, sha256, 'application/octet-stream']);
    const [notice] = await notices(client, fixture);
    expect(notice).toMatchObject({ channel: 'email', source: 'mail', status: 'arrived', arrivedOn: today, contentHash: sha256, giverParty: 'client', end: { lastOn: later(60), basis: '18' } });
    expect(notice?.deliveries[0]?.serverResponse).toMatch(/^250/);
    const forwarded = world.mail.last('tsuchi@aoba.example', '【解約通知】');
    expect(forwarded.text).toContain(`終了日は ${later(60)} を希望します。`);
    expect(createHash('sha256').update(forwarded.attachments[0]?.content ?? '').digest('hex')).toBe(sha256);
    const acknowledged = world.mail.last('tsuchi@midori.example', 'メールを受け取りました');
    expect(acknowledged.text).toContain(sha256);
    expect(acknowledged.text).toContain('有効かどうかの判断もいたしません');
    expect(readdirSync(path.join(world.config.dataDirectory, 'inbox')).filter((name) => name !== 'unassigned')).toEqual([]);
  });

  it('DKIM で本人と確かめられた通知権限のある方の通知だけが「権限確認済」になり、差出人を偽ったメールは「到達済・権限要確認」', async () => {
    const [proved, forged] = [await contract(), await contract()];
    await handOver(await signed(plain({ subject: '解約', text: '解約します。' })), await addressOf(proved));
    await handOver(plain({ from: 'tsuchi@strict.example', subject: '解約', text: '解約します。' }), await addressOf(forged), 'tsuchi@strict.example');
    await handOver(plain({ subject: '解約通知', text: '第18条により解約します。', more: 'From: owner@aoba.example\r\n' }), await addressOf(forged), 'evil@strict.example');
    const acknowledged = world.mail.mails.length;
    await turn();
    expect((await notices(owner, proved))[0]).toMatchObject({ status: 'arrived', authority: 'ok', end: { needsReview: false } });
    expect((await mailsOf(owner, proved)).items[0]).toMatchObject({ senderAuthorised: true, checks: { spf: 'pass', dkim: 'pass', dmarc: 'pass' } });
    const kept = (await mailsOf(owner, forged)).items;
    expect(kept).toHaveLength(2);
    expect(kept.find(({ problems }) => problems.includes('several_senders'))).toMatchObject({ senderAuthorised: false });
    expect(kept.find(({ fromAddress }) => fromAddress === 'tsuchi@strict.example')).toMatchObject({ senderSide: null, outcome: null, checks: { spf: 'fail', dmarc: 'fail' } });
    for (const notice of await notices(owner, forged)) expect(notice).toMatchObject({ authority: 'needs_check', end: { needsReview: true } });
    // Nobody is answered whose name the checks refute: the answer would reach a stranger.
    expect(world.mail.mails.slice(acknowledged).filter(({ to }) => to.endsWith('@strict.example'))).toEqual([]);
  });

  it('差出人か種類が分からないメールは失わず、双方が見て、どちらの側でも登録できる。相手方のメールを「通知ではない」とはできない', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    await handOver(plain({ from: 'kimura@gmail.example', subject: 'ご相談', text: 'お世話になっております。契約の件です。' }), await addressOf(fixture), 'kimura@gmail.example');
    await handOver(plain({ from: client.email, subject: '今後について', text: '来月の打合せの件です。' }), await addressOf(fixture), client.email);
    await turn();
    expect(await notices(owner, fixture)).toEqual([]);
    expect(world.mail.last('tsuchi@midori.example', '【要確認】').text).toContain('どちらの当事者でも登録できます');
    const items = (await mailsOf(owner, fixture)).items;
    const [unknown, known] = [items.find(({ senderSide }) => senderSide === null), items.find(({ senderSide }) => senderSide === 'client')];
    expect([unknown?.canDismiss, known?.canDismiss, items.every(({ outcome }) => outcome === null)]).toEqual([true, false, true]);
    expect((await owner.try(mailroomRoutes.dismiss, { params: { mailId: known?.id ?? '' }, body: { note: '通知ではない' } })).problem.code).toBe('mail_other_side');
    expect((await client.do(mailroomRoutes.dismiss, { params: { mailId: known?.id ?? '' }, body: { note: '打合せの連絡です' } })).outcome).toMatchObject({ kind: 'no_notice', decidedSide: 'client', decidedBy: '緑川 薫' });
    const registered = await owner.do(mailroomRoutes.registerMail, { params: { mailId: unknown?.id ?? '' }, body: { article: 18, giverParty: 'client', requestedEnd: null, arrivedOn: null, note: '電話で本人に確認' } });
    expect(registered.outcome).toMatchObject({ kind: 'registered', decidedSide: 'vendor' });
    expect((await client.try(mailroomRoutes.registerMail, { params: { mailId: unknown?.id ?? '' }, body: { article: 17, giverParty: 'client', requestedEnd: null, arrivedOn: null, note: '' } })).problem.code).toBe('mail_decided');
    await world.drain();
    expect((await notices(client, fixture))[0]).toMatchObject({ status: 'arrived', authority: 'needs_check', end: { lastOn: later(30), needsReview: true } });
  });

  it('締結前と終了後のメールは、はっきり答え、証拠として残し、通知にはしない', async () => {
    const [before, after] = [await contract(), await contract({ concludedOn: later(-400), lastOn: later(-36) })];
    await world.sql('delete from hoshu.contract_term where contract_id = $1', [before.contractId]).catch(() => undefined);
    await world.sql(`begin; set local session_replication_role = replica; delete from hoshu.contract_term where contract_id = '${before.contractId}'; delete from hoshu.contract_conclusion where contract_id = '${before.contractId}'; commit`);
    await world.sql(`insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis) values ($1, $2, $3, $4, '18')`, [after.tenantId, after.clientId, after.contractId, later(-40)]);
    for (const fixture of [before, after]) await handOver(plain({ subject: '解約', text: '解約します。' }), await addressOf(fixture));
    await turn();
    expect((await mailsOf(owner, before)).items[0]?.outcome).toMatchObject({ kind: 'before_conclusion', noticeId: null });
    expect((await mailsOf(owner, after)).items[0]?.outcome).toMatchObject({ kind: 'after_end', noticeId: null });
    expect([...(await notices(owner, before)), ...(await notices(owner, after))]).toEqual([]);
    const texts = world.mail.mails.filter(({ to, subject }) => to === 'tsuchi@midori.example' && subject.startsWith('メールを受け取りました')).slice(-2).map(({ text }) => text).join();
    expect(texts).toContain('まだ成立していない');
    expect(texts).toContain('すでに終了している');
  });

  it('同じメールがもう一度送られても、通知は一つ。自動応答と配信不能には返事をしない', async () => {
    const fixture = await contract();
    const raw = plain({ subject: '解約', text: '解約します。', id: 'same@midori.example' });
    const again = plain({ subject: '解約', text: '解約します。', id: 'same@midori.example', more: 'X-Retry: 1\r\n' });
    const to = await addressOf(fixture);
    await handOver(raw, to);
    await handOver(raw, to);
    await turn();
    await handOver(again, to);
    const count = world.mail.mails.length;
    await handOver(plain({ subject: '不在', text: '休暇中です。', more: 'Auto-Submitted: auto-replied\r\n' }), to);
    await handOver(plain({ from: 'MAILER-DAEMON@midori.example', subject: 'Undelivered', text: 'bounce' }), to, '');
    await turn();
    expect((await mailsOf(owner, fixture)).items.map(({ outcome }) => outcome?.kind ?? 'waiting').sort()).toEqual(['registered', 'repeated', 'waiting', 'waiting']);
    expect(await notices(owner, fixture)).toHaveLength(1);
    expect(world.mail.mails.slice(count).filter(({ subject }) => subject.startsWith('メールを受け取りました'))).toHaveLength(1);
  });

  it('壊れた MIME も、50 MB のメールも原本のまま残る。64 MB を超えるものと、ほかのドメイン宛ては SMTP で断る', async () => {
    const fixture = await contract();
    const to = await addressOf(fixture);
    const broken = Buffer.concat([Buffer.from('From: tsuchi@midori.example\r\nSubject: =?UTF-8?B?6Kej57SE?=\r\nContent-Type: multipart/mixed; boundary="zz\r\nContent-Transfer-Encoding: base64\r\n\r\n--zz\r\n'), Buffer.from([0xff, 0xfe, 0x00, 0x81]), Buffer.from('\r\n--never-ends\r\n')]);
    await handOver(broken, to);
    const head = plain({ subject: '解約（資料を添付します）', text: '解約します。' });
    const big = Buffer.concat([Buffer.from(head.toString().replace('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n解約します。\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n')), Buffer.from(`${'A'.repeat(76)}\r\n`.repeat(Math.ceil((50 * 1024 * 1024) / 78))), Buffer.from('--b--\r\n')]);
    await handOver(big, to);
    await turn();
    const items = (await mailsOf(owner, fixture)).items;
    expect(items.map(({ byteCount }) => byteCount).sort((a, b) => a - b)).toEqual([broken.length, big.length]);
    expect(items.find(({ byteCount }) => byteCount === big.length)).toMatchObject({ outcome: { kind: 'registered' }, sha256: createHash('sha256').update(big).digest('hex') });
    // Too large to be passed on whole: the words go out, the original waits in the portal.
    expect(world.mail.last('tsuchi@aoba.example', '【解約通知】').attachments).toEqual([]);
    expect((await notices(owner, fixture))[0]?.status).toBe('arrived');
    await expect(handOver(Buffer.concat([head, Buffer.alloc(70 * 1024 * 1024, 'A\r\n')]), to)).rejects.toMatchObject({ responseCode: 552 });
    await expect(handOver(head, 'someone@elsewhere.example')).rejects.toMatchObject({ responseCode: 550 });
    expect(readdirSync(path.join(world.config.dataDirectory, 'inbox')).filter((name) => name !== 'unassigned')).toEqual([]);
  });

  it('第17条2項の終了通知をメールで送ると書面ではないため、第18条への転換として要確認になる（R06）。特約があれば17条のまま', async () => {
    const [plainOne, agreed] = [await contract({ lastOn: later(90) }), await contract({ lastOn: later(90), special: { electronicNotice: true } })];
    for (const fixture of [plainOne, agreed]) await handOver(plain({ subject: '終了通知', text: '次回の更新はしないでください。更新しないことを通知します。' }), await addressOf(fixture));
    await turn();
    expect(await ends(plainOne)).toEqual([{ last_on: later(90), basis: '18', needs_review: true }]);
    expect((await ends(agreed))[0]).toMatchObject({ last_on: later(90), basis: '17' });
  });
});

describe('持ち込まれたメール（.eml・.msg・転送）', () => {
  it('受け取った側が .eml を登録すると、元の Received の日が到達日になる（R05）。同じものは二度登録できない', async () => {
    const fixture = await contract();
    const raw = plain({ subject: '解約の件', text: '解約します。', more: receivedAt(later(-10)) });
    const uploaded = await upload(owner, fixture, { bytes: raw, name: '解約のご連絡.eml' });
    expect(uploaded.body).toMatchObject({ source: 'upload', broughtSide: 'vendor', senderSide: 'client', articleSeen: 18, statedAt: `${later(-10)}T01:30:00.000Z`, outcome: null });
    expect((await upload(owner, fixture, { bytes: raw, name: '解約のご連絡.eml' })).problem.code).toBe('mail_known');
    await owner.do(mailroomRoutes.registerMail, { params: { mailId: uploaded.body.id }, body: { article: 18, giverParty: 'client', requestedEnd: null, arrivedOn: null, note: '' } });
    await world.drain();
    // Arrived 10 days ago: the contract ends 30 days after that day. No signature: 乙 could have written the file itself.
    expect((await notices(owner, fixture))[0]).toMatchObject({ authority: 'needs_check', end: { needsReview: true } });
    expect((await notices(owner, fixture))[0]).toMatchObject({ source: 'vendor', arrivedOn: later(-10), end: { lastOn: later(20), basis: '18' } });
    expect((await notices(owner, fixture))[0]?.deliveries[0]).toMatchObject({ recordedSide: 'vendor', serverResponse: expect.stringContaining('mx.aoba.example') });
  });

  it('受け取った側が持ち込んだ .eml でも、差出人のドメインの DKIM 署名が確かめられれば「権限確認済」になる', async () => {
    const fixture = await contract();
    const bytes = Buffer.concat([Buffer.from(receivedAt(later(-2))), await signed(plain({ subject: '解約', text: '解約します。' }))]);
    const { body: mail } = await upload(owner, fixture, { bytes, name: '解約のご連絡.eml' });
    expect(mail).toMatchObject({ senderAuthorised: true, checks: { dkim: 'pass' } });
    await owner.do(mailroomRoutes.registerMail, { params: { mailId: mail.id }, body: { article: 18, giverParty: 'client', requestedEnd: null, arrivedOn: null, note: '' } });
    await world.drain();
    expect((await notices(owner, fixture))[0]).toMatchObject({ authority: 'ok', arrivedOn: later(-2), end: { needsReview: false } });
  });

  it('送った側が登録したメールは到達の証明にならず、いま通知先へ届ける。相手方が自分の受信分を登録すると、早い到達日に改まる', async () => {
    const fixture = await contract();
    const client = await midori(fixture);
    const sent = plain({ from: client.email, subject: '解約', text: '解約します。', id: 'sent-copy@midori.example' });
    const own = await upload(client, fixture, { bytes: sent, name: '解約のご連絡.eml' });
    expect(own.body).toMatchObject({ broughtSide: 'client', statedAt: null, problems: ['no_received'] });
    await client.do(mailroomRoutes.registerMail, { params: { mailId: own.body.id }, body: { article: 18, giverParty: 'client', requestedEnd: null, arrivedOn: null, note: '' } });
    await world.drain();
    expect(await ends(fixture)).toMatchObject([{ last_on: later(30) }]);
    const theirs = Buffer.concat([Buffer.from(receivedAt(later(-5))), sent]);
    expect((await upload(owner, fixture, { bytes: theirs, name: '解約のご連絡.eml' })).body.outcome).toMatchObject({ kind: 'repeated' });
    await world.drain();
    expect(await ends(fixture)).toMatchObject([{ last_on: later(25) }]);
    expect((await notices(client, fixture))[0]).toMatchObject({ arrivedOn: later(-5) });
  });

  it('転送されたメール（message/rfc822）は、中のメールが通知になり、原本は包んだまま残る', async () => {
    const fixture = await contract();
    const inner = plain({ subject: '解約のお願い', text: '解約します。', more: receivedAt(later(-3)) });
    const outer = Buffer.concat([Buffer.from('From: owner@aoba.example\r\nTo: x\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: text/plain\r\n\r\nplease register\r\n--f\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml\r\n\r\n'), inner, Buffer.from('\r\n--f--\r\n')]);
    await handOver(outer, await addressOf(fixture), 'owner@aoba.example');
    await turn();
    expect((await mailsOf(owner, fixture)).items[0]).toMatchObject({ isForwarded: true, broughtSide: 'vendor', senderSide: 'client', subject: '解約のお願い', sha256: createHash('sha256').update(outer).digest('hex'), outcome: { kind: 'registered' } });
    expect((await notices(owner, fixture))[0]).toMatchObject({ giverParty: 'client', arrivedOn: later(-3) });
  });

  it('Outlook の .msg も、件名・差出人・本文・元の Received の時刻が読まれ、受け取った側の登録で到達日になる（R05）', async () => {
    const fixture = await contract();
    // The body is longer than 4,096 bytes, so that both ways of keeping a stream in the file are read.
    const body = `第18条により解約します。\r\n終了日は ${later(60)} を希望します。\r\n${'保守会社の皆さまにはお世話になりました。'.repeat(120)}`;
    const headers = `${receivedAt(later(-4))}Received: from outbound.midori.example by mail.midori.example with ESMTP id 1;\r\n ${new Date(`${later(-4)}T01:29:00Z`).toUTCString()}\r\nFrom: =?UTF-8?B?6Ziy?= <tsuchi@midori.example>\r\nMessage-ID: <outlook-1@midori.example>\r\n\r\n`;
    const bytes = outlookFile({ subject: '解約のご連絡', senderName: '緑川 薫', senderAddress: 'tsuchi@midori.example', recipient: 'tsuchi@aoba.example', headers, body });
    const { body: mail } = await upload(owner, fixture, { bytes, name: '解約のご連絡.msg' });
    expect(mail).toMatchObject({
      source: 'upload', broughtSide: 'vendor', senderSide: 'client', subject: '解約のご連絡', fromName: '緑川 薫', fromAddress: 'tsuchi@midori.example', to: ['tsuchi@aoba.example'], messageId: '<outlook-1@midori.example>', problems: [],
      articleSeen: 18, requestedEndOn: later(60), statedAt: `${later(-4)}T01:30:00.000Z`, sha256: createHash('sha256').update(bytes).digest('hex'), checks: { spf: 'not_checked', dkim: 'not_checked', dmarc: 'not_checked' },
    });
    expect([mail.text.startsWith('第18条により解約します。'), mail.text.trimEnd().endsWith('お世話になりました。'), mail.hops.map(({ at }) => at)]).toEqual([true, true, [`${later(-4)}T01:30:00.000Z`, `${later(-4)}T01:29:00.000Z`]]);
    await owner.do(mailroomRoutes.registerMail, { params: { mailId: mail.id }, body: { article: 18, giverParty: 'client', requestedEnd: mail.requestedEndOn, arrivedOn: null, note: '' } });
    await world.drain();
    // Arrived four days ago; the wished day is later than 30 days from then. A file that somebody brought proves nobody's authority.
    expect((await notices(owner, fixture))[0]).toMatchObject({ source: 'vendor', authority: 'needs_check', arrivedOn: later(-4), end: { lastOn: later(60), basis: '18', needsReview: true } });
    // Half a file is no mail.
    expect((await upload(owner, fixture, { bytes: bytes.subarray(0, 1_500), name: '途中まで.msg' })).problem.code).toBe('file_refused');
  });

  it('受信の時刻がないメールは、受け取った側が到達日を申告する。壊れた .msg とメールでないファイルは断る', async () => {
    const fixture = await contract();
    for (const [bytes, name] of [[Buffer.from('%PDF-1.4\n%%EOF'), 'a.pdf'], [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'scan.eml'], [Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'broken.msg']] as const) expect([name, (await upload(owner, fixture, { bytes, name })).problem?.code]).toEqual([name, 'file_refused']);
    const bare = plain({ subject: '解約', text: '解約します。' });
    const mail = (await upload(owner, fixture, { bytes: bare, name: '解約のご連絡.eml' })).body;
    const body = { article: 18, giverParty: 'client', requestedEnd: null, note: '' } as const;
    expect((await owner.try(mailroomRoutes.registerMail, { params: { mailId: mail.id }, body: { ...body, arrivedOn: later(1) } })).problem.code).toBe('notice_arrival_in_future');
    expect((await owner.try(mailroomRoutes.registerMail, { params: { mailId: mail.id }, body: { ...body, arrivedOn: later(-101) } })).problem.code).toBe('notice_before_contract');
    await owner.do(mailroomRoutes.registerMail, { params: { mailId: mail.id }, body: { ...body, arrivedOn: later(-2) } });
    await world.drain();
    expect((await notices(owner, fixture))[0]).toMatchObject({ arrivedOn: later(-2) });
  });
});

describe('契約の分からないメール（窓口、D8・F120）', () => {
  it('どの契約か分からないメールは窓口の一覧に残り、割り当てると契約の記録になる。閲覧も割当ても記録に残る', async () => {
    const fixture = await contract();
    const desk = await staffPerson(world, 'support');
    const [{ contract_number: number = '' } = {}] = await world.sql<{ contract_number: string }>('select contract_number from hoshu.contract where id = $1', [fixture.contractId]);
    const raw = plain({ subject: '解約通知', text: `契約番号 ${number} を解約します。` });
    await handOver(raw, `unknown@${world.config.noticeDomain}`);
    await turn();
    await turn();
    const [waiting] = (await desk.do(mailroomRoutes.deskMails)).items;
    expect(waiting).toMatchObject({ state: 'waiting', subject: '解約通知', recipients: [`unknown@${world.config.noticeDomain}`], version: 1 });
    const opened = await desk.do(mailroomRoutes.deskMail, { params: { mailId: waiting?.id ?? '' } });
    expect(opened).toMatchObject({ hints: [number], sha256: createHash('sha256').update(raw).digest('hex') });
    expect(world.mail.last('tsuchi@midori.example', 'メールを受け取りました').text).toContain('窓口が確認します');
    const assign = { tenantId: fixture.tenantId, contractNumber: number, version: 1 };
    expect((await desk.try(mailroomRoutes.assignMail, { params: { mailId: opened.id }, body: { ...assign, contractNumber: 'HS-0' } })).problem.code).toBe('support_contract_unknown');
    const assigned = await desk.do(mailroomRoutes.assignMail, { params: { mailId: opened.id }, body: assign });
    expect([assigned.state, assigned.history.map(({ kind }) => kind)]).toEqual(['assigned', ['viewed', 'assigned']]);
    expect((await desk.try(mailroomRoutes.assignMail, { params: { mailId: opened.id }, body: assign })).problem.code).toBe('conflict');
    await world.drain();
    expect((await notices(owner, fixture))[0]).toMatchObject({ channel: 'email', status: 'arrived', authority: 'needs_check' });
    expect((await owner.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId } })).items.map(({ type }) => type)).toContain('support.assigned-mail');
    expect(existsSync(path.join(world.config.dataDirectory, 'inbox', 'unassigned', `${opened.id}.eml`))).toBe(true);
  });

  it('関係のないメールは理由をつけて脇へ置き、消えない', async () => {
    const desk = await staffPerson(world, 'support', 'second@hoshu.example');
    await handOver(plain({ subject: 'セール', text: '広告' }), `info@${world.config.noticeDomain}`, 'ad@shop.example');
    await turn();
    const mail = (await desk.do(mailroomRoutes.deskMails)).items.find(({ subject }) => subject === 'セール');
    const aside = await desk.do(mailroomRoutes.setAsideMail, { params: { mailId: mail?.id ?? '' }, body: { note: '広告', version: 1 } });
    expect(aside).toMatchObject({ state: 'set_aside', note: '広告', text: '広告' });
    expect((await owner.try(mailroomRoutes.deskMails)).status).toBe(404);
  });

  it('保守会社の終わりでお客様 20 社が同時に通知しても、窓口はまとめて引き受け、一覧と閲覧は保守会社の監査に残る（F120）', async () => {
    const desk = await staffPerson(world, 'support', 'third@hoshu.example');
    const fixtures = await Promise.all(Array.from({ length: 20 }, () => contract()));
    await Promise.all(fixtures.map(async (fixture) => handOver(plain({ subject: '解約', text: '解約します。' }), await addressOf(fixture))));
    await turn();
    const mine = new Set(await Promise.all(fixtures.map(async (fixture) => (await notices(owner, fixture))[0]?.id ?? '')));
    const { items } = await desk.do(supportRoutes.notices);
    const cases = items.filter(({ id }) => mine.has(id));
    expect([cases.length, new Set(cases.map(({ tenantName }) => tenantName)).size]).toEqual([20, 1]);
    expect(await desk.do(supportRoutes.takeOverMany, { body: { caseIds: cases.map(({ id }) => id) } })).toEqual({ taken: 20, left: 0 });
    const escalated = await desk.do(supportRoutes.escalate, { params: { caseId: cases[0]?.id ?? '' }, body: { note: '保守会社が応答しない' } });
    expect([escalated.handledByMe, escalated.escalatedAt !== null, escalated.history.at(-1)]).toEqual([true, true, expect.objectContaining({ kind: 'escalated', note: '保守会社が応答しない' })]);
    expect((await Promise.all(fixtures.map(ends))).map((found) => found.length)).toEqual(fixtures.map(() => 1));
    const types = (await owner.do(auditRoutes.list, { query: {} })).items.map(({ type }) => type);
    expect(types).toContain('support.listed-notices');
    const ofContract = (await owner.do(auditRoutes.ofContract, { params: { contractId: fixtures.find((_, index) => [...mine][index] === cases[0]?.id)?.contractId ?? '' } })).items.map(({ type }) => type);
    expect(ofContract).toEqual(expect.arrayContaining(['support.took-over', 'support.escalated']));
  });
});
