import { createHash } from 'node:crypto';
import { incidentRoutes, reportRoutes } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, lastDayOf, localDate, monthOf, nextBankBusinessDay } from '@hoshu/domain';
import { clientPerson, concludedContract, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';

let world: World;
let owner: Person;
let client: Person;
let approver: Person;
let contract: ContractFixture;
let silent: ContractFixture;
let early: ContractFixture;
/** The month reported on: the one before the clock's at the start. */
let month: ReturnType<typeof monthOf>;

const day = async (offset: number) => addDays(localDate(await world.today()), offset) as string;
const auditTypes = async (contractId: string) => (await world.sql<{ type: string }>('select type from audit.event where stream = $1 order by seq', [`contract:${contractId}`])).map((row) => row.type);
const reportOf = async (person: Person, contractId: string) => {
  const { items } = await person.do(reportRoutes.list, { query: { contractId } });
  const found = items.find((entry) => entry.month === month);
  if (!found) throw new Error('no report');
  return found;
};
const recordMonth = async (fixture: ContractFixture) => {
  await world.sql('update hoshu.monitor set begins_on = $2::date, version = version + 1 where contract_id = $1', [fixture.contractId, firstDayOf(month)]);
  // Every five minutes of the month, with ten minutes of outage and one single failure.
  await world.sql(
    `insert into hoshu.monitor_check (tenant_id, client_id, monitor_id, checked_at, business_at, outcome, http_status, tls_valid_to, tls_fingerprint)
     select m.tenant_id, m.client_id, m.id, t, t, case when to_char(t at time zone 'Asia/Tokyo', 'DD HH24:MI') in ('10 12:00', '10 12:05', '20 03:00') then 'down' else 'up' end, 200, ($3::date + 60)::timestamptz, 'AA:BB'
     from hoshu.monitor m, generate_series($2::timestamp at time zone 'Asia/Tokyo', ($3::date + 1)::timestamp at time zone 'Asia/Tokyo' - interval '5 minutes', interval '5 minutes') as t where m.contract_id = $1`,
    [fixture.contractId, firstDayOf(month), lastDayOf(month)]);
};

beforeAll(async () => {
  world = await startWorld();
  month = addMonths(monthOf(localDate(await world.today())), -1);
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  const concludedOn = addDays(firstDayOf(month), -100) as string;
  const lastOn = addDays(firstDayOf(month), 265) as string;
  contract = await concludedContract(world, { owner, concludedOn, lastOn, number: 'HS-001', siteUrl: 'https://www.midori.example/' });
  const works = contract.terms.annex.works.map((work) => (work.number === 1 ? { ...work, applies: false } : work));
  silent = await concludedContract(world, { owner, concludedOn, lastOn, number: 'HS-002', clientName: '株式会社しずか', terms: { annex: { ...contract.terms.annex, works } } });
  early = await concludedContract(world, { owner, concludedOn, lastOn, number: 'HS-003', clientName: '株式会社これから' });
  await world.sql('update hoshu.contract set goes_live_on = $2::date, version = version + 1 where id = $1', [early.contractId, await day(90)]);
  client = await clientPerson(world, contract, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
  approver = await clientPerson(world, contract, { name: '承認 一郎', email: 'shonin@client.example', role: 'approver' });
  await world.app.get(DueTasks).runAll();
  await recordMonth(contract);
  const incident = await owner.do(incidentRoutes.open, { body: { contractId: contract.contractId, siteIds: [contract.siteId], title: 'サーバー停止', description: '応答がありません。', detectedAt: `${month}-10T12:05:00+09:00` } });
  await owner.do(incidentRoutes.addEvent, { params: { incidentId: incident.id }, body: { kind: 'restored', at: `${month}-10T12:10:00+09:00`, text: '' } });
  const due = nextBankBusinessDay(firstDayOf(addMonths(month, 1)));
  await world.advanceTo(due > (await day(1)) ? due : await day(1));
});
afterAll(() => world.close());

describe('第3条 月次報告書の下書き', () => {
  it('翌月の最初の銀行営業日に、業務のあった契約の下書きができる。運用開始前の契約にはできない', async () => {
    expect(await reportOf(owner, contract.contractId)).toMatchObject({ state: 'draft', sentAt: null });
    expect(await reportOf(owner, silent.contractId)).toMatchObject({ state: 'draft' });
    expect((await owner.do(reportRoutes.list, { query: { contractId: early.contractId } })).items).toEqual([]);
    await world.app.get(DueTasks).runAll();
    expect((await owner.do(reportRoutes.list, { query: { contractId: contract.contractId } })).items.filter((entry) => entry.month === month)).toHaveLength(1);
  });

  it('内容は記録から数える：停止10分、1回だけの失敗は不明、障害と証明書', async () => {
    const { content } = await owner.do(reportRoutes.get, { params: { reportId: (await reportOf(owner, contract.contractId)).id } });
    const total = (Date.parse(lastDayOf(month)) - Date.parse(firstDayOf(month))) / 60_000 + 1_440;
    expect(content.uptime.totals).toMatchObject({ totalMinutes: total, downMinutes: 10, unknownMinutes: 5, plannedMinutes: 0, upMinutes: total - 15, percent: Math.floor(((total - 15) * 10_000) / (total - 5)) / 100 });
    expect(content.uptime.days.filter((bar) => bar.state === 'down').map((bar) => bar.on)).toEqual([`${month}-10`]);
    expect(content.incidents).toEqual([expect.objectContaining({ title: 'サーバー停止', state: 'restored', downMinutes: 5, reportMinutes: null, late: false })]);
    expect(content.certificates).toEqual([expect.objectContaining({ host: 'www.midori.example' })]);
    expect(content.checkCount).toBe(total / 5);
    // 第3条: the works of the contract; what leaves no record here is not counted.
    expect(content.works.map(({ number, records }) => [number, records])).toEqual([[1, total / 5], [2, null], [3, null], [4, null], [5, 1], [6, null], [7, 1], [8, null]]);
    expect(content.summary.fixed.ja).toBe('障害1件のうち1件を復旧しました。');
    expect(content.previous).toEqual({ month: addMonths(month, -1), percent: null, incidentCount: 0 });
  });

  it('下書きはお客様には存在しない', async () => {
    const { id } = await reportOf(owner, contract.contractId);
    expect((await client.do(reportRoutes.clientList)).items).toEqual([]);
    expect((await client.try(reportRoutes.clientGet, { params: { reportId: id } })).status).toBe(404);
    expect((await client.try(reportRoutes.acknowledge, { params: { reportId: id }, body: { personName: '' } })).status).toBe(404);
  });
});

describe('第3条 報告書を送る', () => {
  it('人のコメントがなければ送れず、月の途中でも送れない', async () => {
    const report = await owner.do(reportRoutes.get, { params: { reportId: (await reportOf(owner, contract.contractId)).id } });
    expect((await owner.try(reportRoutes.send, { params: { reportId: report.id }, ifMatch: report.version })).problem.code).toBe('report_comment_missing');
    const [running] = await world.sql<{ id: string }>(
      `insert into hoshu.monthly_report (tenant_id, client_id, contract_id, month, comment) values ($1, $2, $3, $4, 'まだ途中です。') returning id`, [contract.tenantId, contract.clientId, contract.contractId, (await day(31)).slice(0, 7)]);
    expect((await owner.try(reportRoutes.send, { params: { reportId: running?.id ?? '' }, ifMatch: 1 })).problem.code).toBe('report_month_open');
  });

  it('コメントを書いて送ると、五行の要約とPDFがメールで届き、PDFの指紋が残る', async () => {
    const params = { reportId: (await reportOf(owner, contract.contractId)).id };
    const before = await owner.do(reportRoutes.get, { params });
    const commented = await owner.do(reportRoutes.comment, { params, body: { comment: '10日の停止はサーバー会社の障害でした。', decisions: '常時SSL化をご検討ください。' }, ifMatch: before.version });
    expect((await owner.try(reportRoutes.comment, { params, body: { comment: '別の画面', decisions: '' }, ifMatch: before.version })).problem.code).toBe('version_stale');
    expect((await owner.try(reportRoutes.send, { params, ifMatch: before.version })).problem.code).toBe('version_stale');
    const answers = await Promise.all([1, 2].map(() => owner.try(reportRoutes.send, { params, ifMatch: commented.version })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    await world.drain();
    const mails = world.mail.mails.filter((mail) => mail.to === contract.terms.annex.notices.client.email && mail.subject.includes('保守報告書'));
    expect(mails).toHaveLength(1);
    for (const label of ['稼働率：', '防いだこと：', '直したこと：', '今月の残り枠：', 'お客様の判断が必要なこと：常時SSL化']) expect(mails[0]?.text).toContain(label);
    const sent = await owner.do(reportRoutes.get, { params });
    expect(sent).toMatchObject({ state: 'sent', pdfReady: true, sentBy: '佐藤 美咲' });
    expect(createHash('sha256').update(mails[0]?.attachments[0]?.content ?? Buffer.alloc(0)).digest('hex')).toBe(sent.sha256);
  });

  it('送った報告書は変わらない', async () => {
    const params = { reportId: (await reportOf(owner, contract.contractId)).id };
    const before = await owner.do(reportRoutes.get, { params });
    await owner.do(incidentRoutes.open, { body: { contractId: contract.contractId, siteIds: [contract.siteId], title: '後から分かった障害', description: '記録', detectedAt: `${month}-15T10:00:00+09:00` } });
    expect((await owner.do(reportRoutes.get, { params })).content).toEqual(before.content);
    expect((await owner.try(reportRoutes.comment, { params, body: { comment: '変更', decisions: '' }, ifMatch: before.version })).problem.code).toBe('report_sent');
    await expect(world.sql('update hoshu.report_sending set comment = $2 where report_id = $1', [before.id, '変更'])).rejects.toThrow('keeps its rows');
  });

  it('計測のない月は、画面にもPDFにもメールにも稼働率を書かない', async () => {
    const params = { reportId: (await reportOf(owner, silent.contractId)).id };
    const draft = await owner.do(reportRoutes.get, { params });
    expect(draft.content.uptime.totals).toMatchObject({ totalMinutes: 0, percent: null });
    const { version } = await owner.do(reportRoutes.comment, { params, body: { comment: '作業はありませんでした。', decisions: '' }, ifMatch: draft.version });
    await owner.do(reportRoutes.send, { params, ifMatch: version });
    await world.drain();
    const mail = world.mail.last(silent.terms.annex.notices.client.email, '保守報告書');
    expect(mail.text).toContain('稼働率：計測はありません。');
    expect((await owner.try(reportRoutes.pdf, { params })).bytes.equals(mail.attachments[0]?.content ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('第3条 お客様が報告書を読む', () => {
  it('最初に開いたことが一度だけ残り、PDFも読める', async () => {
    const { id } = await reportOf(owner, contract.contractId);
    const params = { reportId: id };
    expect((await client.do(reportRoutes.clientList)).items.map((entry) => [entry.id, entry.state])).toEqual([[id, 'sent']]);
    expect(await client.do(reportRoutes.clientGet, { params })).toMatchObject({ state: 'opened', openedBy: '緑川 薫', acknowledgedAt: null });
    const pdf = await client.try(reportRoutes.clientPdf, { params });
    expect(createHash('sha256').update(pdf.bytes).digest('hex')).toBe((await owner.do(reportRoutes.get, { params })).sha256);
    await approver.do(reportRoutes.clientGet, { params });
    expect((await auditTypes(contract.contractId)).filter((type) => type === 'report.opened')).toHaveLength(1);
  });

  it('質問は記録に残り、保守会社へ届く', async () => {
    const { id } = await reportOf(owner, contract.contractId);
    await client.do(reportRoutes.ask, { params: { reportId: id }, body: { text: '停止の影響を教えてください。', personName: '' } });
    await world.drain();
    expect(world.mail.last('owner@aoba.example', '質問').text).toContain('停止の影響を教えてください。');
    expect((await owner.do(reportRoutes.get, { params: { reportId: id } })).questions).toEqual([expect.objectContaining({ personName: '緑川 薫', text: '停止の影響を教えてください。' })]);
  });

  it('共用のアドレスではお名前が要り、二人が同時に「確認しました」を押しても記録は一つ', async () => {
    const { id } = await reportOf(owner, contract.contractId);
    const params = { reportId: id };
    await world.sql('insert into hoshu.client_contact (tenant_id, client_id, person_name, email, is_shared_mailbox) values ($1, $2, $3, $4, true)', [contract.tenantId, contract.clientId, '総務', client.email]);
    expect((await client.try(reportRoutes.acknowledge, { params, body: { personName: '' } })).problem.code).toBe('person_name_required');
    const answers = await Promise.all([client.try(reportRoutes.acknowledge, { params, body: { personName: '総務 花子' } }), approver.try(reportRoutes.acknowledge, { params, body: { personName: '' } })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const detail = await owner.do(reportRoutes.get, { params });
    expect(['総務 花子', '承認 一郎']).toContain(detail.acknowledgedBy);
    expect(detail.state).toBe('acknowledged');
    expect((await auditTypes(contract.contractId)).filter((type) => type === 'report.acknowledged')).toHaveLength(1);
  });

  it('他社・他のお客様の報告書は存在しないものとして答え、経理担当は見られない', async () => {
    const params = { reportId: (await reportOf(owner, contract.contractId)).id };
    const other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
    const neighbour = await clientPerson(world, silent, { name: '隣 次郎', email: 'tonari@client.example', role: 'owner' });
    expect((await other.try(reportRoutes.get, { params })).status).toBe(404);
    expect((await other.try(reportRoutes.send, { params, ifMatch: 1 })).status).toBe(404);
    expect((await neighbour.try(reportRoutes.clientGet, { params })).status).toBe(404);
    expect((await neighbour.try(reportRoutes.clientPdf, { params })).status).toBe(404);
    expect((await neighbour.try(reportRoutes.ask, { params, body: { text: '質問', personName: '' } })).status).toBe(404);
    expect((await client.try(reportRoutes.get, { params })).status).toBe(404);
    const accounting = await clientPerson(world, contract, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
    expect((await accounting.try(reportRoutes.clientList)).problem.code).toBe('forbidden');
  });

  it('10日開かれない報告書は、一度だけ知らせる', async () => {
    const reminders = () => world.mail.mails.filter((mail) => mail.subject.includes('ご確認ください'));
    await world.advanceDays(9);
    expect(reminders()).toHaveLength(0);
    await world.advanceDays(2);
    expect(reminders().map((mail) => mail.text.includes('株式会社しずか'))).toEqual([true]);
  });
});
