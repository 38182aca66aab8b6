import { auditRoutes, billingRoutes, boardRoutes, contractRoutes, incidentRoutes, monitoringRoutes, noticeRoutes, rescissionRoutes, supportRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addMonths, localDate, survivalLastDay } from '@hoshu/domain';
import { clientPerson, fillCompany, signUpVendor, staffPerson, startWorld, steppedUp, vendorPerson, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, monthStart, shift } from './billing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let manager: Person;
let today: string;
let serial = 0;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

type View = ResponseOf<typeof rescissionRoutes.get>;
const noPaper = { postedOn: null, deliveredOn: null, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, trackingNumber: '', fileId: null };

const aheadMinutes = (minutes: number) => world.sql('update platform.clock set offset_ms = offset_ms + $1', [minutes * 60_000]);

const agreed = (): Partial<ContractTerms> => {
  const { annex } = sampleTerms();
  return { annex: { ...annex, specialTerms: { ...annex.specialTerms, electronicNotice: true } } };
};
const contract = (terms: Partial<ContractTerms> = {}, months = -3) => billedContract(world, owner, { concludedOn: monthStart(today, months), billingStartsOn: monthStart(today, -1), terms, clientName: `医療法人社団みどり会${(serial += 1)}` });
const kou = (fixture: ContractFixture, role: 'owner' | 'approver' = 'owner') => clientPerson(world, fixture, { name: role === 'owner' ? '緑川 薫' : '赤木 進', email: `kou${(serial += 1)}@client.example`, role });
const declare = (person: Person, fixture: ContractFixture, body: BodyInputOf<typeof rescissionRoutes.declare>) => person.try(rescissionRoutes.declare, { params: { contractId: fixture.contractId }, body });
const get = (person: Person, declarationId: string): Promise<View> => person.do(rescissionRoutes.get, { params: { declarationId } });
const confirm = async (person: Person, declarationId: string) => (await steppedUp(world, person)).try(rescissionRoutes.confirm, { params: { declarationId }, body: {} });
const send = (person: Person, view: View, channel: 'portal' | 'letter') => person.try(rescissionRoutes.send, { params: { declarationId: view.id }, body: { channel, confirmName: view.channels.confirmName } });
const deliver = (person: Person, declarationId: string, days: Partial<BodyInputOf<typeof rescissionRoutes.registerDelivery>>) => person.try(rescissionRoutes.registerDelivery, { params: { declarationId }, body: { ...noPaper, ...days } });

/** Puts everything that the ground needs on file. */
async function fill(person: Person, view: View): Promise<View> {
  let filled = view;
  for (const { key, needs } of view.checklist) {
    const fileId = needs === 'file' ? (await person.do(rescissionRoutes.upload, { params: { contractId: view.contractId }, upload: { bytes: pdf, name: '証拠.pdf', type: 'application/pdf' } })).fileId : null;
    filled = await person.do(rescissionRoutes.addEvidence, { params: { declarationId: view.id }, body: { item: key, text: needs === 'file' ? '' : '記録のとおりです。', fileId } });
  }
  return filled;
}

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  const first = await contract();
  manager = await vendorPerson(world, first.tenantId, { name: '高橋 直人', email: 'manager@aoba.example', role: 'manager' });
});
afterAll(() => world.close());

describe('第19条 解除（F121）', () => {
  it('支払の遅れは事由ではなく、催告（民法541条）へ導く', async () => {
    const refused = await declare(owner, await contract(), { kind: 'rescission', event: 'latePayment', reason: '三か月分が未払いです。' });
    expect([refused.status, refused.problem.code, refused.problem.article]).toEqual([422, 'rescission_demand_first', '民法541条']);
  });

  it('事由ごとの証拠がそろうまで確認できず、二人が確認するまで送れない（D9）', async () => {
    const fixture = await contract();
    const begun = (await declare(owner, fixture, { kind: 'rescission', event: 'bankruptcyPetition', reason: '破産手続開始の申立てがありました。' })).body;
    expect(begun).toMatchObject({ state: 'draft', clause: '第19条3号', decision: { authorisedPersons: 2 }, mayDo: ['evidence', 'withdraw'] });
    expect(begun.checklist.map(({ needs, onFile }) => [needs, onFile])).toEqual([['file', false], ['statement', false]]);
    expect((await confirm(owner, begun.id)).problem).toMatchObject({ code: 'rescission_evidence_missing', data: { missing: [{ ja: expect.stringContaining('官報') }, { ja: expect.stringContaining('事件番号') }] } });
    // A statement is no paper.
    await owner.do(rescissionRoutes.addEvidence, { params: { declarationId: begun.id }, body: { item: 'petition_fact', text: '官報で見ました。', fileId: null } });
    expect((await get(owner, begun.id)).checklist[0]).toMatchObject({ onFile: false });
    const filled = await fill(owner, begun);
    expect(filled.checklist.every(({ onFile }) => onFile)).toBe(true);
    expect((await send(owner, filled, 'letter')).problem.code).toBe('rescission_not_confirmed');

    await world.sql(`update identity.session set stepped_up_until = null`);
    expect((await owner.try(rescissionRoutes.confirm, { params: { declarationId: begun.id }, body: {} })).problem.code).toBe('step_up_required');
    expect((await confirm(owner, begun.id)).status).toBe(200);
    await world.drain();
    expect(world.mail.last('manager@aoba.example', '確認のお願い').text).toContain(`/app/contracts/${fixture.contractId}/declarations/${begun.id}`);
    expect((await confirm(owner, begun.id)).problem.code).toBe('rescission_second_person_required');
    await aheadMinutes(11);
    expect((await confirm(owner, begun.id)).problem.code).toBe('rescission_second_person_required');
    const decided = (await confirm(manager, begun.id)).body;
    expect(decided).toMatchObject({ state: 'ready', confirmations: [{ personName: '佐藤 美咲' }, { personName: '高橋 直人' }] });
    expect((await owner.try(rescissionRoutes.send, { params: { declarationId: begun.id }, body: { channel: 'letter', confirmName: '株式会社ちがう' } })).problem.code).toBe('notice_name_mismatch');
    expect((await send(owner, decided, 'letter')).body).toMatchObject({ state: 'letter_printed', mayDo: ['deliver'] });
    const letter = await owner.try(rescissionRoutes.letterPdf, { params: { declarationId: begun.id } });
    expect([letter.status, letter.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const file = decided.evidence.find(({ fileName }) => fileName !== null)!;
    expect((await owner.try(rescissionRoutes.evidenceFile, { params: { declarationId: begun.id, declarationEvidenceId: file.id } })).bytes.equals(pdf)).toBe(true);
  });

  it('窓口は、相手方へ向けて発した解除だけを、中身なしで、通知と同じ一覧に見る。準備中のもの、印刷しただけのもの、催告は見ない（D8、F120）', async () => {
    const [fixture, other] = [await contract(), await contract()];
    const staff = await staffPerson(world, 'support');
    const [{ contract_number: number = '' } = {}] = await world.sql<{ contract_number: string }>('select contract_number from hoshu.contract where id = $1', [fixture.contractId]);
    const seen = async () => (await staff.do(supportRoutes.notices)).items.filter(({ article }) => article > 18);
    const begun = (await declare(owner, fixture, { kind: 'rescission', event: 'materialBreach', reason: '社外秘の事情がありました。' })).body;
    await fill(owner, begun);
    for (const person of [owner, manager]) await confirm(person, begun.id);
    await send(owner, await get(owner, begun.id), 'letter');
    const demand = (await declare(owner, other, { kind: 'demand', subject: 'defect', periodDays: 14, reason: '決済の画面が開けません。' })).body;
    await send(owner, demand, 'letter');
    await deliver(owner, demand.id, { deliveredOn: today });
    await world.drain();
    expect(await seen()).toEqual([]);

    await deliver(owner, begun.id, { postedOn: today, trackingNumber: '1234-5678-9012' });
    expect(await seen()).toMatchObject([{ id: begun.id, contractNumber: number, side: 'vendor', article: 19, channel: 'paper', receivedOn: today, deadlineOn: null, arrivedOn: null, result: '要確認' }]);
    const params = { caseId: begun.id };
    const opened = await staff.do(supportRoutes.notice, { params });
    expect(opened.checks.map(({ key, result, article }) => [key, result, article])).toEqual([['form', '充足', '第19条'], ['arrival', '要確認', '第19条'], ['authority', '充足', '第19条'], ['ground', '要確認', '第19条']]);
    expect([JSON.stringify(opened).includes('社外秘'), opened.canForward, opened.answers.map(({ key }) => key)]).toEqual([false, false, ['not_delivered', 'authority']]);
    expect((await staff.try(supportRoutes.answer, { params, body: { key: 'written_form' } })).problem.code).toBe('support_answer_unfit');
    await staff.do(supportRoutes.takeOver, { params, body: {} });
    await staff.do(supportRoutes.answer, { params, body: { key: 'authority' } });
    await deliver(owner, begun.id, { deliveredOn: today });
    await world.drain();
    expect(await seen()).toMatchObject([{ arrivedOn: today, handledByMe: true }]);
    const trail = (await (await kou(fixture)).do(auditRoutes.ofContract, { params: { contractId: fixture.contractId } })).items;
    expect(trail.filter(({ type }) => type.startsWith('support.')).map(({ type, article }) => `${type} ${article}`)).toEqual(expect.arrayContaining(['support.viewed-notice 第19条', 'support.took-over 第19条', 'support.answered 第19条']));
  });

  it('相手方には、届くまで何も見えない。証拠と確認は届いた後も見えず、監査にも現れない', async () => {
    const fixture = await contract();
    const client = await kou(fixture);
    const begun = (await declare(owner, fixture, { kind: 'rescission', event: 'materialBreach', reason: '無断でコードを書き換えました。' })).body;
    const trail = async (person: Person) => JSON.stringify(await person.do(auditRoutes.list, { query: { contractId: fixture.contractId } }));
    await fill(owner, begun);
    for (const person of [owner, manager]) await confirm(person, begun.id);
    const printed = (await send(owner, await get(owner, begun.id), 'letter')).body;
    expect((await client.try(rescissionRoutes.get, { params: { declarationId: begun.id } })).status).toBe(404);
    expect((await client.do(rescissionRoutes.list, { params: { contractId: fixture.contractId } })).items).toEqual([]);
    expect(await trail(client)).not.toContain('rescission');
    await deliver(owner, printed.id, { postedOn: today, trackingNumber: '1234-5678-9012' });
    expect(await get(client, begun.id)).toMatchObject({ isOwn: false, state: 'posted', evidence: [], confirmations: [], checklist: [], mayDo: [], reason: '無断でコードを書き換えました。' });
    const file = (await get(owner, begun.id)).evidence.find(({ fileName }) => fileName !== null)!;
    expect((await client.try(rescissionRoutes.evidenceFile, { params: { declarationId: begun.id, declarationEvidenceId: file.id } })).status).toBe(404);
    expect(await trail(client)).not.toContain('rescission.confirmed');

    // 甲's preparations are as hidden from 乙, and stand in 甲's own trail.
    const own = (await declare(client, fixture, { kind: 'rescission', event: 'antisocial', reason: '関係が判明しました。' })).body;
    expect((await owner.try(rescissionRoutes.get, { params: { declarationId: own.id } })).status).toBe(404);
    expect(JSON.stringify(await owner.do(auditRoutes.list))).not.toContain(own.id);
    expect(JSON.stringify(await client.do(auditRoutes.list))).toContain(own.id);
  });

  it('到達した日に、到達の時に終わる。監視・障害・新しい版は凍結され、精算と存続の期間が始まる', async () => {
    const fixture = await contract({}, -1);
    const client = await kou(fixture);
    await world.advanceDays(1);
    today = await world.today();
    const reason = async () => (await owner.do(monitoringRoutes.list, { query: { contractId: fixture.contractId } })).items.map(({ inactiveReason }) => inactiveReason);
    expect(await reason()).toEqual([null]);
    const begun = (await declare(owner, fixture, { kind: 'rescission', event: 'civilRehabilitationPetition', reason: '再生手続開始の申立て。' })).body;
    expect(begun.warnings.map(({ ja }) => ja).join()).toContain('最判平20.12.16');
    await fill(owner, begun);
    for (const person of [owner, manager]) await confirm(person, begun.id);
    const ready = await get(owner, begun.id);
    // D7: without the 特約 a rescission by portal does not arrive.
    expect([ready.channels.portal, (await send(owner, ready, 'portal')).problem.code]).toEqual([false, 'rescission_channel']);
    await send(owner, ready, 'letter');
    expect((await deliver(owner, begun.id, { deliveredOn: shift(today, 1) })).problem.code).toBe('notice_arrival_in_future');
    expect((await deliver(owner, begun.id, { deliveredOn: shift(today, -1) })).problem.code).toBe('notice_before_contract');
    expect((await deliver(owner, begun.id, { postedOn: today, deliveredOn: today })).body).toMatchObject({ state: 'arrived', arrivedOn: today });
    await world.drain();
    for (const person of [owner, client]) expect(await get(person, begun.id)).toMatchObject({ effect: { outcome: 'ended', ja: expect.stringContaining(today) } });
    expect(await client.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).toMatchObject({ status: 'ended', endBasis: '19', endNeedsReview: true });
    expect(await world.sql(`select to_char(last_on, 'YYYY-MM-DD') as on from hoshu.contract_end where contract_id = $1 and withdrawn_at is null`, [fixture.contractId])).toEqual([{ on: today }]);
    expect(await reason()).toEqual(['ended']);
    const frozen = await owner.try(incidentRoutes.open, { body: { contractId: fixture.contractId, siteIds: [fixture.siteId], title: '停止', description: '開けません。' } });
    expect([frozen.status, frozen.problem.code, frozen.problem.article]).toEqual([422, 'contract_frozen', '第19条']);
    expect(world.mail.last('tsuchi@midori.example', '到達しました').text).toContain('到達の時に終了');
    expect((await client.try(noticeRoutes.give, { params: fixture, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } })).problem.code).toBe('notice_contract_ended');
    const lights = (await client.do(boardRoutes.get, { params: { contractId: fixture.contractId } })).items;
    expect(lights[18]).toMatchObject({ state: 'bad', action: { target: 'declaration', id: begun.id } });

    // The end takes effect on the same day; the month is prorated up to and with it.
    await world.advanceDays(1);
    expect(await world.sql(`select to_char(ended_on, 'YYYY-MM-DD') as ended, to_char(survival_last_on, 'YYYY-MM-DD') as survival from hoshu.contract_end_effect where contract_id = $1`, [fixture.contractId])).toEqual([{ ended: today, survival: survivalLastDay({ endDate: localDate(today), years: 3 }) }]);
    // A second run of the same row changes nothing.
    await world.sql(`update platform.outbox set done_at = null, attempts = 0 where kind = 'rescission.arrived' and payload->>'declarationId' = $1`, [begun.id]);
    await world.drain();
    expect(await world.sql('select 1 from hoshu.contract_end where contract_id = $1', [fixture.contractId])).toHaveLength(1);
    today = await world.today();
  });

  it('一人だけの会社は、10分以上おいて二度確認する（甲）。特約があればポータルから実際のメールで届く', async () => {
    const fixture = await contract(agreed());
    const client = await kou(fixture);
    const begun = (await declare(client, fixture, { kind: 'rescission', event: 'insolvency', reason: '手形が二度不渡りになりました。' })).body;
    expect(begun.decision).toMatchObject({ authorisedPersons: 1, secondFrom: null });
    await fill(client, begun);
    expect((await confirm(client, begun.id)).body).toMatchObject({ state: 'draft', decision: { confirmedByMe: true }, mayDo: ['evidence', 'confirm', 'withdraw'] });
    await aheadMinutes(9);
    expect((await confirm(client, begun.id)).problem.code).toBe('rescission_second_too_early');
    await aheadMinutes(1);
    const ready = (await confirm(client, begun.id)).body;
    expect([ready.state, ready.channels.portal, ready.channels.recipientEmail]).toEqual(['ready', true, 'tsuchi@aoba.example']);
    await send(client, ready, 'portal');
    await world.drain();
    const mail = world.mail.last('tsuchi@aoba.example', '解除通知書');
    for (const word of ['第19条2号', '手形が二度不渡りになりました。', ready.clause]) expect(mail.text).toContain(word);
    expect(await get(owner, begun.id)).toMatchObject({ isOwn: false, state: 'arrived', effect: { outcome: 'ended' }, deliveries: [{ kind: 'mail', serverResponse: expect.stringMatching(/^250/) }] });
    expect((await client.try(rescissionRoutes.withdraw, { params: { declarationId: begun.id }, body: { reason: '撤回' } })).problem.code).toBe('rescission_step');
  });

  it('すでに決まっていたより遅い終了は、解除に替わる', async () => {
    const fixture = await contract(agreed());
    const client = await kou(fixture);
    await client.do(noticeRoutes.give, { params: fixture, body: { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '株式会社あおば制作' } });
    await world.drain();
    const begun = (await declare(owner, fixture, { kind: 'rescission', event: 'paymentSuspension', reason: '支払停止の通知。' })).body;
    await fill(owner, begun);
    for (const person of [owner, manager]) await confirm(person, begun.id);
    await send(owner, await get(owner, begun.id), 'portal');
    await world.drain();
    expect(await world.sql(`select basis, withdrawn_at is null as live from hoshu.contract_end where contract_id = $1 order by created_at`, [fixture.contractId])).toEqual([{ basis: '18', live: false }, { basis: '19', live: true }]);
  });
});

describe('催告と、その後の解除（民法541条）', () => {
  it('支払の催告は未払いの額と期間を示し、到達の翌日から数える。期間が過ぎるまで解除できない', async () => {
    const fixture = await contract({}, -4);
    const client = await kou(fixture);
    await owner.do(billingRoutes.run, { body: {} });
    await world.drain();
    // Past the due day of what was billed just now.
    await aheadMinutes(45 * 24 * 60);
    today = await world.today();
    const before = await owner.do(rescissionRoutes.list, { params: { contractId: fixture.contractId } });
    const overdue = before.overdueYen!;
    expect(overdue).toBeGreaterThan(0);
    // Five years from the due day, which is not counted.
    expect(before.limitation[0]).toMatchObject({ kind: 'invoice', heldUntilOn: null });
    expect(before.limitation[0]!.lastOn.slice(0, 7)).toBe(addMonths(before.limitation[0]!.fromOn.slice(0, 7) as never, 60));
    expect((await declare(client, fixture, { kind: 'demand', subject: 'payment', periodDays: 14, reason: '返して。' })).problem.code).toBe('demand_not_yours');
    const begun = (await declare(owner, fixture, { kind: 'demand', subject: 'payment', periodDays: 14, reason: '下記の請求書をお支払いください。' })).body;
    expect(begun).toMatchObject({ state: 'ready', clause: '民法541条', demand: { periodDays: 14, demandedYen: overdue, lastOn: null, hasLapsed: false }, checklist: [], decision: null });
    await send(owner, begun, 'portal');
    await world.drain();
    const mail = world.mail.last('tsuchi@midori.example', '催告書');
    expect(mail.text).toContain(`${overdue.toLocaleString('ja-JP')}円`);
    const arrived = await get(owner, begun.id);
    expect(arrived).toMatchObject({ state: 'arrived', demand: { lastOn: shift(today, 14), hasLapsed: false, explanation: { needsReview: true } }, effect: { outcome: 'demanded' }, mayDo: [] });
    expect(await client.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).toMatchObject({ status: 'in_force' });
    const held = (await owner.do(rescissionRoutes.list, { params: { contractId: fixture.contractId } })).limitation[0];
    expect(held?.heldUntilOn).toBe(arrived.demand?.holdsLimitationUntil);
    expect((await declare(owner, fixture, { kind: 'after_demand', demandId: begun.id, reason: '履行なし' })).problem.code).toBe('demand_period_running');

    await world.advanceDays(14);
    expect((await declare(owner, fixture, { kind: 'after_demand', demandId: begun.id, reason: '履行なし' })).problem.code).toBe('demand_period_running');
    await world.advanceDays(1);
    today = await world.today();
    expect(await get(owner, begun.id)).toMatchObject({ demand: { hasLapsed: true }, mayDo: ['rescind'] });
    const after = (await declare(owner, fixture, { kind: 'after_demand', demandId: begun.id, reason: '期間内に入金がありませんでした。' })).body;
    expect(after.warnings.map(({ ja }) => ja).join()).toContain('軽微');
    await fill(owner, after);
    for (const person of [owner, manager]) await confirm(person, after.id);
    await send(owner, await get(owner, after.id), 'letter');
    await deliver(owner, after.id, { deliveredOn: today });
    await world.drain();
    expect(await client.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).toMatchObject({ status: 'ended', endBasis: '541', endNeedsReview: true });
  });

  it('甲は重大な不具合の是正を催告できる。短い期間には要確認が付き、未払いがなければ支払の催告はできない', async () => {
    const fixture = await contract({}, 0);
    const client = await kou(fixture);
    const begun = (await declare(client, fixture, { kind: 'demand', subject: 'defect', periodDays: 3, reason: '決済の画面が壊れたままです。' })).body;
    expect(begun.warnings[0]?.ja).toContain('相当の期間');
    await send(client, begun, 'portal');
    await world.drain();
    expect(await get(owner, begun.id)).toMatchObject({ isOwn: false, demand: { lastOn: shift(today, 3) } });
    expect((await declare(owner, fixture, { kind: 'demand', subject: 'payment', periodDays: 14, reason: '支払' })).problem.code).toBe('demand_nothing_overdue');
  });
});
