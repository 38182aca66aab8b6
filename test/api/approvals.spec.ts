import { approvalRoutes as routes, auditRoutes, clientRoutes, contractRoutes, signingRoutes, type ApprovalStep, type BodyInputOf } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { Person, startWorld, type World } from '@hoshu/testing';
import { enter, represent, send, signingStage, type SigningStage } from './signing-support.js';

jest.setTimeout(180_000);
let world: World;
let stage: SigningStage;
let owner: Person;
let manager: Person;
let accounting: Person;
const ids: Record<string, string> = {};

async function member(name: string, email: string, role: string): Promise<Person> {
  const [user] = await world.sql<{ id: string }>(`insert into identity."user" (email, name, terms_version, email_verified_at) values ($1, $2, (select max(version) from identity.terms), now()) returning id`, [email, name]);
  const [tenant] = await world.sql<{ tenant_id: string }>(`select m.tenant_id from identity.membership m join identity."user" u on u.id = m.user_id where u.email = $1`, [owner.email]);
  await world.sql('insert into identity.membership (user_id, tenant_id, kind, role) values ($1, $2, $3, $4)', [user!.id, tenant!.tenant_id, 'vendor', role]);
  return new Person(world, name, email).signInByMail();
}
beforeAll(async () => {
  world = await startWorld();
  stage = await signingStage(world);
  ({ owner } = stage);
  manager = await member('責任 一郎', 'sekinin@aoba.example', 'manager');
  accounting = await member('経理 二郎', 'keiri@aoba.example', 'accounting');
  for (const { userId, name } of (await owner.do(routes.policy)).people) ids[name] = userId;
});
afterAll(() => world.close());

const params = () => ({ contractId: stage.contractId });
const step = (name: string, approvers: readonly string[], more: Partial<ApprovalStep> = {}): ApprovalStep => ({ name, condition: 'always', fromYen: null, approverIds: approvers.map((person) => ids[person] ?? ''), ...more });
const policy = async (steps: ApprovalStep[]) => owner.do(routes.savePolicy, { ifMatch: (await owner.do(routes.policy)).version, body: { steps } });
const view = (person = owner) => person.do(routes.get, { params: params() });
const ask = (person = owner, note = '') => person.try(routes.request, { params: params(), body: { note } });
const answer = async (person: Person, more: Partial<BodyInputOf<typeof routes.answer>> = {}) => person.try(routes.answer, { params: params(), body: { requestId: (await view()).requests[0]!.id, kind: 'approved', reason: '', ...more } });
const gate = async () => (await owner.do(signingRoutes.gates, { params: params() })).gates.find(({ key }) => key === 'internal_approval');
const saveTerms = async (change: Partial<BodyInputOf<typeof contractRoutes.updateDraft>['terms']>) => {
  const contract = await owner.do(contractRoutes.get, { params: params() });
  return owner.do(contractRoutes.updateDraft, { params: params(), ifMatch: contract.draftVersion!, body: { siteIds: contract.sites.map(({ id }) => id), terms: { ...contract.terms!, ...change } } });
};

describe('社内承認（稟議） F137', () => {
  it('決まりがなければ承認はいらず、依頼もできない', async () => {
    expect([await gate(), (await view()).needed]).toEqual([undefined, []]);
    expect((await ask()).problem.code).toBe('approval_not_needed');
    expect((await owner.try(routes.savePolicy, { ifMatch: 0, body: { steps: [{ ...step('x', []), approverIds: [stage.contractId] }] } })).problem.code).toBe('approval_people');
    expect((await manager.try(routes.savePolicy, { ifMatch: 0, body: { steps: [] } })).status).toBe(403);
  });

  it('金額・ひな形との違いで段階が決まる。1〜3段階', async () => {
    // 下書きの月額は 55,000 円。ひな形との違いはない。
    await policy([step('責任者', ['責任 一郎'], { condition: 'amount', fromYen: 55_000 }), step('経理', ['経理 二郎'], { condition: 'amount', fromYen: 55_001 }), step('代表', ['佐藤 美咲'], { condition: 'deviation' })]);
    expect((await view()).needed.map(({ name, because }) => [name, because.ja])).toEqual([['責任者', '月額が55,000円以上']]);
    await saveTerms({ noticeDays18: 60 });
    expect(await view()).toMatchObject({ needed: [{ name: '責任者' }, { name: '代表', because: { ja: 'ひな形との違いがある' } }], deviations: [{ ja: '第18条：解約の通知は60日前' }] });
    await policy([step('経理', ['経理 二郎'], { condition: 'either', fromYen: 99_999_999 })]);
    expect((await view()).needed).toMatchObject([{ name: '経理', because: { ja: 'ひな形との違いがある' } }]);
    await policy([step('責任者', ['責任 一郎', '佐藤 美咲']), step('経理', ['経理 二郎'])]);
  });

  it('承認がそろうまで送信は理由をつけて断られ、段階の順に頼み、全員の承認で送信できる状態になる', async () => {
    expect(await gate()).toMatchObject({ ok: false, reason: { ja: '社内承認（稟議）をまだ依頼していません。' } });
    expect((await ask(owner, '値引きあり')).status).toBe(200);
    await world.drain();
    expect(world.mail.last('sekinin@aoba.example', '承認のお願い').text).toMatch(/値引きあり[\s\S]*\/approval/);
    expect(() => world.mail.last('keiri@aoba.example', '承認のお願い')).toThrow();
    expect((await gate())?.reason?.ja).toBe('承認を待っています（責任者：佐藤 美咲・責任 一郎）。');
    const refused = await owner.try(signingRoutes.send, { params: params(), body: { form: 'electronic', contractDate: await world.today(), recipient: { personName: '緑川 薫', email: stage.signerEmail, title: '' }, message: '' } });
    expect(refused.problem.code).toBe('signing_gates_open');
    // 依頼した本人は承認者でも承認できず、経理は自分の段階の前に承認できない。
    expect([(await answer(owner)).problem.code, (await answer(accounting)).problem.code, (await ask()).problem.code]).toEqual(['approval_own_request', 'approval_not_yours', 'approval_open']);
    expect((await manager.do(routes.waiting)).items).toMatchObject([{ contractId: stage.contractId, step: '責任者', mine: true }]);
    expect((await answer(manager)).status).toBe(200);
    await world.drain();
    expect(world.mail.last('keiri@aoba.example', '承認のお願い').text).toContain('経理');
    expect((await answer(accounting, { kind: 'sent_back', reason: '' })).status).toBe(400);
    expect((await answer(accounting)).status).toBe(200);
    await world.drain();
    expect(world.mail.last(owner.email, '承認されました')).toBeTruthy();
    expect([await gate(), (await view()).state, (await answer(accounting)).problem.code]).toEqual([expect.objectContaining({ ok: true }), 'approved', 'approval_closed']);
  });

  it('承認のあとで下書きや登録情報が変わると、もう一度必要になる', async () => {
    await saveTerms({ noticeDays18: 90 });
    expect([(await view()).state, (await gate())?.reason?.ja]).toEqual(['outdated', '承認の依頼のあとで下書きが変わりました。もう一度、承認が必要です。']);
    await saveTerms({ noticeDays18: 60 });
    expect((await view()).state).toBe('approved');
    const { clientId } = await owner.do(contractRoutes.get, { params: params() });
    const client = await owner.do(clientRoutes.get, { params: { clientId } });
    await world.sql(`update hoshu.client set street = '一丁目9番9号', version = version + 1 where id = $1`, [clientId]);
    expect((await view()).state).toBe('outdated');
    expect(client.companyName).toBe((await view()).clientName);
    // 依頼中に変わった下書きは承認できない。
    expect((await ask()).status).toBe(200);
    await saveTerms({ survivalYears: 5 });
    expect((await answer(manager)).problem.code).toBe('approval_draft_changed');
  });

  it('差し戻しには理由が残り、直して依頼し直せる。不在の間は代理が承認し、二人の名前が残る', async () => {
    expect((await ask()).status).toBe(200);
    expect((await answer(manager, { kind: 'sent_back', reason: '秘密保持は3年に' })).status).toBe(200);
    await world.drain();
    expect(world.mail.last(owner.email, '差し戻されました').text).toContain('秘密保持は3年に');
    expect((await gate())?.reason?.ja).toBe('責任 一郎 さんが差し戻しました：秘密保持は3年に');
    await saveTerms({ survivalYears: 3 });
    const today = await world.today();
    const absence = { userId: ids['責任 一郎']!, delegateId: ids['経理 二郎']!, fromOn: addDays(localDate(today), 1), untilOn: addDays(localDate(today), 3) };
    expect((await accounting.try(routes.enterAbsence, { body: absence })).problem.code).toBe('approval_not_yours');
    expect((await manager.try(routes.enterAbsence, { body: { ...absence, untilOn: today } })).problem.code).toBe('absence_dates');
    await manager.do(routes.enterAbsence, { body: absence });
    expect((await ask()).status).toBe(200);
    // 不在の前日は、代理はまだ答えられない。
    expect((await answer(accounting)).problem.code).toBe('approval_not_yours');
    await world.advanceDays(1);
    expect(await accounting.do(routes.get, { params: params() })).toMatchObject({ mayAnswer: true, onBehalfOf: '責任 一郎' });
    expect((await answer(accounting)).status).toBe(200);
    expect((await view()).requests[0]!.steps[0]!.answer).toMatchObject({ by: '経理 二郎', onBehalfOf: '責任 一郎' });
    const { items: [entered] } = await manager.do(routes.absences);
    await manager.do(routes.endAbsence, { params: { absenceId: entered!.id }, body: {} });
    expect((await manager.do(routes.absences)).items).toEqual([]);
  });

  it('同じ段階に同時に答えても、一つだけが残る', async () => {
    const answers = await Promise.all([answer(accounting), answer(accounting, { kind: 'sent_back', reason: '待って' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('承認のあとに送信でき、証跡は乙だけに見え、甲には何も見えない', async () => {
    if ((await view()).state === 'sentBack') {
      await ask();
      await answer(manager);
      await answer(accounting);
    }
    await represent(stage, owner);
    await send(stage);
    const signer = await enter(stage);
    expect((await signer.try(routes.get, { params: params() })).status).toBe(404);
    const { items } = await owner.do(auditRoutes.ofContract, { params: params(), query: { type: 'approval.', limit: '100' } });
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['approval.requested', 'approval.approved', 'approval.sent-back']));
    expect(await world.sql(`select 1 from audit.event where type like 'approval.%' and client_id is not null`)).toEqual([]);
    expect((await owner.do(routes.waiting)).items).toEqual([]);
  });
});
