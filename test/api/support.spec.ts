import { randomUUID } from 'node:crypto';
import { auditRoutes, mailroomRoutes, noticeRoutes, operatorRoutes, supportRoutes } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture, Person, signUpVendor, staffPerson, startWorld, type World } from '@hoshu/testing';
import { OverdueCases } from '../../apps/api/src/modules/support/overdue.js';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let other: Person;
let staff: Person;
let today: string;
let serial = 0;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
  staff = await staffPerson(world, 'support');
  today = await world.today();
});
afterAll(() => world.close());

const later = (days: number) => addDays(localDate(today), days) as string;
const to = (clientEmail: string): Partial<ContractTerms> => {
  const { annex } = sampleTerms();
  return { annex: { ...annex, notices: { ...annex.notices, client: { ...annex.notices.client, email: clientEmail } } } };
};
const contract = (number: string, wanted: { by?: Person; clientEmail?: string } = {}) =>
  concludedContract(world, { owner: wanted.by ?? owner, number, concludedOn: later(-100), lastOn: later(200), ...(wanted.clientEmail ? { terms: to(wanted.clientEmail) } : {}) });
const client = (fixture: ContractFixture) => clientPerson(world, fixture, { name: '緑川 薫', email: `midori${(serial += 1)}@client.example`, role: 'owner' });
const give = (person: Person, fixture: ContractFixture, article: 17 | 18) => person.do(noticeRoutes.give, { params: fixture, body: { article, channel: 'portal', requestedEnd: article === 18 ? later(90) : null, text: '社外秘の事情', confirmName: '株式会社あおば制作' } });
const caseOf = async (number: string) => (await staff.do(supportRoutes.notices)).items.filter((item) => item.contractNumber === number);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const incoming = { side: 'client', article: 18, cameBy: 'paper', senderName: '緑川 一郎', requestedEnd: null, note: '解約します。' } as const;

describe('第17条・第18条 終了手続の窓口（F120）', () => {
  it('通知は期限順に並び、契約の中身は出ない。要件チェックは規則つきで、判断はしない', async () => {
    const fixture = await contract('HS-Q-1');
    const person = await client(fixture);
    const given = await give(person, fixture, 18);
    await give(person, fixture, 17);
    await world.drain();
    const rows = await caseOf('HS-Q-1');
    expect(rows.map(({ article, channel, deadlineOn, arrivedOn }) => [article, channel, deadlineOn, arrivedOn])).toEqual([[17, 'paper', later(170), null], [18, 'portal_email', later(60), today]]);
    const opened = await staff.do(supportRoutes.notice, { params: { caseId: given.id } });
    expect(opened).toMatchObject({ tenantName: '株式会社あおば制作', side: 'client', result: '充足', canForward: false });
    expect(opened.checks.map(({ key, result }) => [key, result])).toEqual([['form', '充足'], ['arrival', '充足'], ['time', '充足'], ['authority', '充足']]);
    expect(opened.checks.every(({ rule, article }) => rule.ja.length > 10 && article.startsWith('第'))).toBe(true);
    expect(opened.limit.ja).toContain('判断もいたしません');
    expect(JSON.stringify(opened)).not.toMatch(/社外秘|55000|midori\.example|みどり会/);
  });

  it('閲覧と操作はすべて、その契約の監査証跡に残り、双方が読める', async () => {
    const fixture = await contract('HS-Q-2');
    const person = await client(fixture);
    const given = await give(person, fixture, 18);
    await world.drain();
    await staff.do(supportRoutes.notice, { params: { caseId: given.id } });
    await staff.do(supportRoutes.takeOver, { params: { caseId: given.id }, body: {} });
    const answered = await staff.do(supportRoutes.answer, { params: { caseId: given.id }, body: { key: 'date_too_early' } });
    expect(answered.history.map(({ kind }) => kind)).toEqual(['taken_over', 'answered']);
    await world.drain();
    const mail = world.mail.last('tsuchi@midori.example', '窓口からのご案内');
    expect(mail.text).toContain('合意が必要です');
    expect(mail.text).toContain('判断もいたしません');
    for (const reader of [owner, person]) {
      const types = (await reader.do(auditRoutes.ofContract, { params: fixture, query: { type: 'support.' } })).items.map(({ type }) => type);
      expect(types).toEqual(['support.answered', 'support.took-over', 'support.viewed-notice']);
    }
  });

  it('同時に担当になろうとしても、担当者は一人で、記録と食い違わない', async () => {
    const fixture = await contract('HS-Q-3');
    const given = await give(await client(fixture), fixture, 18);
    await world.drain();
    const colleague = await staffPerson(world, 'support', 'support2@hoshu.example');
    const answers = await Promise.all([staff, colleague].map((person) => person.try(supportRoutes.takeOver, { params: { caseId: given.id }, body: {} })));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true);
    const [row] = await caseOf('HS-Q-3');
    const taken = await world.sql<{ staff_name: string }>(`select staff_name from support.case_event where case_id = $1 and kind = 'taken_over' order by created_at`, [given.id]);
    expect(taken).toHaveLength(answers.filter(({ status }) => status === 200).length);
    expect(taken.map((event) => event.staff_name)).toContain(row?.handlerName);
    // Two colleagues may have the same name; each sees by the account whether the case is its own.
    const mine = await Promise.all([staff, colleague].map(async (person) => (await person.do(supportRoutes.notice, { params: { caseId: given.id } })).handledByMe));
    expect(mine.filter(Boolean)).toHaveLength(1);
  });

  it('窓口に届いた通知は、転送先のメールサーバーが受け付けて初めて到達する', async () => {
    const fixture = await contract('HS-DESK-1');
    await contract('HS-DESK-1', { by: other });
    const found = await staff.do(supportRoutes.findContract, { query: { number: 'HS-DESK-1' } });
    expect(found.items.map(({ tenantName }) => tenantName).sort()).toEqual(['株式会社あおば制作', '株式会社みなと']);
    const registered = await staff.do(supportRoutes.register, { body: { ...incoming, tenantId: fixture.tenantId, contractNumber: 'HS-DESK-1', receivedOn: later(-2) } });
    expect(registered).toMatchObject({ arrivedOn: null, canForward: true, result: '要確認', tenantName: '株式会社あおば制作' });
    expect((await owner.do(noticeRoutes.list, { params: fixture })).items).toEqual([]);
    const params = { caseId: registered.id };
    expect((await staff.do(supportRoutes.addScan, { params, upload: { bytes: pdf, name: '届いた手紙.pdf', type: 'application/pdf' } })).hasScan).toBe(true);
    expect((await staff.try(supportRoutes.addScan, { params, upload: { bytes: pdf, name: '二枚目.pdf', type: 'application/pdf' } })).problem.code).toBe('duplicate');
    const answers = await Promise.all([1, 2].map(() => staff.try(supportRoutes.forward, { params, body: {} })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    await world.drain();
    const mail = world.mail.last('tsuchi@aoba.example', '解約通知');
    expect(mail.text).toContain('窓口は通知を受領する立場になく');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['届いた手紙.pdf']);
    const [notice] = (await owner.do(noticeRoutes.list, { params: fixture })).items;
    expect(notice).toMatchObject({ id: registered.id, channel: 'desk_email', status: 'arrived', arrivedOn: today, authority: 'needs_check', end: { lastOn: later(30), basis: '18', needsReview: true } });
    expect((await owner.try(noticeRoutes.scan, { params: { noticeId: registered.id } })).bytes.equals(pdf)).toBe(true);
    expect((await staff.do(supportRoutes.notice, { params })).arrivedOn).toBe(today);
  });

  it('転送先に届かなければ到達しない。知らない番号は登録できない', async () => {
    const fixture = await contract('HS-DESK-2', { clientEmail: 'gone@bounce.example' });
    const registered = await staff.do(supportRoutes.register, { body: { ...incoming, side: 'vendor', senderName: '佐藤 美咲', tenantId: fixture.tenantId, contractNumber: 'HS-DESK-2', receivedOn: today } });
    await staff.do(supportRoutes.forward, { params: { caseId: registered.id }, body: {} });
    await world.drain();
    const opened = await staff.do(supportRoutes.notice, { params: { caseId: registered.id } });
    expect([opened.arrivedOn, opened.checks.find(({ key }) => key === 'arrival')?.result]).toEqual([null, '不足']);
    const unknown = await staff.try(supportRoutes.register, { body: { ...incoming, tenantId: fixture.tenantId, contractNumber: 'HS-NONE', receivedOn: today } });
    expect(unknown.problem.code).toBe('support_contract_unknown');
  });

  it('窓口は窓口の担当者だけのもの。担当者は契約も通知も開けない', async () => {
    const fixture = await contract('HS-Q-4');
    const operator = await staffPerson(world, 'operator');
    expect((await operator.try(supportRoutes.notices)).status).toBe(403);
    for (const person of [owner, await client(fixture)]) expect((await person.try(supportRoutes.notices)).status).toBe(404);
    for (const route of [noticeRoutes.list, noticeRoutes.deadlines, auditRoutes.ofContract]) expect((await staff.try(route, { params: fixture })).status).toBe(404);
    expect((await staff.try(supportRoutes.notice, { params: { caseId: fixture.contractId } })).status).toBe(404);
  });

  it('窓口の役割は、データベースでもスキーマ support の外を読めない', async () => {
    const rights = await world.sql<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
       where a.grantee = 'r_support'::regrole and n.nspname not in ('support', 'platform') and c.relkind = 'r'`);
    expect(rights).toEqual([]);
  });
});

describe('運営担当（D33）', () => {
  it('保守会社の名前と件数、止まったジョブの種類だけを見る。窓口の担当者には開かない', async () => {
    const operator = await staffPerson(world, 'operator', 'platform@hoshu.example');
    await world.sql(`insert into platform.outbox (tenant_id, kind, payload, dead_at, last_error) select tenant_id, 'mail.send', '{"to":"secret@client.example"}', now(), 'secret@client.example refused' from hoshu.tenant where name = '株式会社みなと'`);
    const { items } = await operator.do(operatorRoutes.tenants);
    expect(items.map(({ name }) => name)).toEqual(['株式会社みなと', '株式会社あおば制作']);
    expect(items[0]).toMatchObject({ vendorMembers: 1, clientMembers: 0, deadJobs: 1, suspendedAt: null });
    expect(items[1]?.clientMembers).toBeGreaterThan(0);
    const health = await operator.do(operatorRoutes.health);
    expect(health).toMatchObject({ outbox: { dead: 1 }, tenants: { live: 2, suspended: 0 }, deadJobs: [{ kind: 'mail.send', count: 1 }] });
    expect(JSON.stringify([items, health])).not.toContain('secret');
    const first = await operator.do(operatorRoutes.tenants, { query: { limit: '1' } });
    expect((await operator.do(operatorRoutes.tenants, { query: { limit: '1', cursor: first.nextCursor ?? '' } })).items.map(({ name }) => name)).toEqual(['株式会社あおば制作']);
    for (const person of [staff, owner]) expect([403, 404]).toContain((await person.try(operatorRoutes.tenants)).status);
  });

  it('データベースでも、運営担当の役割は業務の表をひとつも読めない', async () => {
    const rights = await world.sql(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
      where a.grantee = 'r_operator'::regrole and n.nspname in ('hoshu', 'support', 'audit', 'vault', 'identity') and c.relkind = 'r'`);
    expect(rights).toEqual([]);
  });
});

describe('窓口の操作も、同じ Idempotency-Key では一度だけ', () => {
  it('登録の再送は同じ答えを返し、通知は一件だけ残る。中身の違う再送は断る', async () => {
    const fixture = await contract('HS-Q-IDEM');
    const body = { ...incoming, tenantId: fixture.tenantId, contractNumber: 'HS-Q-IDEM', receivedOn: today };
    const key = 'desk-register-1234567890';
    const [first, again] = [await staff.try(supportRoutes.register, { body, key }), await staff.try(supportRoutes.register, { body, key })];
    expect([first.status, again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([200, 200, first.body, 'true']);
    expect(await caseOf('HS-Q-IDEM')).toHaveLength(1);
    const other = await staff.try(supportRoutes.register, { body: { ...body, note: '別の内容' }, key });
    expect([other.status, other.problem.code]).toEqual([422, 'idempotency_mismatch']);
    expect((await staff.try(supportRoutes.register, { body, key: 'desk-register-0987654321' })).status).toBe(200);
    expect(await caseOf('HS-Q-IDEM')).toHaveLength(2);
  });

  it('標準回答の再送では、経過も監査もメールも一つだけ。転送の再送は断らずに同じ答えを返す', async () => {
    const fixture = await contract('HS-Q-IDEM2', { clientEmail: 'idem@client.example' });
    const { id: caseId } = await staff.do(supportRoutes.register, { body: { ...incoming, tenantId: fixture.tenantId, contractNumber: 'HS-Q-IDEM2', receivedOn: today } });
    const answers = [1, 2].map(() => () => staff.try(supportRoutes.answer, { params: { caseId }, body: { key: 'received' }, key: 'desk-answer-1234567890' }));
    const [first, again] = [await answers[0]!(), await answers[1]!()];
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    await staff.do(supportRoutes.addScan, { params: { caseId }, upload: { bytes: pdf, name: '解約通知.pdf', type: 'application/pdf' } });
    const forwards = [1, 2].map(() => () => staff.try(supportRoutes.forward, { params: { caseId }, body: {}, key: 'desk-forward-1234567890' }));
    const [sent, repeated] = [await forwards[0]!(), await forwards[1]!()];
    expect([sent.status, repeated.status, repeated.body]).toEqual([200, 200, sent.body]);
    await world.drain();
    const kinds = (await staff.do(supportRoutes.notice, { params: { caseId } })).history.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'answered')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'forwarded')).toHaveLength(1);
    const events = await world.sql<{ type: string; count: number }>(`select type, count(*)::int as count from audit.event where type in ('support.answered', 'support.forwarded-notice') and canon like '%' || $1 || '%' group by type order by type`, [caseId]);
    expect(events).toEqual([{ type: 'support.answered', count: 1 }, { type: 'support.forwarded-notice', count: 1 }]);
  });
});

describe('窓口に置かれたままの通知は、段ごとに一度だけ担当者へ、次に上長へ知らせる（D8、F120）', () => {
  const told = (to: string, subjectPart: string) => world.mail.mails.filter((mail) => mail.to === to && mail.subject.includes(subjectPart));
  const due = async () => { await world.app.get(DueTasks).runAll(); await world.drain(); };
  const pass = (days: number) => world.sql('update platform.clock set offset_ms = offset_ms + $1::bigint * 86400000', [days]);

  it('期限が近いのに誰も引き受けていない通知を知らせ、引き受けたものは知らせない。経過も監査も残り、中身は書かれない', async () => {
    const superior = await staffPerson(world, 'operator', 'superior@hoshu.example');
    // The contracts end 34 days from now: the notice of article 17 has to arrive within four days.
    const [left, taken] = await Promise.all(['HS-Q-LATE', 'HS-Q-TAKEN'].map((number) => concludedContract(world, { owner, number, concludedOn: later(-100), lastOn: later(34) })));
    if (!left || !taken) throw new Error('no contracts');
    const [late, early] = [await give(await client(left), left, 17), await give(await client(taken), taken, 17)];
    await staff.do(supportRoutes.takeOver, { params: { caseId: early.id }, body: {} });
    await due();
    await due();
    const first = told(staff.email, 'HS-Q-LATE');
    expect([first.length, told(superior.email, '窓口').length, told(staff.email, 'HS-Q-TAKEN').length]).toEqual([1, 0, 0]);
    expect(first[0]?.text).toContain(`/ops/cases/${late.id}`);
    expect(first[0]?.text).not.toMatch(/社外秘|みどり会|あおば制作/);
    expect((await caseOf('HS-Q-LATE'))[0]).toMatchObject({ overdueStep: 1, handlerName: '' });
    // Two days before the deadline the superiors hear of it as well; they see no case and get no number.
    await pass(2);
    await due();
    await due();
    expect(told(staff.email, 'HS-Q-LATE')).toHaveLength(2);
    const above = told(superior.email, '【窓口】担当の決まらない通知');
    expect([above.length > 0, above.some(({ text, subject }) => `${subject}${text}`.includes('HS-Q-LATE'))]).toEqual([true, false]);
    const opened = await staff.do(supportRoutes.notice, { params: { caseId: late.id } });
    expect([opened.overdueStep, opened.history.map(({ kind, staffName }) => [kind, staffName])]).toEqual([2, [['overdue_first', 'Hoshu'], ['overdue_second', 'Hoshu']]]);
    const trail = (await owner.do(auditRoutes.ofContract, { params: left })).items.filter(({ type }) => type === 'support.overdue');
    expect(trail.map(({ article }) => article)).toEqual(['第17条', '第17条']);
  });

  it('上長への引継ぎは、一度だけメールで知らせる', async () => {
    const superior = await staffPerson(world, 'operator', 'chief@hoshu.example');
    const fixture = await contract('HS-Q-ESC');
    const given = await give(await client(fixture), fixture, 18);
    for (const note of ['連絡がつかない', 'もう一度']) await staff.do(supportRoutes.escalate, { params: { caseId: given.id }, body: { note } });
    await world.drain();
    expect(told(superior.email, '案件が引き継がれました')).toHaveLength(1);
    expect(told(staff.email, '案件が引き継がれました')).toEqual([]);
  });

  it('契約の分からないメールも、割り当てられないまま期限を過ぎると知らせる', async () => {
    const id = randomUUID();
    await world.sql('select platform.keep_unassigned($1, null)', [JSON.stringify({ id, received_at: new Date(), mail_from: 'dare@unknown.example', recipients: ['info@notice.hoshu.example'], from_address: 'dare@unknown.example', from_name: '', subject: '解約の件', body: '解約します。', message_id: '', sha256: 'a'.repeat(64), byte_count: 1, hops: [], checks: { spf: 'none', dkim: 'none', dmarc: 'none' }, problems: [], hints: [] })]);
    await world.sql('select platform.note_mail_came($1, $2)', [id, await world.today()]);
    const turn = async () => { await world.app.get(OverdueCases).mails(); await world.drain(); };
    await turn();
    expect(told(staff.email, '契約の分からないメール')).toEqual([]);
    // Three business days and more: both steps at once are one mail.
    await pass(12);
    await turn();
    await turn();
    expect(told(staff.email, '契約の分からないメール').map(({ text }) => text.includes(`/ops/mails/${id}`))).toEqual([true]);
    const mail = (await staff.do(mailroomRoutes.deskMail, { params: { mailId: id } })).history.map(({ kind }) => kind);
    expect(mail).toContain('overdue_second');
  });
});
