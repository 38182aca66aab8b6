import { contractRoutes, signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { clientPerson, Person, startWorld, type World } from '@hoshu/testing';
import { addDays, localDate } from '@hoshu/domain';
import { enter, represent, scan, send, sign, signingStage, tokenFor, trySign, type SigningStage } from './signing-support.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const params = (stage: SigningStage) => ({ contractId: stage.contractId });
const mailsTo = (email: string, subject = '') => world.mail.mails.filter((mail) => mail.to === email && mail.subject.includes(subject));
type Order = 'parallel' | 'vendor_first' | 'client_first';
interface Cast extends SigningStage { readonly approver: string; readonly second: string; readonly copy: string }

/** A contract out for signature with the wanted number of approvers and one copy. */
async function sentTo(options: { approvers?: 0 | 1 | 2; order?: Order } = {}): Promise<Cast> {
  const stage = await signingStage(world);
  const [approver, second, copy] = [`approve-${stage.signerEmail}`, `second-${stage.signerEmail}`, `copy-${stage.signerEmail}`];
  const approvers = [{ personName: '承認 太郎', email: approver, title: '事務長' }, { personName: '理事 花子', email: second, title: '' }].slice(0, options.approvers ?? 1);
  await send(stage, { approvers, cc: [{ personName: '写し 次郎', email: copy, title: '' }], order: options.order ?? 'parallel' });
  return { ...stage, approver, second, copy };
}

const hashFor = async (stage: SigningStage, person: Person) => (await person.do(signingRoutes.read, { params: params(stage) })).bodyHash;
const tryApprove = async (stage: SigningStage, person: Person, overrides: { bodyHash?: string } = {}) =>
  person.try(signingRoutes.approve, { params: params(stage), body: { personName: person.name, bodyHash: await hashFor(stage, person), agreed: true, ...overrides } });
async function approve(stage: SigningStage, person: Person): Promise<ResponseOf<typeof signingRoutes.approve>> {
  const answer = await tryApprove(stage, person);
  expect([answer.status, answer.problem]).toEqual([200, expect.not.objectContaining({ code: expect.anything() })]);
  await world.drain();
  return answer.body;
}
const asApprover = (cast: Cast) => enter(cast, { name: '承認 太郎', email: cast.approver });
const asCopy = (cast: Cast) => enter(cast, { name: '写し 次郎', email: cast.copy });
const asked = async (stage: SigningStage, person: Person) => (await person.do(signingRoutes.read, { params: params(stage) })).asked.map(({ kind }) => kind);
const view = (stage: SigningStage, person: Person) => person.do(signingRoutes.get, { params: params(stage) });
const memberOf = async (stage: SigningStage, member: { name: string; email: string; role: 'owner' | 'approver' | 'accounting' }) => {
  const [row] = await world.sql<{ tenant_id: string; client_id: string }>('select tenant_id, client_id from hoshu.contract where id = $1', [stage.contractId]);
  return clientPerson(world, { tenantId: row?.tenant_id ?? '', clientId: row?.client_id ?? '' }, member);
};
/** 甲's signer signs by its newest request. */
async function clientSigns(stage: SigningStage): Promise<Person> {
  const signer = await enter(stage, { subject: '署名のお願い' });
  await represent(stage, signer);
  await sign(stage, signer);
  await world.drain();
  return signer;
}

describe('F130 承認者：甲の署名の前に承認する', () => {
  it('F130 送信で承認者と写しの受け手に届き、全員が承認してから署名する方に届く', async () => {
    const cast = await sentTo({ approvers: 2 });
    expect(mailsTo(cast.approver, '承認のお願い')).toHaveLength(1);
    expect(world.mail.last(cast.approver, '承認のお願い').text).toContain('全員の承認がそろうと、緑川 薫 様に署名のお願いが届きます');
    expect([mailsTo(cast.second, '承認のお願い').length, mailsTo(cast.copy, '写しのお知らせ').length, mailsTo(cast.signerEmail).length]).toEqual([1, 1, 0]);
    expect((await view(cast, cast.owner)).waitingFor).toEqual([{ party: 'client', role: 'approver', personName: '承認 太郎' }, { party: 'client', role: 'approver', personName: '理事 花子' }, { party: 'vendor', role: 'signer', personName: '' }]);

    const first = await asApprover(cast);
    expect(await asked(cast, first)).toEqual(['approve']);
    const after = await approve(cast, first);
    expect(after).toMatchObject({ role: 'approver', asked: [], request: { state: 'open' }, conclusion: null });
    expect(mailsTo(cast.signerEmail)).toHaveLength(0);
    const second = await enter(cast, { name: '理事 花子', email: cast.second });
    await approve(cast, second);
    expect(mailsTo(cast.signerEmail, '署名のお願い')).toHaveLength(1);
    expect(await asked(cast, await enter(cast))).toEqual(['represent', 'sign']);
    const { recipients, timeline } = await view(cast, cast.owner);
    expect(recipients.map(({ role, personName, approvedAt }) => [role, personName, approvedAt !== null])).toEqual([['signer', '緑川 薫', false], ['approver', '承認 太郎', true], ['approver', '理事 花子', true], ['cc', '写し 次郎', false]]);
    expect(timeline.find(({ kind }) => kind === 'sent')?.text).toEqual({ ja: '契約書を確定し、送信しました（署名の順番：決めない、承認者2名、写しの受け手1名）', en: 'The text was fixed and sent (either side may sign first, approvers: 2, copies: 1)' });
    expect(timeline.filter(({ kind }) => kind === 'approved').map(({ text }) => text.ja)).toEqual(['お客様（甲）の承認者 承認 太郎 様が承認しました', 'お客様（甲）の承認者 理事 花子 様が承認しました']);
  });

  it('F130 承認がそろうまで甲の署名は成り立たず、乙は先に署名できる', async () => {
    const cast = await sentTo();
    const member = await memberOf(cast, { name: '代表 一郎', email: `boss-${cast.signerEmail}`, role: 'owner' });
    await represent(cast, member);
    expect(await asked(cast, member)).toEqual([]);
    const refused = await trySign(cast, member);
    expect([refused.status, refused.problem.code, refused.problem.data]).toEqual([422, 'approval_missing', { waitingFor: ['承認 太郎'] }]);
    await sign(cast, cast.owner);
    expect((await view(cast, cast.owner)).signatures.map(({ party }) => party)).toEqual(['vendor']);
    await approve(cast, await asApprover(cast));
    expect((await trySign(cast, member)).status).toBe(200);
    expect((await view(cast, cast.owner)).conclusion).toEqual({ concludedOn: await world.today(), method: 'electronic' });
  });

  it('F130 承認は一度だけ。二度押し・二つの画面・同じ鍵の再送も、答えははっきりしている', async () => {
    const cast = await sentTo();
    const approver = await asApprover(cast);
    const bodyHash = await hashFor(cast, approver);
    const body = { personName: '承認 太郎', bodyHash, agreed: true as const };
    expect((await tryApprove(cast, approver, { bodyHash: 'a'.repeat(64) })).problem.code).toBe('conflict');
    const both = await Promise.all([tryApprove(cast, approver), tryApprove(cast, approver)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe('already_approved');
    expect((await approver.try(signingRoutes.sendBack, { params: params(cast), body: { personName: '承認 太郎', reason: 'やはり直したい' } })).problem.code).toBe('already_approved');

    const again = await sentTo();
    const other = await asApprover(again);
    const replay = { params: params(again), body: { ...body, bodyHash: await hashFor(again, other) }, key: 'b7a1f6de-4d0e-4b1a-9a53-2f2c7d1f0a11' };
    const [once, twice] = [await other.try(signingRoutes.approve, replay), await other.try(signingRoutes.approve, replay)];
    expect([once.status, twice.status, twice.headers.get('idempotent-replayed')]).toEqual([200, 200, 'true']);
    expect(twice.body).toEqual(once.body);
    await world.drain();
    expect(mailsTo(again.signerEmail, '署名のお願い')).toHaveLength(1);
    const [row] = await world.sql<{ n: number; audited: number }>(`select (select count(*)::int from hoshu.signing_approval where contract_id = $1) as n, (select count(*)::int from audit.event where stream = 'contract:' || $1 and type = 'signing.approved') as audited`, [again.contractId]);
    expect(row).toEqual({ n: 1, audited: 1 });
  });

  it('F130 ポータルの会員でも承認でき、権限の少ない経理担当でも、頼まれた方なら承認できる', async () => {
    const cast = await sentTo({ approvers: 2 });
    await approve(cast, await memberOf(cast, { name: '承認 太郎', email: cast.approver, role: 'owner' }));
    const clerk = await memberOf(cast, { name: '理事 花子', email: cast.second, role: 'accounting' });
    expect((await view(cast, clerk)).role).toBe('approver');
    await approve(cast, clerk);
    expect(mailsTo(cast.signerEmail, '署名のお願い')).toHaveLength(1);
    const stranger = await memberOf(cast, { name: '経理 三郎', email: `keiri-${cast.signerEmail}`, role: 'accounting' });
    expect(await view(cast, stranger)).toMatchObject({ role: 'viewer', asked: [] });
    expect((await tryApprove(cast, stranger)).problem).toMatchObject({ status: 403, code: 'signing_role', data: { role: 'viewer', needed: 'approver' } });
  });
});

describe('F130 写しの受け手', () => {
  const attached = (email: string) => mailsTo(email, '締結が完了しました').map((mail) => mail.attachments.map((file) => file.filename ?? '').sort());

  it('F130 双方が自社側の写しの受け手を加え、甲の方には甲保有分、乙の方には乙保有分が届く。締結後に加えるとすぐ届く', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const add = (person: Person, email: string) => person.try(signingRoutes.addCopy, { params: params(stage), body: { personName: '写し 三郎', email, title: '経理' } });
    const [ofVendor, ofClient, later] = ['keiri@aoba.example', `keiri-${stage.signerEmail}`, `later-${stage.signerEmail}`];
    const signer = await enter(stage);
    const [vendorView, clientView] = [(await add(stage.owner, ofVendor)).body, (await add(signer, ofClient)).body];
    expect([vendorView.vendorCopies.map(({ email }) => email), vendorView.recipients.map(({ role }) => role)]).toEqual([[ofVendor], ['signer']]);
    // 甲 is not told whom 乙 named.
    expect([clientView.vendorCopies, clientView.recipients.map(({ email, role }) => [email, role])]).toEqual([[], [[stage.signerEmail, 'signer'], [ofClient, 'cc']]]);
    expect([(await add(signer, ofClient)).problem.code, (await add(stage.owner, ofVendor)).problem.code]).toEqual(['recipient_duplicate', 'recipient_duplicate']);
    await world.drain();
    expect([mailsTo(ofClient, '写しのお知らせ').length, mailsTo(ofVendor).length]).toEqual([1, 0]);
    // Who gets a copy names nobody.
    expect((await add(await enter(stage, { email: ofClient, name: '写し 三郎' }), later)).problem.code).toBe('signing_role');
    await represent(stage, signer);
    await sign(stage, signer);
    await sign(stage, stage.owner);
    await world.drain();
    expect([attached(ofVendor), attached(ofClient)]).toEqual([[[expect.stringContaining('乙保有分'), expect.stringContaining('合意締結証明書')]], [[expect.stringContaining('甲保有分'), expect.stringContaining('合意締結証明書')]]]);

    expect((await add(signer, later)).status).toBe(200);
    await world.drain();
    expect(attached(later)).toEqual([[expect.stringContaining('甲保有分'), expect.stringContaining('合意締結証明書')]]);
    const full = Array.from({ length: 8 }, (_, index) => add(signer, `copy${index}-${stage.signerEmail}`));
    expect((await Promise.all(full)).map(({ status }) => status)).toEqual(full.map(() => 200));
    expect((await add(signer, `copy9-${stage.signerEmail}`)).problem.code).toBe('copies_too_many');
  });
});

describe('F130 順番', () => {
  it('F130 乙が先：乙が署名するまで甲には届かず、そのあと承認者、署名する方の順に届いて成立する', async () => {
    const cast = await sentTo({ order: 'vendor_first' });
    expect([mailsTo(cast.approver).length, mailsTo(cast.signerEmail).length, mailsTo(cast.copy, '写しのお知らせ').length]).toEqual([0, 0, 1]);
    const member = await memberOf(cast, { name: '代表 一郎', email: `boss-${cast.signerEmail}`, role: 'owner' });
    await represent(cast, member);
    expect((await trySign(cast, member)).problem).toMatchObject({ status: 422, code: 'signing_not_your_turn', data: { waitingFor: 'vendor' } });
    const early = await memberOf(cast, { name: '承認 太郎', email: cast.approver, role: 'approver' });
    expect((await tryApprove(cast, early)).problem.code).toBe('signing_not_your_turn');
    expect((await view(cast, cast.owner)).waitingFor).toEqual([{ party: 'vendor', role: 'signer', personName: '' }]);

    await sign(cast, cast.owner);
    await world.drain();
    expect([mailsTo(cast.approver, '承認のお願い').length, mailsTo(cast.signerEmail).length]).toEqual([1, 0]);
    await approve(cast, await asApprover(cast));
    await clientSigns(cast);
    const done = await view(cast, cast.owner);
    expect(done).toMatchObject({ request: { state: 'completed', order: 'vendor_first' }, conclusion: { method: 'electronic' } });
    expect(done.timeline.map(({ kind }) => kind).filter((kind) => ['sent', 'signed', 'approved', 'completed'].includes(kind))).toEqual(['sent', 'signed', 'approved', 'signed', 'completed']);
  });

  it('F130 甲が先：甲が署名するまで乙は署名できず、催促も順番の来た方だけに届く', async () => {
    const cast = await sentTo({ approvers: 0, order: 'client_first' });
    expect(mailsTo(cast.signerEmail, '署名のお願い')).toHaveLength(1);
    expect(await asked(cast, cast.owner)).toEqual([]);
    expect((await trySign(cast, cast.owner)).problem).toMatchObject({ status: 422, code: 'signing_not_your_turn', data: { waitingFor: 'client' } });
    await cast.owner.do(signingRoutes.resend, { params: params(cast), body: {} });
    await world.drain();
    expect([mailsTo(cast.signerEmail, '署名をお待ちしています').length, mailsTo(cast.owner.email, '署名をお待ちしています').length]).toEqual([1, 0]);
    const signer = await enter(cast, { subject: '署名をお待ちしています' });
    await represent(cast, signer);
    await sign(cast, signer);
    await world.drain();
    expect(mailsTo(cast.owner.email, '署名をお待ちしています')).toHaveLength(1);
    await sign(cast, cast.owner);
    expect((await view(cast, cast.owner)).conclusion).not.toBeNull();
  });

  it('F130 決めないとき：どちらも同時に署名でき、成立は一度だけ', async () => {
    const cast = await sentTo({ approvers: 0 });
    const signer = await enter(cast);
    await represent(cast, signer);
    expect((await Promise.all([trySign(cast, signer), trySign(cast, cast.owner)])).map(({ status }) => status)).toEqual([200, 200]);
    const [row] = await world.sql<{ n: number }>('select count(*)::int as n from hoshu.contract_conclusion where contract_id = $1', [cast.contractId]);
    expect(row?.n).toBe(1);
  });

  it('F130 順番の前に転送しても、新しい方に届くのは順番が来てから', async () => {
    const cast = await sentTo();
    const member = await memberOf(cast, { name: '緑川 薫', email: cast.signerEmail, role: 'owner' });
    const to = { personName: '白井 理事', email: `right-${cast.signerEmail}`, title: '' };
    expect((await member.try(signingRoutes.forward, { params: params(cast), body: { personName: '緑川 薫', to: { ...to, email: cast.approver } } })).problem).toMatchObject({ status: 422, code: 'recipient_duplicate', data: { email: cast.approver } });
    await member.do(signingRoutes.forward, { params: params(cast), body: { personName: '緑川 薫', to } });
    await world.drain();
    expect(mailsTo(to.email)).toHaveLength(0);
    await approve(cast, await asApprover(cast));
    expect([mailsTo(to.email, '署名のお願い').length, mailsTo(cast.signerEmail, '署名のお願い').length]).toEqual([1, 0]);
  });
});

describe('F130 差し戻し', () => {
  it('F130 承認者の差し戻しは、署名済みの乙、まだ頼まれていない署名する方、写しの受け手を含む全員に届く', async () => {
    const cast = await sentTo({ approvers: 2 });
    await sign(cast, cast.owner);
    await approve(cast, await enter(cast, { name: '理事 花子', email: cast.second }));
    const approver = await asApprover(cast);
    const back = { params: params(cast), body: { personName: '承認 太郎', reason: '支払日を月末に直してほしい' } };
    await approver.do(signingRoutes.sendBack, back);
    await world.drain();
    for (const email of [cast.owner.email, cast.signerEmail, cast.approver, cast.second, cast.copy]) {
      expect([email, mailsTo(email, '差し戻されました').length]).toEqual([email, 1]);
      expect(world.mail.last(email, '差し戻されました').text).toContain('支払日を月末に直してほしい');
    }
    expect((await approver.try(signingRoutes.sendBack, back)).problem.code).toBe('signing_not_open');
    expect((await tryApprove(cast, approver)).problem.code).toBe('signing_not_open');
    // Who had not been asked yet reads it by the link in that mail.
    const signer = await enter(cast, { subject: '差し戻されました' });
    expect(await view(cast, signer)).toMatchObject({ request: { state: 'declined' }, declines: [{ party: 'client', role: 'approver', personName: '承認 太郎' }], asked: [] });
    expect((await cast.owner.do(contractRoutes.get, { params: params(cast) })).status).toBe('declined');
    expect((await send(cast)).request).toMatchObject({ state: 'open', order: 'parallel' });
  });

  it('F130 署名する方の差し戻しも、承認した方と写しの受け手に届く', async () => {
    const cast = await sentTo();
    await sign(cast, cast.owner);
    await approve(cast, await asApprover(cast));
    const signer = await enter(cast);
    await signer.do(signingRoutes.decline, { params: params(cast), body: { personName: '緑川 薫', reason: '月額を確認したい' } });
    await world.drain();
    for (const email of [cast.owner.email, cast.signerEmail, cast.approver, cast.copy]) expect([email, mailsTo(email, '差し戻されました').length]).toEqual([email, 1]);
  });

  it('F130 差し戻しと承認が同時でも、結果は一つだけ', async () => {
    const cast = await sentTo();
    const [here, there] = [await asApprover(cast), await asApprover(cast)];
    const [approved, back] = await Promise.all([tryApprove(cast, here), there.try(signingRoutes.sendBack, { params: params(cast), body: { personName: '承認 太郎', reason: '直してほしい' } })]);
    expect([approved.status === 200, back.status === 200].filter(Boolean)).toHaveLength(1);
    expect((await view(cast, cast.owner)).request?.state).toBe(back.status === 200 ? 'declined' : 'open');
  });

  it('F130 取消しと期限切れも、全員に届く', async () => {
    const [cancelled, late] = [await sentTo({ order: 'vendor_first' }), await sentTo()];
    await cancelled.owner.do(signingRoutes.cancel, { params: params(cancelled), body: { reason: '宛先の誤り' } });
    await world.advanceDays(15);
    for (const email of [cancelled.signerEmail, cancelled.approver, cancelled.copy]) expect([email, mailsTo(email, '取り消されました').length]).toEqual([email, 1]);
    for (const email of [late.owner.email, late.signerEmail, late.approver, late.copy]) expect([email, mailsTo(email, '期限が過ぎました').length]).toEqual([email, 1]);
    // F132: on day 3, 7 and 12, and only whose turn it is.
    expect([mailsTo(late.approver, '承認をお待ちしています').length, mailsTo(late.signerEmail, '署名をお待ちしています').length]).toEqual([3, 0]);
  });
});

describe('F130 写しの受け手', () => {
  it('F130 リンクから読め、何もできず、締結すると承認者とともに原本が届く', async () => {
    const cast = await sentTo();
    const token = tokenFor(world, cast.copy, '写しのお知らせ');
    const visitor = new Person(world, '', '');
    for (let turn = 0; turn < 2; turn += 1) expect(await visitor.do(signingRoutes.open, { params: { token } })).toMatchObject({ status: 'valid', role: 'cc', personName: '写し 次郎' });
    const reader = await asCopy(cast);
    expect(await view(cast, reader)).toMatchObject({ role: 'cc', asked: [] });
    expect((await reader.do(signingRoutes.read, { params: params(cast) })).model.articles).toHaveLength(22);
    await sign(cast, cast.owner);
    await approve(cast, await asApprover(cast));
    await clientSigns(cast);
    for (const email of [cast.signerEmail, cast.approver, cast.copy]) {
      expect(world.mail.last(email, '締結が完了しました').attachments.map((file) => file.filename)).toEqual([expect.stringContaining('甲保有分'), expect.stringContaining('合意締結証明書')]);
    }
    expect((await reader.try(signingRoutes.document, { params: { ...params(cast), kind: 'original_client' } })).status).toBe(200);
    // 招待は署名した方だけ（D7）。
    expect([mailsTo(cast.signerEmail, '招待').length, mailsTo(cast.approver, '招待').length, mailsTo(cast.copy, '招待').length]).toEqual([1, 0, 0]);
  });

  it('F130 D18 期限の切れたリンクは、同じ宛先に新しいリンクを送る', async () => {
    const cast = await sentTo();
    for (const [email, subject] of [[cast.copy, '写しのお知らせ'], [cast.approver, '承認のお願い']] as const) {
      const token = tokenFor(world, email, subject);
      await world.sql(`update identity.link set expires_at = now() - interval '1 minute' where purpose = 'signing' and email = $1`, [email]);
      const visitor = new Person(world, '', email);
      expect((await visitor.do(signingRoutes.open, { params: { token } })).status).toBe('expired');
      expect((await visitor.try(signingRoutes.enter, { body: { token } })).problem.code).toBe('link_expired');
      await world.drain();
      expect((await visitor.do(signingRoutes.enter, { body: { token: tokenFor(world, email, '新しいリンク') } })).contractId).toBe(cast.contractId);
    }
  });
});

describe('F130 役割の外の操作', () => {
  it('F130 写しの受け手・承認者・署名する方は、ほかの役割の操作をどれもできない', async () => {
    const cast = await sentTo();
    const body = { personName: 'だれか', reason: '理由' };
    const acts = async (person: Person) => {
      const bodyHash = await hashFor(cast, person);
      const to = { personName: '別の方', email: `other-${cast.signerEmail}`, title: '' };
      const answers = {
        represent: await person.try(signingRoutes.represent, { params: params(cast), body: { personName: 'だれか', officers: ['だれか'], statementVersion: '2026-11', agreed: true } }),
        sign: await trySign(cast, person), confirmDate: await person.try(signingRoutes.confirmDate, { params: params(cast), body: { personName: 'だれか', contractDate: await world.today(), agreed: true } }),
        forward: await person.try(signingRoutes.forward, { params: params(cast), body: { personName: 'だれか', to } }), decline: await person.try(signingRoutes.decline, { params: params(cast), body }),
        uploadAuthority: await person.try(signingRoutes.uploadAuthority, { params: params(cast), upload: { bytes: scan, name: '委任状.pdf', type: 'application/pdf' } }),
        approve: await person.try(signingRoutes.approve, { params: params(cast), body: { personName: 'だれか', bodyHash, agreed: true } }), sendBack: await person.try(signingRoutes.sendBack, { params: params(cast), body }),
      };
      return Object.entries(answers).filter(([, answer]) => answer.status !== 403 || answer.problem.code !== 'signing_role').map(([name]) => name);
    };
    const reader = await asCopy(cast);
    expect(await acts(reader)).toEqual([]);
    // A member of 甲 whom the request names as a copy may not sign with the rights of the portal either.
    expect(await acts(await memberOf(cast, { name: '写し 次郎', email: cast.copy, role: 'owner' }))).toEqual([]);
    const refused = await trySign(cast, reader);
    expect(refused.problem).toMatchObject({ data: { role: 'cc', needed: 'signer' }, detail: expect.stringContaining('写しの受け手は読むことだけができます') });
    const [before] = await world.sql<{ n: number }>(`select count(*)::int as n from audit.event where stream = 'contract:' || $1 and type in ('signing.signed', 'signing.approved', 'signing.sent-back', 'signing.declined', 'signing.forwarded')`, [cast.contractId]);
    expect(before?.n).toBe(0);
    expect((await acts(await asApprover(cast))).sort()).toEqual(['approve', 'sendBack']);
    const vendor = await Promise.all([cast.owner.try(signingRoutes.approve, { params: params(cast), body: { personName: '佐藤 美咲', bodyHash: 'a'.repeat(64), agreed: true } }), cast.owner.try(signingRoutes.sendBack, { params: params(cast), body })]);
    expect(vendor.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('F130 ほかの契約のリンクでは承認できない', async () => {
    const [cast, other] = [await sentTo(), await sentTo()];
    const approver = await asApprover(cast);
    expect((await approver.try(signingRoutes.approve, { params: params(other), body: { personName: '承認 太郎', bodyHash: await hashFor(cast, approver), agreed: true } })).status).toBe(404);
    expect((await approver.try(signingRoutes.sendBack, { params: params(other), body: { personName: '承認 太郎', reason: '理由' } })).status).toBe(404);
  });
});

describe('F130 送信のときの確かめ', () => {
  it('F130 同じ宛先が二度、6人目の承認者、紙での指定は、何も送らずに断る', async () => {
    const stage = await signingStage(world);
    const today = await world.today();
    const base = { form: 'electronic' as const, contractDate: today, recipient: { personName: '緑川 薫', email: stage.signerEmail, title: '' }, message: '' };
    const person = (email: string) => ({ personName: '承認 太郎', email, title: '' });
    const trySend = (body: object) => stage.owner.try(signingRoutes.send, { params: params(stage), body: { ...base, ...body } });
    const twice = await trySend({ approvers: [person(`a-${stage.signerEmail}`)], cc: [person(`A-${stage.signerEmail.toUpperCase()}`)] });
    expect(twice.problem).toMatchObject({ status: 422, code: 'recipient_duplicate', data: { email: `a-${stage.signerEmail}` } });
    expect((await trySend({ approvers: [person(stage.signerEmail)] })).problem.code).toBe('recipient_duplicate');
    expect((await trySend({ form: 'paper', order: 'client_first' })).problem.code).toBe('recipients_electronic');
    expect((await trySend({ form: 'paper', cc: [person('c@client.example')] })).problem.code).toBe('recipients_electronic');
    const many = (n: number) => Array.from({ length: n }, (_, index) => person(`p${index}-${stage.signerEmail}`));
    expect((await trySend({ approvers: many(6) })).problem.errors.map(({ path }) => path)).toEqual(['body.approvers']);
    expect((await trySend({ cc: many(11) })).status).toBe(400);
    await world.drain();
    expect([(await view(stage, stage.owner)).request, mailsTo(stage.signerEmail).length]).toEqual([null, 0]);
    const sent = await trySend({ approvers: many(5), cc: many(15).slice(5) });
    expect(sent.body.recipients).toHaveLength(16);
  });

  it('F130 D5 新しい契約日の確認は署名する方だけのもので、承認は送った文面についてのもの', async () => {
    const cast = await sentTo();
    await approve(cast, await asApprover(cast));
    await clientSigns(cast);
    await world.advanceDays(1);
    const today = localDate(await world.today());
    await sign(cast, cast.owner, { confirmDate: today });
    await world.drain();
    expect([mailsTo(cast.signerEmail, '契約日と契約期間の確認').length, mailsTo(cast.approver, '契約日と契約期間の確認').length]).toEqual([1, 0]);
    const approver = await asApprover(cast);
    expect((await approver.try(signingRoutes.confirmDate, { params: params(cast), body: { personName: '承認 太郎', contractDate: today, agreed: true } })).problem.code).toBe('signing_role');
    const signer = await enter(cast, { subject: '契約日と契約期間の確認' });
    await signer.do(signingRoutes.confirmDate, { params: params(cast), body: { personName: '緑川 薫', contractDate: today, agreed: true } });
    expect(today).toBe(addDays(localDate((await view(cast, cast.owner)).request?.contractDate ?? ''), 0));
  });
});
