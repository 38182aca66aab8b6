import { contractRoutes, identityRoutes, signingRoutes } from '@hoshu/api-schema';
import { clientPerson, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { addDays, localDate, periodEnd } from '@hoshu/domain';
import { isIntact, verifyPdf } from '../../apps/api/src/platform/seal/index.js';
import { Authority } from '../../apps/api/src/modules/signing/index.js';
import { MakeDocuments } from '../../apps/api/src/modules/signing/make-documents.js';
import { systemActor } from '../../apps/api/src/platform/actor.js';
import { enter, pdfText, represent, send, sign, signingStage, tokenFor, trySign, type SigningStage } from './signing-support.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const params = (stage: SigningStage) => ({ contractId: stage.contractId });
const memberOf = async (stage: SigningStage, email: string) => {
  const [row] = await world.sql<{ tenant_id: string; client_id: string }>('select tenant_id, client_id from hoshu.contract where id = $1', [stage.contractId]);
  return clientPerson(world, { tenantId: row?.tenant_id ?? '', clientId: row?.client_id ?? '' }, { name: '承認 太郎', email, role: 'approver' });
};
/** Both sides sign today. */
const concluded = async (): Promise<SigningStage & { signer: Person }> => {
  const stage = await signingStage(world);
  await send(stage);
  await sign(stage, stage.owner);
  const signer = await enter(stage);
  await represent(stage, signer);
  await sign(stage, signer);
  return { ...stage, signer };
};

describe('第20条・別紙1 送信前の確認', () => {
  it('足りない項目を理由と次の行動つきで示し、送信を断る', async () => {
    const stage = await signingStage(world, { bare: true, overrides: { feeYen: null, dueDay: 31 } });
    const { ready, gates } = await stage.owner.do(signingRoutes.gates, { params: params(stage) });
    expect(ready).toBe(false);
    expect(gates.filter((gate) => !gate.ok).map((gate) => gate.key)).toEqual(['blanks', 'antisocial_vendor']);
    expect(gates.find((gate) => gate.key === 'blanks')?.items.map((item) => item.path)).toEqual(['feeYen']);
    expect(gates.find((gate) => gate.key === 'antisocial_vendor')).toMatchObject({ article: '第20条1項', action: { ja: expect.stringContaining('役員') } });
    const refused = await stage.owner.try(signingRoutes.send, { params: params(stage), body: { form: 'electronic', contractDate: await world.today(), recipient: { personName: '緑川 薫', email: stage.signerEmail, title: '' }, message: '' } });
    expect([refused.status, refused.problem.code]).toEqual([422, 'signing_gates_open']);
  });

  it('表明のあと送信でき、版が確定して日付と契約期間が入る（第17条1項）', async () => {
    const stage = await signingStage(world);
    expect((await stage.owner.do(signingRoutes.gates, { params: params(stage) })).ready).toBe(true);
    const today = localDate(await world.today());
    const view = await send(stage);
    expect(view.request).toMatchObject({ state: 'open', contractDate: today, expiresOn: addDays(today, 14) });
    const document = await stage.owner.do(signingRoutes.read, { params: params(stage), query: { explain: '1' } });
    expect(document.summary).toMatchObject({ termStartsOn: today, termLastOn: periodEnd({ start: today, startsAtMidnight: false, unit: 'month', n: 12 }) });
    expect(document.summary.termExplanation?.article).toBe('第17条1項');
    expect(document.plainWords).toHaveLength(22);
    expect((await stage.owner.try(signingRoutes.send, { params: params(stage), body: { form: 'electronic', contractDate: today, recipient: { personName: 'A', email: 'a@client.example', title: '' }, message: '' } })).problem.code).toBe('signing_already_open');
  });

  it('過去の契約日では送れない', async () => {
    const stage = await signingStage(world);
    const refused = await stage.owner.try(signingRoutes.send, { params: params(stage), body: { form: 'electronic', contractDate: addDays(localDate(await world.today()), -1), recipient: { personName: 'A', email: 'a@client.example', title: '' }, message: '' } });
    expect(refused.problem.code).toBe('signing_dates');
  });
});

describe('第17条1項 双方の署名で契約が成立する', () => {
  it('リンクは開くだけでは使われず、署名する人は登録なしで読んで署名でき、原本2通と証明書が双方に届く', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const token = tokenFor(world, stage.signerEmail, '署名のお願い');
    const visitor = new Person(world, '通りすがり', 'nobody@client.example');
    for (let turn = 0; turn < 2; turn += 1) expect(await visitor.do(signingRoutes.open, { params: { token } })).toMatchObject({ status: 'valid', personName: '緑川 薫', state: 'open' });
    expect((await stage.owner.do(signingRoutes.get, { params: params(stage) })).recipients[0]?.openedAt).toBeNull();

    const signer = await enter(stage);
    const before = await signer.do(signingRoutes.read, { params: params(stage) });
    expect(before.asked.map((entry) => entry.kind)).toEqual(['represent', 'sign']);
    expect(before.model.articles).toHaveLength(22);
    await represent(stage, signer);
    expect((await sign(stage, signer)).request?.state).toBe('open');
    await world.drain();
    expect(world.mail.last(stage.owner.email, '署名をお待ちしています').text).toContain('自社の署名がまだありません');
    const view = await sign(stage, stage.owner);
    expect(view).toMatchObject({ request: { state: 'completed' }, conclusion: { concludedOn: await world.today(), method: 'electronic' } });
    await world.drain();

    for (const [person, mark] of [[stage.owner.email, '乙保有分'], [stage.signerEmail, '甲保有分']] as const) {
      const mail = world.mail.last(person, '締結が完了しました');
      expect(mail.attachments.map((file) => file.filename)).toEqual([expect.stringContaining(mark), expect.stringContaining('合意締結証明書')]);
    }
    const after = await signer.do(signingRoutes.get, { params: params(stage) });
    expect(after.documents.map((document) => document.kind)).toEqual(['certificate', 'original_client', 'original_vendor']);
    expect(after.timeline.map((entry) => entry.kind)).toEqual(['represented', 'sent', 'opened', 'represented', 'signed', 'signed', 'completed']);
    const contract = await stage.owner.do(contractRoutes.get, { params: params(stage) });
    expect(contract).toMatchObject({ status: 'in_force', concludedOn: await world.today(), periods: [{ number: 1, startsOn: await world.today() }] });
  });

  it('F133 2通は表示のほか同じ文字で、どちらも検証でき、1バイト変えると壊れたことが分かる', async () => {
    const stage = await concluded();
    await world.drain();
    const read = async (kind: 'original_client' | 'original_vendor' | 'certificate') => (await stage.signer.try(signingRoutes.document, { params: { ...params(stage), kind } })).bytes;
    const [client, vendor, certificate] = [await read('original_client'), await read('original_vendor'), await read('certificate')];
    // Asked before the parsing below: that blocks this process, and with it the server, for longer than an idle connection lives.
    const { request } = await stage.owner.do(signingRoutes.get, { params: params(stage) });
    expect((await pdfText(client)).replaceAll('甲保有分', '')).toBe((await pdfText(vendor)).replaceAll('乙保有分', ''));
    const { certificatePem } = await world.app.get(Authority, { strict: false }).get();
    for (const bytes of [client, vendor]) {
      const checks = verifyPdf(bytes, certificatePem);
      expect(checks.map(({ signer, valid, trusted }) => ({ signer, valid, trusted }))).toEqual([{ signer: '佐藤 美咲', valid: true, trusted: true }, { signer: '緑川 薫', valid: true, trusted: true }]);
      expect(isIntact(checks)).toBe(true);
      const changed = Buffer.from(bytes);
      changed[200] = (changed[200] ?? 0) ^ 1;
      expect(isIntact(verifyPdf(changed, certificatePem))).toBe(false);
    }
    const text = await pdfText(certificate);
    expect(text).toContain('二要素による本人確認は行っていません');
    expect(text).not.toMatch(/電子署名法|認定タイムスタンプ/);
    for (const original of [await pdfText(client), text]) expect(original).toContain(request?.bodyHash);
  });

  it('書類作りが二度動いても、書類もメールも一度だけ', async () => {
    const stage = await concluded();
    await world.drain();
    const count = () => world.mail.mails.filter((mail) => mail.to === stage.signerEmail && mail.subject.includes('締結が完了')).length;
    expect(count()).toBe(1);
    const [row] = await world.sql<{ id: string; tenant_id: string; kind: string; payload: Record<string, unknown> }>(`select id, tenant_id, kind, payload from platform.outbox where kind = 'signing.documents' and payload->>'contractId' = $1`, [stage.contractId]);
    if (!row) throw new Error('no outbox row');
    await world.app.get(MakeDocuments, { strict: false }).run({ id: row.id, tenantId: row.tenant_id, kind: row.kind, payload: row.payload }, systemActor(row.tenant_id, row.kind));
    await world.drain();
    expect(count()).toBe(1);
  });

  it('締結後、甲の署名者はポータルに招待され、通知権限を持つ', async () => {
    const stage = await concluded();
    const member = await new Person(world, '緑川 薫', stage.signerEmail).acceptInvitation();
    expect((await member.do(identityRoutes.session)).membership).toMatchObject({ kind: 'client', role: 'owner', noticeAuthority: true });
    expect((await member.do(signingRoutes.get, { params: params(stage) })).side).toBe('client');
  });

  it('同じ側の二人が同時に署名しても、残る署名は一つだけ', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const signer = await enter(stage);
    const member = await memberOf(stage, `approver-${stage.signerEmail}`);
    await represent(stage, signer);
    const answers = await Promise.all([trySign(stage, signer), trySign(stage, member)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.problem.code).toBe('already_signed');
  });

  it('双方が同時に署名しても、成立は一度だけ', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const signer = await enter(stage);
    await represent(stage, signer);
    const answers = await Promise.all([trySign(stage, signer), trySign(stage, stage.owner)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const [row] = await world.sql<{ n: number; terms: number }>('select (select count(*)::int from hoshu.contract_conclusion where contract_id = $1) as n, (select count(*)::int from hoshu.contract_term where contract_id = $1) as terms', [stage.contractId]);
    expect(row).toEqual({ n: 1, terms: 1 });
  });

  it('差し戻しと署名が同時でも、結果は一つだけ', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const signer = await enter(stage);
    const member = await memberOf(stage, `approver-${stage.signerEmail}`);
    await represent(stage, signer);
    await sign(stage, stage.owner);
    const [signed, declined] = await Promise.all([trySign(stage, signer), member.try(signingRoutes.decline, { params: params(stage), body: { personName: '承認 太郎', reason: '金額の確認が必要' } })]);
    expect([signed.status === 200, declined.status === 200].filter(Boolean)).toHaveLength(1);
    const { request, conclusion } = await stage.owner.do(signingRoutes.get, { params: params(stage) });
    expect([request?.state, conclusion !== null]).toEqual(signed.status === 200 ? ['completed', true] : ['declined', false]);
  });

  it('最後の署名の前に、双方の表明（第20条）がそろっていなければ断る', async () => {
    const stage = await signingStage(world);
    await send(stage);
    await sign(stage, stage.owner);
    const signer = await enter(stage);
    const refused = await trySign(stage, signer);
    expect(refused.problem).toMatchObject({ status: 422, code: 'antisocial_missing', article: '第20条', data: { missing: ['client'] } });
    await represent(stage, signer);
    expect((await trySign(stage, signer)).status).toBe(200);
  });

  it('読んだ文と違う文には署名できず、委任の場合は根拠が要る', async () => {
    const stage = await signingStage(world);
    await send(stage);
    expect((await trySign(stage, stage.owner, { bodyHash: 'a'.repeat(64) })).problem.code).toBe('conflict');
    const refused = await trySign(stage, stage.owner, { authority: 'delegated' });
    expect([refused.status, refused.problem.errors[0]?.path]).toEqual([400, 'body.authorityNote']);
    expect((await trySign(stage, stage.owner, { authority: 'delegated', authorityNote: '2026年11月1日付 委任状' })).status).toBe(200);
  });

  it('二要素を求めた署名は、本人確認なしには受け付けない', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const refused = await trySign(stage, stage.owner, { requireTwoFactor: true });
    expect([refused.status, refused.problem.code]).toEqual([403, 'step_up_required']);
    expect((await sign(stage, stage.owner)).signatures[0]?.level).toBe('consent');
  });
});

describe('権限と境界', () => {
  it('他社の契約、ほかの契約のリンク、権限のない役割では見つからないか断られる', async () => {
    const [stage, other] = [await signingStage(world), await signingStage(world)];
    await send(stage);
    await send(other);
    const signer = await enter(stage);
    const stranger = await signUpVendor(world, { companyName: '株式会社よそ', personName: '余所 一', email: `yoso-${stage.signerEmail}` });
    for (const route of [signingRoutes.get, signingRoutes.read]) {
      expect((await signer.try(route, { params: params(other) })).status).toBe(404);
      expect((await stranger.try(route, { params: params(stage) })).status).toBe(404);
    }
    expect((await stranger.try(signingRoutes.cancel, { params: params(stage), body: { reason: '' } })).status).toBe(404);
    expect((await signer.try(signingRoutes.gates, { params: params(stage) })).status).toBe(404);
    expect((await signer.try(contractRoutes.list)).status).toBe(404);
    expect((await new Person(world, '', '').try(signingRoutes.get, { params: params(stage) })).status).toBe(401);
    expect((await stage.owner.try(signingRoutes.document, { params: { ...params(stage), kind: 'original_client' } })).status).toBe(404);
  });

  it('送っていない契約の下書きは甲に見えない', async () => {
    const stage = await signingStage(world);
    const member = await memberOf(stage, `approver-${stage.signerEmail}`);
    expect((await member.try(signingRoutes.get, { params: params(stage) })).status).toBe(404);
  });
});
