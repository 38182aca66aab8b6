import { agreementRoutes, campaignRoutes, checkRoutes, claimRoutes, noticeRoutes, rescissionRoutes, sampleRoutes, signingRoutes } from '@hoshu/api-schema';
import { addDays, localDate, RULES_VERSION } from '@hoshu/domain';
import { clientPerson, createDraft, createSite, fillCompany, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';
import { kindOf, reads, type Read } from '../structure/support/computed-values.js';

jest.setTimeout(120_000);
interface Told { readonly steps: readonly { ja: string; en: string }[]; readonly result: unknown; readonly article: string | null; readonly law: string | null; readonly rule?: { id: string; version: string } | null }
let world: World;
let owner: Person;
let midori: Person;
const ids: Record<string, string> = {};

/** One thing of each kind whose values are computed: samples (contracts, invoices, an incident, a report), a notice, a claim, a demand, a check, price proposals. */
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社つばさ', personName: '翼 あゆみ', email: 'owner@tsubasa.example' });
  await fillCompany(owner, '株式会社つばさ');
  await owner.do(sampleRoutes.add, { body: {} });
  await world.drain();
  const today = await world.today();
  const running = await world.sql<{ id: string; clientId: string; tenantId: string }>('select k.id, k.client_id as "clientId", k.tenant_id as "tenantId" from hoshu.contract k join hoshu.contract_conclusion x on x.contract_id = k.id where not exists (select 1 from hoshu.contract_end e where e.contract_id = k.id) order by k.contract_number');
  const [first, other] = [running[0]!, running.at(-1)!];
  Object.assign(ids, { contractId: first.id, clientId: first.clientId });
  midori = await clientPerson(world, first, { name: '緑川 薫', email: 'kaoru@midori.example', role: 'owner' });
  ids['noticeId'] = (await midori.do(noticeRoutes.give, { params: { contractId: first.id }, body: { article: 18, channel: 'portal', requestedEnd: addDays(localDate(today), 100), text: '', confirmName: '株式会社つばさ' } })).id;
  await world.drain();
  ids['claimId'] = (await midori.do(claimRoutes.raise, { params: { contractId: first.id }, body: { title: '更新作業の誤り', reason: '二日間、表示されませんでした。', incidentOn: today, incidentId: null, willful: false, items: [{ description: '復旧の費用', amountYen: 50_000, direct: true, ordinary: true }] } })).id;
  const demand = await midori.do(rescissionRoutes.declare, { params: { contractId: first.id }, body: { kind: 'demand', subject: 'defect', periodDays: 14, reason: '決済の画面が開けません。' } });
  await midori.do(rescissionRoutes.send, { params: { declarationId: demand.id }, body: { channel: 'portal', confirmName: demand.channels.confirmName } });
  await world.drain();
  ids['declarationId'] = demand.id;
  await owner.do(checkRoutes.record, { body: { clientId: first.clientId, subjectKind: 'company', subjectName: '医療法人社団みどり会', tool: '新聞記事の検索', query: 'みどり会', result: 'clear', checkedOn: today, checkedBy: '翼 あゆみ', note: '', fileId: null } });
  const work = await midori.do(agreementRoutes.open, { body: { contractId: first.id, kind: 'separate_work', subject: '採用ページの制作', text: 'お願いします。', about: null, personName: '' } });
  const params = { agreementId: work.id };
  const { proposalId, entries } = await owner.do(agreementRoutes.propose, { params, body: { text: '次のとおり', terms: { kind: 'separate_work', work: '3枚作る。', feeYen: 220_000, deliverOn: today, payOn: addDays(localDate(today), 20), inspectionDays: null }, answerBy: null, personName: '' } });
  await midori.do(agreementRoutes.accept, { params: { ...params, proposalId: proposalId ?? '' }, body: { contentHash: entries.find(({ id }) => id === proposalId)?.contentHash ?? '', agreed: true, personName: '' } });
  await owner.do(agreementRoutes.deliver, { params, body: { deliveredOn: today, text: '公開しました。', personName: '' } });
  await world.drain();
  ids['agreementId'] = work.id;
  ids['campaignId'] = (await owner.do(campaignRoutes.create, { body: { method: 'percent', percent: 5, roundingUnitYen: 100, rounding: 'floor', contracts: [{ contractId: other.id, newFeeYen: null }], name: '来年度の改定', message: '', authority: 'representative', personName: '' } })).id;
  const one = async (key: string, sql: string) => { ids[key] = (await world.sql<{ id: string }>(sql))[0]?.id ?? ''; };
  await one('invoiceId', `select i.id from hoshu.invoice i where i.number is not null and exists (select 1 from hoshu.allocation a where a.invoice_id = i.id) order by i.number limit 1`);
  const siteId = await createSite(owner, first.clientId, 'https://saiyo.midori.example/');
  const asked = { contractId: await createDraft(owner, { clientId: first.clientId, siteId, startOn: addDays(localDate(today), 7) }) };
  const { statement } = await owner.do(signingRoutes.gates, { params: asked });
  await owner.do(signingRoutes.represent, { params: asked, body: { personName: owner.name, officers: [owner.name], statementVersion: statement.version, agreed: true } });
  await owner.do(signingRoutes.send, { params: asked, body: { form: 'electronic', contractDate: addDays(localDate(today), 7), recipient: { personName: '緑川 薫', email: 'kaoru@midori.example', title: '理事長' }, message: '' } });
  ids['signing.read contractId'] = asked.contractId;
});
afterAll(() => world.close());

/** The values at a path such as `items[].dueOn`, blanks left out. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  const isList = head.endsWith('[]');
  const next = (value as Record<string, unknown>)[isList ? head.slice(0, -2) : head];
  return isList ? (Array.isArray(next) ? next : []).flatMap((entry) => valuesAt(entry, rest)) : valuesAt(next, rest);
}

/** Everything an answer tells about how it came about: the explanations, and the values they lead to. */
function gather(value: unknown, into: { told: Told[]; results: Set<string> }): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((entry) => gather(entry, into));
  const record = value as Record<string, unknown>;
  if ('steps' in record && 'result' in record) {
    into.told.push(record as unknown as Told);
    const leaves = (inner: unknown): void => { if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(leaves); else into.results.add(String(inner)); };
    leaves(record['result']);
    return;
  }
  if ('explanation' in record && 'value' in record) into.results.add(String(record['value']));
  Object.values(record).forEach((inner) => gather(inner, into));
}

const read = async (person: Person, { route, isAsked }: Read): Promise<unknown> => {
  const search = new URLSearchParams({ ...(isAsked ? { explain: '1' } : {}), ...(route.id === 'billing.statement' ? { clientId: ids['clientId'] ?? '', from: '2020-01-01', to: '2030-12-31' } : {}), ...(route.id === 'notices.preview' ? { article: '18' } : {}) });
  const address = `${world.url}${route.path.replace(/:(\w+)/g, (_, key: string) => ids[`${route.id} ${key}`] ?? ids[key] ?? 'none')}?${search.toString()}`;
  const answer = await fetch(address, { headers: { cookie: person.cookie } });
  return answer.status === 200 ? answer.json() : null;
};

// Where nothing of this world is due or moved in, the area's own test reads the reasons: renewal-decisions, renewal-reminders, moving-in.
const elsewhere = ['movingIn.rows', 'renewals.queue', 'renewals.get', 'renewals.reminders'];
const explaining: Read[] = reads().filter((one) => one.explains && !elsewhere.includes(one.route.id) && one.paths.some((path) => kindOf(one, path) === 'explained'));

describe('なぜ？（F185）', () => {
  it.each(explaining.map((one) => [one.route.id, one] as const))('F185 %s の計算した日と額は、どれも答えの中に同じ値の理由をもつ', async (id, one) => {
    const answers = (await Promise.all([owner, midori].map((person) => read(person, one)))).filter((answer) => answer !== null);
    expect([id, answers.length > 0]).toEqual([id, true]);
    const told: Told[] = [];
    for (const answer of answers) {
      const into = { told: [] as Told[], results: new Set<string>() };
      gather(answer, into);
      const bare = one.paths.filter((path) => kindOf(one, path) === 'explained').flatMap((path) => valuesAt(answer, path.split('.')).filter((value) => !into.results.has(String(value))).map((value) => `${path} = ${String(value)}`));
      expect([id, [...new Set(bare)]]).toEqual([id, []]);
      told.push(...into.told);
    }
    expect([id, told.length > 0]).toEqual([id, true]);
    for (const { steps, article, law, rule } of told) {
      expect(steps.length).toBeGreaterThan(0);
      for (const { ja, en } of steps) expect([ja.length > 0, en.length > 0]).toEqual([true, true]);
      expect(article ?? law).not.toBeNull();
      if (rule) expect(rule).toMatchObject({ id: expect.stringMatching(/^R\d\d$/), version: RULES_VERSION });
    }
  });
});
