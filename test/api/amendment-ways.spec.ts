import { createHash } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { amendmentRoutes as routes, auditRoutes, contractRoutes, signingRoutes, verificationRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, localDate, monthOf, type LocalDate } from '@hoshu/domain';
import { clientPerson, concludedContract, fillCompany, Person, signUpVendor, startWorld, type ContractFixture, type World } from '@hoshu/testing';
import { attempt, connectAs, enter } from '../security/support/connection.js';
import { scan } from './signing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: LocalDate;
type Changes = BodyInputOf<typeof routes.preview>['changes'];
type Method = 'electronic' | 'paper' | 'external';
interface Setting { readonly fixture: ContractFixture; readonly midori: Person }
/** The first day of the month `months` from now. */
const first = (months: number): LocalDate => firstDayOf(addMonths(monthOf(today), months));
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = localDate(await world.today());
});
afterAll(() => world.close());

let people = 0;
/** A contract that has run for two months: 55,000 yen. */
async function running(): Promise<Setting> {
  const fixture = await concludedContract(world, { owner, concludedOn: first(-2), lastOn: addDays(first(10), -1) });
  return { fixture, midori: await clientPerson(world, fixture, { name: '緑川 薫', email: `midori${++people}@client.example`, role: 'owner' }) };
}
const preview = (person: Person, { contractId }: ContractFixture, body: { effectiveOn: string; changes: Changes; method?: Method }) => person.try(routes.preview, { params: { contractId }, body });
async function propose(person: Person, fixture: ContractFixture, { counters = null, ...change }: { effectiveOn: string; changes: Changes; counters?: string | null }) {
  const { bodyHash } = (await preview(person, fixture, change)).body;
  return person.try(routes.propose, { params: { contractId: fixture.contractId }, body: { ...change, bodyHash, message: '担当の数に合わせたお願いです。', answerBy: null, authority: 'representative', personName: '', counters } });
}
const accept = (person: Person, amendment: { id: string; bodyHash: string }) => person.try(routes.accept, { params: { amendmentId: amendment.id }, body: { bodyHash: amendment.bodyHash, agreed: true, authority: 'representative', personName: '' } });
const withdraw = (person: Person, { id }: { id: string }) => person.try(routes.withdraw, { params: { amendmentId: id }, body: { text: '', personName: '' } });
const versions = async (fixture: ContractFixture) => (await owner.do(routes.ofContract, { params: { contractId: fixture.contractId } })).versions.map(({ number, effectiveOn, feeYen }) => [number, effectiveOn, feeYen]);

async function prepare({ fixture }: Setting, change: { effectiveOn: string; changes: Changes }, method: 'paper' | 'external' = 'paper') {
  const { bodyHash } = (await preview(owner, fixture, { ...change, method })).body;
  return owner.try(routes.prepare, { params: { contractId: fixture.contractId }, body: { ...change, bodyHash, method, personName: '' } });
}
/** Registers the scan as signed by both on the days given. */
async function register({ fixture }: Setting, amendment: { id: string; bodyHash: string }, days: { client: string; vendor: string }) {
  const { fileId } = await owner.do(signingRoutes.uploadEvidence, { params: { contractId: fixture.contractId }, upload: { bytes: scan, name: '覚書スキャン.pdf', type: 'application/pdf' } });
  return owner.try(routes.register, { params: { amendmentId: amendment.id }, body: { bodyHash: amendment.bodyHash, fileId, signers: {
    client: { personName: '緑川 誠', title: '理事長', authority: 'representative', signedOn: days.client }, vendor: { personName: '佐藤 美咲', title: '営業部長', authority: 'delegated', signedOn: days.vendor },
  } } });
}

describe('紙で署名した変更覚書（F005、第11条）', () => {
  it('F005 用意・印刷・登録：差分を見てから登録し、版・双方の署名・書面を一度に残し、甲に知らせる。過ぎた発効日も請求前なら認める', async () => {
    const setting = await running();
    const { fixture, midori } = setting;
    // 書面は先週署名され、3日前に発効している。画面での提案なら断られる日付。
    const change = { effectiveOn: addDays(today, -3), changes: { feeYen: 60_000, noticeDays18: 45 } };
    expect((await preview(owner, fixture, change)).problem.code).toBe('amendment_effective_past');
    const { body: prepared } = await prepare(setting, change);
    expect(prepared).toMatchObject({ state: 'open', method: 'paper', signatures: [], pdfReady: false, outcome: { ja: '署名済みの書面が登録されるまで、契約の内容は変わりません。' } });
    const printed = await midori.try(routes.print, { params: { amendmentId: prepared.id } });
    const sheet = (await PDF.load(printed.bytes)).getPages().map((page) => page.extractText().text).join('').replace(/\s/g, '');
    for (const text of ['本書2通を作成し、甲乙が記名押印のうえ', prepared.number, '60,000', fixture.terms.parties.client.companyName.replace(/\s/g, ''), '㊞']) expect(sheet).toContain(text);
    // 画面では署名できず、ほかの提案も出せない。
    expect((await accept(midori, prepared)).problem.code).toBe('amendment_method');
    expect((await propose(midori, fixture, { effectiveOn: first(1), changes: { feeYen: 50_000 } })).problem.code).toBe('amendment_open');
    expect((await register(setting, prepared, { client: addDays(today, 1), vendor: today })).problem.code).toBe('signed_on_future');
    const signed = { client: addDays(today, -5), vendor: addDays(today, -7) };
    const { body: done } = await register(setting, prepared, signed);
    expect(done).toMatchObject({ state: 'agreed', versionNumber: 2, pdfReady: true, isSealed: false });
    expect(done.signatures.map(({ party, personName, role, authority, signedOn }) => [party, personName, role.ja, authority, signedOn])).toEqual([
      ['vendor', '佐藤 美咲', '営業部長', 'delegated', signed.vendor], ['client', '緑川 誠', '理事長', 'representative', signed.client],
    ]);
    expect(await versions(fixture)).toEqual([[2, change.effectiveOn, 60_000], [1, first(-2), 55_000]]);
    expect((await register(setting, prepared, signed)).problem.code).toBe('amendment_not_open');
    // 今日の契約は新しい条件になっている。
    expect((await owner.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).feeYen).toBe(60_000);
    const kept = await midori.try(routes.pdf, { params: { amendmentId: done.id } });
    expect(kept.bytes.equals(scan)).toBe(true);
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.client.email, '変更覚書が登録').text).toContain(`/portal/amendments/${done.id}`);
    for (const person of [owner, midori]) {
      const [event] = (await person.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId } })).items.filter(({ type }) => type === 'amendment.registered');
      expect(event?.article).toBe('第11条');
    }
    const [canon] = await world.sql<{ canon: string }>(`select canon from audit.event where type = 'amendment.registered'`);
    expect(JSON.parse(canon?.canon ?? '{}')).toMatchObject({ data: { fileHash: createHash('sha256').update(scan).digest('hex'), signedOn: signed, version: 2 } });
  });

  it('F005 別の契約のファイルは登録できず、用意したあとに契約が変わればやり直しになる。取りやめても甲に何も届かない', async () => {
    const [setting, other] = [await running(), await running()];
    const { body: prepared } = await prepare(setting, { effectiveOn: first(1), changes: { feeYen: 60_000 } }, 'external');
    const { fileId } = await owner.do(signingRoutes.uploadEvidence, { params: { contractId: other.fixture.contractId }, upload: { bytes: scan, name: '別.pdf', type: 'application/pdf' } });
    const signer = { personName: '佐藤 美咲', title: '代表者', authority: 'representative' as const, signedOn: today };
    expect((await owner.try(routes.register, { params: { amendmentId: prepared.id }, body: { bodyHash: prepared.bodyHash, fileId, signers: { client: signer, vendor: signer } } })).status).toBe(404);
    await setting.midori.do(routes.changeNotice, { params: { contractId: setting.fixture.contractId }, body: { email: 'atarashii@midori.example', postal: '〒100-0005　東京都千代田区丸の内1-1-1', effectiveOn: today, personName: '' } });
    expect((await register(setting, prepared, { client: today, vendor: today })).problem.code).toBe('amendment_base_changed');
    expect((await withdraw(setting.midori, prepared)).problem.code).toBe('amendment_side');
    expect((await withdraw(owner, prepared)).body.state).toBe('withdrawn');
    await world.drain();
    expect(world.mail.mails.filter(({ to }) => to === 'atarashii@midori.example').map(({ subject }) => subject)).toEqual([]);
  });
});

describe('甲から始める変更（F005）', () => {
  it('F005 甲が提案・署名し、乙が同意すると成立する。自分の提案には同意できない', async () => {
    const { fixture, midori } = await running();
    const now = await midori.do(routes.terms, { params: { contractId: fixture.contractId } });
    expect([now.terms.feeYen, now.sites.length]).toEqual([55_000, now.siteIds.length]);
    const { body: proposal } = await propose(midori, fixture, { effectiveOn: first(1), changes: { feeYen: 50_000, renewalMonths: 6 } });
    expect(proposal).toMatchObject({ state: 'open', proposedSide: 'client', outcome: { ja: '乙の返答を待っています。同意があるまで、契約の内容は変わりません。' }, signatures: [{ party: 'client', personName: '緑川 薫' }] });
    expect(proposal.model.changes.map(({ title }) => title)).toEqual(expect.arrayContaining(['第11条（報酬）', '第17条（契約期間）']));
    await world.drain();
    expect(world.mail.last(fixture.terms.annex.notices.vendor.email, '契約の変更').text).toContain(`/app/amendments/${proposal.id}`);
    expect((await accept(midori, proposal)).problem.code).toBe('amendment_side');
    expect((await withdraw(owner, proposal)).problem.code).toBe('amendment_side');
    const { body: done } = await accept(owner, proposal);
    expect(done.signatures.map(({ party, bodyHash }) => [party, bodyHash])).toEqual([['client', proposal.bodyHash], ['vendor', proposal.bodyHash]]);
    expect(await versions(fixture)).toEqual([[2, first(1), 50_000], [1, first(-2), 55_000]]);
    const { body: more } = await propose(midori, fixture, { effectiveOn: first(2), changes: { feeYen: 40_000 } });
    await owner.do(routes.decline, { params: { amendmentId: more.id }, body: { text: '人手が足りません。', counterFeeYen: 49_000, personName: '' } });
    await world.drain();
    const mail = world.mail.last(fixture.terms.annex.notices.client.email, '変更への返答').text;
    for (const part of ['人手が足りません。', '49,000', `/portal/amendments/${more.id}`]) expect(mail).toContain(part);
  });

  it('F005 民法528条 対案は元の提案への不同意になり、同意があればその案だけが成立する', async () => {
    const { fixture, midori } = await running();
    const { body: asked } = await propose(midori, fixture, { effectiveOn: first(1), changes: { feeYen: 50_000 } });
    expect((await owner.do(routes.terms, { params: { contractId: fixture.contractId }, query: { amendmentId: asked.id } })).terms.feeYen).toBe(50_000);
    const { body: counter } = await propose(owner, fixture, { effectiveOn: first(1), changes: { feeYen: 53_000 }, counters: asked.id });
    expect(counter).toMatchObject({ state: 'open', proposedSide: 'vendor', counters: { id: asked.id, number: asked.number } });
    expect(await midori.do(routes.get, { params: { amendmentId: asked.id } })).toMatchObject({ state: 'declined', counteredBy: { id: counter.id }, outcome: { ja: '乙が同意しなかったため、契約の内容は変わりません。' } });
    expect((await accept(owner, asked)).problem.code).toBe('amendment_not_open');
    expect((await accept(midori, counter)).body.state).toBe('agreed');
    expect(await versions(fixture)).toEqual([[2, first(1), 53_000], [1, first(-2), 55_000]]);
  });

  it('F005 同意・取下げ・対案・不同意が同時に来ても、成り立つのは一つだけ', async () => {
    const { fixture, midori } = await running();
    const { body: asked } = await propose(midori, fixture, { effectiveOn: first(1), changes: { feeYen: 50_000 } });
    const answers = await Promise.all([
      accept(owner, asked), withdraw(midori, asked), propose(owner, fixture, { effectiveOn: first(1), changes: { feeYen: 53_000 }, counters: asked.id }),
      owner.try(routes.decline, { params: { amendmentId: asked.id }, body: { text: '人手が足りません。', counterFeeYen: null, personName: '' } }),
    ]);
    const won = answers.filter(({ status }) => status === 200);
    expect(won.length).toBe(1);
    const { state } = await owner.do(routes.get, { params: { amendmentId: asked.id } });
    const events = (await world.sql<{ type: string }>(`select type from audit.event where canon::jsonb #>> '{data,number}' = $1 and type in ('amendment.agreed', 'amendment.withdrawn', 'amendment.countered', 'amendment.declined')`, [asked.number])).map(({ type }) => type);
    expect(events.length).toBe(1);
    expect((await versions(fixture)).length).toBe(state === 'agreed' ? 2 : 1);
  });

  it('F005 甲の接続は、乙が署名する前の版も、乙の署名も、成立済みの変更も書けない', async () => {
    const { fixture, midori } = await running();
    const { body: asked } = await propose(midori, fixture, { effectiveOn: first(1), changes: { feeYen: 50_000 } });
    const agreedRow = `insert into hoshu.contract_amendment (tenant_id, client_id, contract_id, amendment_number, kind, state, proposed_side, proposed_by, proposed_at, effective_on, base_version_number, changes, terms, site_ids, body_hash)
      select tenant_id, client_id, contract_id, 99, kind, 'agreed', proposed_side, proposed_by, proposed_at, effective_on, base_version_number, changes, terms, site_ids, body_hash from hoshu.contract_amendment where id = $1`;
    const statements = [
      `insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, body_hash, fixed_at, effective_on, amendment_id, site_ids) select tenant_id, client_id, contract_id, 99, terms, 'x', now(), effective_on, id, site_ids from hoshu.contract_amendment where id = $1`,
      `insert into hoshu.amendment_signature (tenant_id, client_id, contract_id, amendment_id, party, person_name, person_role, authority, body_hash, signed_at) select tenant_id, client_id, contract_id, id, 'vendor', '佐藤 美咲', 'owner', 'representative', body_hash, now() from hoshu.contract_amendment where id = $1`,
      agreedRow,
    ];
    const connection = await connectAs(world, 'hoshu_api');
    try {
      // The role has set the state itself: only 乙's word opens the way.
      const errors = async (kind: 'vendor' | 'client') => {
        const found: (string | null)[] = [];
        for (const statement of statements) {
          found.push((await attempt(connection, async () => {
            await enter(connection, world, { kind, tenantId: fixture.tenantId, clientId: kind === 'client' ? fixture.clientId : null });
            await connection.query(`update hoshu.contract_amendment set state = 'agreed', version = version + 1 where id = $1`, [asked.id]);
          }, statement, [asked.id])).error);
        }
        return found;
      };
      expect(await errors('client')).toEqual(['42501', '42501', '42501']);
      expect(await errors('vendor')).toEqual([null, null, null]);
    } finally {
      await connection.end();
    }
  });

  it('F005 F164 特約も変更覚書で加え、変え、外せる。差分に示され、見えない変更は変更として扱わない', async () => {
    const setting = await running();
    const { fixture, midori } = setting;
    const term = (text: string, value = '') => ({ title: '夜間の連絡', text, variables: text.includes('{{') ? [{ name: '時刻', hint: '', example: '', value }] : [] });
    const { body: added } = await propose(midori, fixture, { effectiveOn: first(1), changes: { ownTerms: [term('乙は{{時刻}}まで電話に応じる。', '22時')] } });
    expect(added.model.changes.map(({ title }) => title)).toEqual(['別紙1　特約']);
    expect(JSON.stringify(added.model.changes)).toContain('22時');
    await accept(owner, added);
    expect((await preview(owner, fixture, { effectiveOn: first(1), changes: { ownTerms: [term('乙は{{時刻}}まで電話に応じる。', '22時')] } })).problem.code).toBe('amendment_no_change');
    const removed = (await preview(owner, fixture, { effectiveOn: first(2), changes: { ownTerms: [] } })).body;
    expect(removed.model.changes[0]?.lines.flatMap(({ parts }) => parts).some(({ kind, text }) => kind === 'removed' && text.includes('22時'))).toBe(true);
  });
});

describe('変更覚書の電子署名（F134、後文）', () => {
  it('F133 F134 成立した覚書は双方の署名とタイムスタンプを持ち、検証ページと一括検証で確かめられる', async () => {
    const { fixture, midori } = await running();
    const { body: proposal } = await propose(owner, fixture, { effectiveOn: first(1), changes: { feeYen: 66_000 } });
    await accept(midori, proposal);
    const told = (await midori.do(routes.changeNotice, { params: { contractId: fixture.contractId }, body: { email: 'tsuuchi@midori.example', postal: '〒100-0005　東京都千代田区丸の内1-1-1', effectiveOn: today, personName: '' } })).id;
    await world.drain();
    const visitor = new Person(world, '通りすがり', 'nobody@elsewhere.example');
    const check = (bytes: Buffer) => visitor.do(verificationRoutes.check, { upload: { bytes, name: '覚書.pdf', type: 'application/pdf' } });
    const { bytes } = await midori.try(routes.pdf, { params: { amendmentId: proposal.id } });
    const answer = await check(bytes);
    expect(answer).toMatchObject({ verdict: 'genuine', level: 'B-LTA', document: { kind: 'amendment', contractNumber: proposal.contractNumber, amendmentNumber: proposal.number, bodyHash: proposal.bodyHash } });
    expect(answer.signatures.map(({ signerName, untouched, timestamp }) => [signerName, untouched, timestamp?.state])).toEqual([['佐藤 美咲', true, 'sound'], ['緑川 薫', true, 'sound']]);
    const altered = Buffer.from(bytes);
    altered[200] = (altered[200] ?? 0) ^ 1;
    expect((await check(altered)).verdict).toBe('changed');
    // 通知先の変更は、知らせた側の署名だけを持つ。
    expect((await check((await owner.try(routes.pdf, { params: { amendmentId: told } })).bytes)).signatures.map(({ signerName }) => signerName)).toEqual(['緑川 薫']);
    const { items } = await owner.do(verificationRoutes.period, { query: { from: addDays(today, -60), to: today } });
    const found = items.filter(({ kind }) => kind.startsWith('amendment')).map(({ kind, basis, result }) => [kind, basis, result].join());
    expect(new Set(found)).toEqual(new Set(['amendment,signature,ok', 'amendment_scan,fingerprint,ok']));
    expect((await owner.do(routes.get, { params: { amendmentId: proposal.id } })).isSealed).toBe(true);

    // The day on which its timestamp has to be followed by another has come.
    await world.sql(`insert into hoshu.document_archive (tenant_id, client_id, contract_id, kind, amendment_id, revision, file_id, level, renew_on, made_at) select tenant_id, client_id, contract_id, kind, amendment_id, 2, file_id, level, $2, now() from hoshu.document_archive where amendment_id = $1`, [proposal.id, addDays(today, 1)]);
    await world.advanceDays(1);
    today = localDate(await world.today());
    const { bytes: renewed } = await midori.try(routes.pdf, { params: { amendmentId: proposal.id } });
    expect([renewed.length > bytes.length, renewed.subarray(0, bytes.length).equals(bytes)]).toEqual([true, true]);
    expect(await check(renewed)).toMatchObject({ verdict: 'genuine', level: 'B-LTA', archive: [{ state: 'sound' }, { state: 'sound' }] });
    const again = (await owner.do(verificationRoutes.period, { query: { from: addDays(today, -60), to: today } })).items.filter(({ kind }) => kind === 'amendment');
    expect(again.every(({ result }) => result === 'ok')).toBe(true);
    expect((await midori.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { limit: '100' } })).items.map(({ type }) => type)).toContain('signing.document-archived');
  });
});

describe('発行した請求書と紙の覚書（第11条）', () => {
  it('F005 請求書を発行した月にかかる報酬の変更は、紙の覚書でも、請求書を取り消すまで登録できない', async () => {
    const setting = await running();
    const { body: prepared } = await prepare(setting, { effectiveOn: first(0), changes: { feeYen: 60_000 } });
    // 当月分の請求書は翌月に発行される。
    await world.advanceTo(first(1));
    today = localDate(await world.today());
    expect((await register(setting, prepared, { client: today, vendor: today })).problem.code).toBe('amendment_month_billed');
    expect((await withdraw(owner, prepared)).status).toBe(200);
    expect((await prepare(setting, { effectiveOn: first(-1), changes: { feeYen: 60_000 } })).problem.code).toBe('amendment_month_billed');
    expect((await prepare(setting, { effectiveOn: first(-1), changes: { noticeDays18: 45 } })).status).toBe(200);
  });
});
