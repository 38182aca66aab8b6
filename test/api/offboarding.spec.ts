import { agreementRoutes, auditRoutes, billingRoutes, monitoringRoutes, noticeRoutes, offboardingRoutes, settlementRoutes } from '@hoshu/api-schema';
import { clientPerson, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthStart, shift } from './billing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let client: Person;
let fixture: ContractFixture;
let today: string;
let params: { contractId: string };
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

const get = (person: Person = owner) => person.do(offboardingRoutes.get, { params });
const find = async (kind: string, person: Person = owner) => (await get(person)).items.find((item) => item.kind === kind)!;
const mark = (person: Person, offboardingItemId: string, { kind, text = '' }: { kind: 'done' | 'waived' | 'reopened'; text?: string }) => person.try(offboardingRoutes.mark, { params: { offboardingItemId }, body: { kind, text } });
const confirm = (person: Person, contentHash: string) => person.try(offboardingRoutes.confirm, { params, body: { contentHash, agreed: true, personName: '' } });
const open = (subject: string) => client.do(agreementRoutes.open, { body: { contractId: fixture.contractId, kind: 'consultation', subject, text: '相談です。', about: null, personName: '' } });
const watching = async () => (await owner.do(monitoringRoutes.list, { query: { contractId: fixture.contractId } })).items.map(({ inactiveReason }) => inactiveReason);

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -2), billingStartsOn: monthStart(today, -1) });
  params = { contractId: fixture.contractId };
  await world.sql(`update hoshu.site set server = 'さくらのVPS', cms = 'WordPress 6.8', version = version + 1 where id = $1`, [fixture.siteId]);
  client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'kou@client.example', role: 'owner' });
});
afterAll(() => world.close());

describe('終了時の引渡し（F119）', () => {
  it('終わりが決まると、実際の記録から一覧ができる。監視は最後の日まで続き、その翌日に止まる', async () => {
    expect((await get()).items).toEqual([]);
    expect((await owner.try(offboardingRoutes.refresh, { params, body: {} })).problem.code).toBe('handover_no_end');
    await open('公開フォルダの整理');
    const { fileId } = await owner.do(noticeRoutes.uploadScan, { params, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
    // Arrived 29 days ago: the last day is tomorrow (30 days after arrival).
    await owner.do(noticeRoutes.registerPaper, { params, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, text: '', postedOn: null, deliveredOn: shift(today, -29), refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
    await world.advanceDays(1);
    today = await world.today();
    const seen = await get(client);
    expect(seen.end).toEqual({ lastOn: today, article: '第18条' });
    expect(seen.items.map(({ kind, ownerSide }) => [kind, ownerSide])).toEqual([
      ['dns', 'vendor'], ['account', 'vendor'], ['account', 'vendor'], ['monitor', 'vendor'], ['backup', 'vendor'], ['agreement', 'vendor'], ['invoice', 'client'], ['settlement', 'vendor'], ['document', 'client'], ['data', 'vendor'],
    ]);
    expect(seen.items.map(({ title }) => title.ja).join()).toMatch(/www\.midori\.example.*サーバーのアカウント.*CMSのアカウント.*監視を止める/);
    expect(await get()).toMatchObject({ contentHash: seen.contentHash, openCount: 10 });
    // On its last day the contract is still served.
    expect([await watching(), (await find('monitor')).state]).toEqual([[null], 'open']);
    expect((await mark(owner, (await find('monitor')).id, { kind: 'done' })).problem.code).toBe('handover_automatic');
    expect((await confirm(client, seen.contentHash)).problem.code).toBe('handover_not_ended');
    expect((await owner.try(settlementRoutes.issue, { params, body: { sheetHash: 'a'.repeat(64) } })).problem.code).toBe('settlement_not_ended');
    await world.advanceDays(1);
    today = await world.today();
    expect((await find('monitor')).state).toBe('done');
    expect((await watching()).every((reason) => reason !== null)).toBe(true);
  });

  it('双方が項目を加え、済み・理由つきの省略を記録する。作り直しても、済んだものは消えない', async () => {
    const added = (await client.try(offboardingRoutes.addItem, { params, body: { kind: 'credential', title: '予約システムの管理者', detail: '', ownerSide: 'vendor' } })).body;
    expect(added.items.at(-1)).toMatchObject({ kind: 'credential', addedSide: 'client', addedBy: '緑川 薫', state: 'open', isAutomatic: false });
    await owner.do(offboardingRoutes.addItem, { params, body: { kind: 'licence', title: 'フォントのライセンス', detail: '年額', ownerSide: 'vendor' } });
    expect((await mark(owner, (await find('licence')).id, { kind: 'waived' })).status).toBe(400);
    expect((await mark(owner, (await find('licence')).id, { kind: 'waived', text: '乙の名義のまま終えるため' })).body.items.find(({ kind }) => kind === 'licence')).toMatchObject({ state: 'waived', markedBy: '佐藤 美咲', markedSide: 'vendor', text: '乙の名義のまま終えるため' });
    await mark(owner, (await find('dns')).id, { kind: 'done', text: '移管しました。' });
    await open('引継ぎの質問');
    const again = await owner.do(offboardingRoutes.refresh, { params, body: {} });
    expect([again.items.filter(({ kind }) => kind === 'agreement').length, again.items.find(({ kind }) => kind === 'dns')?.state, again.items.find(({ kind }) => kind === 'licence')?.state]).toEqual([2, 'done', 'waived']);
    expect((await owner.do(offboardingRoutes.refresh, { params, body: {} })).items).toHaveLength(again.items.length);
  });

  it('甲へ送る途中の請求書は、甲にはまだ済んでいない。双方は同じ一覧を見て、届くまで甲は確認できない', async () => {
    const { openCount, contentHash } = await get();
    expect((await confirm(owner, contentHash)).problem).toMatchObject({ code: 'handover_open_items', data: { open: openCount } });
    const { estimate } = await owner.do(settlementRoutes.get, { params, query: {} });
    await owner.do(settlementRoutes.issue, { params, body: { sheetHash: estimate!.hash } });
    expect((await find('settlement')).state).toBe('open');
    // Numbered, but its document is not made yet: 甲 cannot see the invoice of the last month.
    const numberOf = async (person: Person) => (await person.do(billingRoutes.invoices, { query: { contractId: fixture.contractId } })).items.map(({ number }) => number);
    const seenByClient = await numberOf(client);
    const number = (await numberOf(owner)).find((one) => !seenByClient.includes(one)) ?? '';
    const listed = await owner.do(offboardingRoutes.refresh, { params, body: {} });
    const statesOf = async (person: Person) => (await get(person)).items.filter(({ title, kind }) => title.ja.includes(number) || kind === 'settlement').map(({ kind, state }) => `${kind} ${state}`).sort();
    expect(number).not.toBe('');
    for (const person of [owner, client]) expect(await statesOf(person)).toEqual(['invoice open', 'settlement open']);
    expect((await get(client)).contentHash).toBe(listed.contentHash);
    // 乙 has the money already; for 甲 it stays open until the invoice is there.
    await owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: today, amountYen: estimate!.totalYen, payerName: 'ミドリカイ', note: '' } });
    expect([await statesOf(owner), await statesOf(client)]).toEqual([['invoice done', 'settlement done'], ['invoice open', 'settlement open']]);
    const [shownToVendor, shownToClient] = [await get(), await get(client)];
    expect((await confirm(client, shownToVendor.contentHash)).problem.code).toBe('handover_changed');
    expect((await confirm(client, shownToClient.contentHash)).problem.code).toBe('handover_open_items');
    await world.drain();
    expect(await statesOf(client)).toEqual(['invoice done', 'settlement done']);
    expect((await get(client)).contentHash).toBe((await get()).contentHash);
  });

  it('請求・精算・協議は記録が済むと自動で済み、すべて済むまで確認できない', async () => {
    expect((await get()).items.filter(({ kind }) => kind === 'invoice' || kind === 'settlement').map(({ state }) => state)).not.toContain('open');
    // Invoices stop with the contract: the run of later days bills nothing.
    const billed = (await invoicesOf(owner, fixture)).length;
    await owner.do(billingRoutes.run, { body: {} });
    expect(await invoicesOf(owner, fixture)).toHaveLength(billed);
    const [first, second] = (await client.do(agreementRoutes.list, { query: { contractId: fixture.contractId } })).items;
    await owner.do(agreementRoutes.addEntry, { params: { agreementId: first!.id }, body: { kind: 'closing', text: '回答しました。', heldOn: null, personName: '' } });
    const left = (await get()).items.filter(({ kind, state }) => kind === 'agreement' && state === 'open');
    expect(left).toHaveLength(1);
    expect(second!.id).toBeTruthy();
    expect((await mark(client, left[0]!.id, { kind: 'waived', text: '別の場で話すため' })).body.items.find(({ id }) => id === left[0]!.id)?.state).toBe('waived');
    for (const { id } of (await get()).items.filter(({ state }) => state === 'open')) await mark(owner, id, { kind: 'done' });
    expect(await get()).toMatchObject({ openCount: 0, mayConfirm: true });
  });

  it('見たあとで記録が増えたら確認は断られ、増えた記録は一覧に残るので、見直して確認できる', async () => {
    const shown = await get();
    await open('最後の質問');
    expect((await confirm(owner, shown.contentHash)).problem.code).toBe('handover_changed');
    const grown = (await get()).items.filter(({ id }) => !shown.items.some((item) => item.id === id));
    expect(grown).toMatchObject([{ kind: 'agreement', state: 'open' }]);
    expect((await mark(owner, grown[0]!.id, { kind: 'waived', text: '回答済みのため' })).body).toMatchObject({ openCount: 0, mayConfirm: true });
  });

  it('双方が同じ一覧を確認すると引渡確認書ができ、変わった一覧には確認し直しが要る', async () => {
    const before = await get();
    expect((await confirm(owner, 'a'.repeat(64))).problem.code).toBe('handover_changed');
    expect((await confirm(owner, before.contentHash)).body.confirmations).toMatchObject([{ side: 'vendor', personName: '佐藤 美咲', role: { ja: '代表・管理者' } }]);
    await world.drain();
    expect(world.mail.mails.some(({ subject }) => subject.includes('引渡しの確認のお願い'))).toBe(true);
    expect((await owner.try(offboardingRoutes.pdf, { params })).problem.code).toBe('document_not_ready');
    // 甲 looks and opens one again: 乙's confirmation was of another list.
    const dns = await find('dns', client);
    await mark(client, dns.id, { kind: 'reopened', text: 'ネームサーバーがまだです。' });
    await mark(owner, dns.id, { kind: 'done', text: '変更しました。' });
    expect(await get()).toMatchObject({ confirmations: [], mayConfirm: true });
    expect((await confirm(client, before.contentHash)).problem.code).toBe('handover_changed');
    const accounting = await clientPerson(world, fixture, { name: '金田 計', email: 'kaneda@client.example', role: 'accounting' });
    const { contentHash } = await get(accounting);
    expect((await confirm(accounting, contentHash)).status).toBe(403);
    await confirm(owner, contentHash);
    const closed = (await confirm(client, contentHash)).body;
    expect(closed).toMatchObject({ closedOn: today, contentHash, mayWrite: false, confirmations: [{ side: 'vendor' }, { side: 'client', personName: '緑川 薫' }] });
    for (const person of [owner, client, accounting]) {
      const paper = await person.try(offboardingRoutes.pdf, { params });
      expect([paper.status, paper.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    }
    expect((await mark(owner, dns.id, { kind: 'reopened' })).problem.code).toBe('handover_closed');
    expect((await owner.try(offboardingRoutes.refresh, { params, body: {} })).problem.code).toBe('handover_closed');
    const trail = JSON.stringify(await client.do(auditRoutes.list, { query: { contractId: fixture.contractId } }));
    for (const type of ['handover.listed', 'handover.item-marked', 'handover.confirmed', 'handover.closed', 'settlement.issued']) expect(trail).toContain(type);
  });
});
