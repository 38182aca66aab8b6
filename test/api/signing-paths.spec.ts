import { contractRoutes, identityRoutes, signingPaperRoutes, signingRoutes } from '@hoshu/api-schema';
import { Person, startWorld, type World } from '@hoshu/testing';
import { addDays, localDate, periodEnd } from '@hoshu/domain';
import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { enter, pdfText, registerBody, represent, scan, send, sign, signBody, signingStage, tokenFor, trySign, type SigningStage } from './signing-support.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());
const params = (stage: SigningStage) => ({ contractId: stage.contractId });
const mailsTo = (email: string, subject: string) => world.mail.mails.filter((mail) => mail.to === email && mail.subject.includes(subject));

describe('署名の担当者への転送（F131）', () => {
  it('転送された人が署名し、経過が残り、前のリンクとセッションは使えなくなる', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const first = await enter(stage);
    const oldToken = tokenFor(world, stage.signerEmail, '署名のお願い');
    const email = `right-${stage.signerEmail}`;
    const same = await first.try(signingRoutes.forward, { params: params(stage), body: { personName: '緑川 薫', to: { personName: '緑川 薫', email: stage.signerEmail, title: '' } } });
    expect(same.problem.code).toBe('forward_same_person');
    await first.do(signingRoutes.forward, { params: params(stage), body: { personName: '緑川 薫', to: { personName: '白井 理事', email, title: '常務理事' } } });
    await world.drain();
    expect(world.mail.last(email, '署名のお願い').text).toContain('緑川 薫 様から、署名の担当者として転送されました');
    expect(world.mail.last(stage.owner.email, '転送').text).toContain('白井 理事');
    expect((await first.try(signingRoutes.get, { params: params(stage) })).status).toBe(404);
    expect((await new Person(world, '', '').try(signingRoutes.enter, { body: { token: oldToken } })).problem.code).toBe('link_invalid');
    const right = await enter(stage, { name: '白井 理事', email });
    await represent(stage, right);
    const proof = await right.do(signingRoutes.uploadAuthority, { params: params(stage), upload: { bytes: scan, name: '委任状.pdf', type: 'application/pdf' } });
    await sign(stage, right, { authority: 'delegated', authorityFileId: proof.fileId });
    const [audited] = await world.sql<{ n: number }>(`select count(*)::int as n from audit.event where stream = $1 and type in ('signing.sent', 'signing.forwarded', 'signing.represented', 'signing.signed') and client_id is not null`, [`contract:${stage.contractId}`]);
    expect(audited?.n).toBe(5);
    const view = await stage.owner.do(signingRoutes.get, { params: params(stage) });
    expect(view.recipients.map((row) => [row.personName, row.replaced])).toEqual([['緑川 薫', true], ['白井 理事', false]]);
    expect(view.recipients[1]?.forwardedFrom).toBe(view.recipients[0]?.id);
    expect(view.signatures[0]).toMatchObject({ signerName: '白井 理事', authority: 'delegated' });
  });
});

describe('差し戻し・取消し・期限', () => {
  it('差し戻しの理由は、すでに署名した人を含む全員に届き、直して送り直せる', async () => {
    const stage = await signingStage(world);
    await send(stage);
    await sign(stage, stage.owner);
    const signer = await enter(stage);
    await signer.do(signingRoutes.decline, { params: params(stage), body: { personName: '緑川 薫', reason: '月額を確認したい' } });
    await world.drain();
    for (const email of [stage.owner.email, stage.signerEmail]) expect(world.mail.last(email, '差し戻されました').text).toContain('月額を確認したい');
    expect((await trySign(stage, signer)).problem.code).toBe('signing_not_open');
    expect((await stage.owner.do(contractRoutes.get, { params: params(stage) })).status).toBe('declined');
    expect((await send(stage)).request?.state).toBe('open');
    expect((await signer.try(signingRoutes.get, { params: params(stage) })).status).toBe(404);
  });

  it('差し戻されたあとは直せる。前の文面は残り、新しい版を送る', async () => {
    const stage = await signingStage(world);
    const first = await send(stage);
    const before = await stage.owner.do(contractRoutes.get, { params: params(stage) });
    expect(before.draftVersion).toBeNull();
    const signer = await enter(stage);
    await signer.do(signingRoutes.decline, { params: params(stage), body: { personName: '緑川 薫', reason: '月額を確認したい' } });
    const view = await stage.owner.do(contractRoutes.get, { params: params(stage) });
    const body = { siteIds: view.sites.map((site) => site.id), terms: { ...view.terms!, feeYen: 50_000 } };
    const saved = await stage.owner.do(contractRoutes.updateDraft, { params: params(stage), ifMatch: view.draftVersion ?? 0, body });
    expect(saved).toMatchObject({ feeYen: 50_000, versionNumber: 2 });
    expect((await stage.owner.try(contractRoutes.updateDraft, { params: params(stage), ifMatch: view.draftVersion ?? 0, body })).problem.code).toBe('version_stale');
    const again = await send(stage);
    expect(again.request?.bodyHash).not.toBe(first.request?.bodyHash);
    const versions = await world.sql<{ number: number; fixed: boolean }>('select number, fixed_at is not null as fixed from hoshu.contract_version where contract_id = $1 order by number', [stage.contractId]);
    expect(versions).toEqual([{ number: 1, fixed: true }, { number: 2, fixed: true }]);
  });

  it('取り消すと署名できなくなり、相手に伝わる', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const signer = await enter(stage);
    await stage.owner.do(signingRoutes.cancel, { params: params(stage), body: { reason: '宛先の誤り' } });
    await world.drain();
    expect(world.mail.last(stage.signerEmail, '取り消されました').text).toContain('宛先の誤り');
    expect((await trySign(stage, signer)).problem.code).toBe('signing_not_open');
  });

  it('期限の切れたリンクは、同じ宛先に新しいリンクを送る。古い世代は最新を送り直すだけ', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const token = tokenFor(world, stage.signerEmail, '署名のお願い');
    await world.sql(`update identity.link set expires_at = now() - interval '1 minute' where purpose = 'signing' and email = $1`, [stage.signerEmail]);
    const visitor = new Person(world, '緑川 薫', stage.signerEmail);
    expect((await visitor.do(signingRoutes.open, { params: { token } })).status).toBe('expired');
    expect((await visitor.try(signingRoutes.enter, { body: { token } })).problem.code).toBe('link_expired');
    await world.drain();
    const fresh = tokenFor(world, stage.signerEmail, '新しい署名リンク');
    expect((await visitor.try(signingRoutes.enter, { body: { token } })).problem.code).toBe('link_expired');
    await world.drain();
    expect(tokenFor(world, stage.signerEmail, '新しい署名リンク')).toBe(fresh);
    expect((await visitor.do(signingRoutes.enter, { body: { token: fresh } })).contractId).toBe(stage.contractId);
    expect((await visitor.try(signingRoutes.enter, { body: { token: `${fresh.slice(0, -1)}${fresh.endsWith('A') ? 'B' : 'A'}` } })).problem.code).toBe('link_invalid');
  });

  it('署名する方は、電話と送信者のメールで質問でき、日付の理由を読める', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const contact = { companyName: stage.companyName, telephone: '06-1234-5678', email: stage.owner.email };
    expect((await new Person(world, '緑川 薫', stage.signerEmail).do(signingRoutes.open, { params: { token: tokenFor(world, stage.signerEmail) } })).contact).toEqual(contact);
    const signer = await enter(stage);
    const read = await signer.do(signingRoutes.read, { params: params(stage), query: { explain: '1' } });
    expect(read.contact).toEqual(contact);
    expect(read.summary.explained.map(({ key }) => key)).toEqual(expect.arrayContaining(['lastOn', 'noticeDeadlineOn', 'firstDueOn', 'court']));
    expect(read.summary.explained.every(({ explanation }) => explanation.steps.length > 0)).toBe(true);
    expect((await signer.do(signingRoutes.read, { params: params(stage) })).summary.explained).toEqual([]);
  });

  it('F132 3日・7日・12日に催促し、期限の翌日に終わり、双方に伝わる', async () => {
    const stage = await signingStage(world);
    await send(stage);
    await world.advanceDays(3);
    expect(mailsTo(stage.signerEmail, '署名をお待ちしています')).toHaveLength(1);
    expect(mailsTo(stage.owner.email, '署名をお待ちしています')).toHaveLength(1);
    await world.advanceDays(11);
    expect(mailsTo(stage.signerEmail, '署名をお待ちしています')).toHaveLength(3);
    expect((await stage.owner.do(signingRoutes.get, { params: params(stage) })).request?.state).toBe('open');
    await world.advanceDays(1);
    expect((await stage.owner.do(signingRoutes.get, { params: params(stage) })).request?.state).toBe('expired');
    for (const email of [stage.owner.email, stage.signerEmail]) expect(mailsTo(email, '期限が過ぎました')).toHaveLength(1);
    const signer = await enter(stage);
    expect((await trySign(stage, signer)).problem.code).toBe('signing_not_open');
  });

  it('期限の処理が動く前でも、期限を過ぎた署名は受け付けない', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const body = await signBody(stage, stage.owner);
    await world.sql(`update hoshu.signing_request set expires_on = expires_on - 15, version = version + 1 where contract_id = $1`, [stage.contractId]);
    expect((await stage.owner.try(signingRoutes.sign, { params: params(stage), body })).problem.code).toBe('signing_expired');
  });

  it('再送で新しいリンクが届く', async () => {
    const stage = await signingStage(world);
    await send(stage);
    await stage.owner.do(signingRoutes.resend, { params: params(stage), body: {} });
    await world.drain();
    expect((await enter(stage, { subject: '署名をお待ちしています' })).email).toBe(stage.signerEmail);
  });
});

describe('第17条1項 最後の署名が契約書の日付と違う日のとき（D5）', () => {
  it('甲が後日署名：新しい日付と期間を確認し、乙も確認して成立する', async () => {
    const stage = await signingStage(world);
    const printed = await world.today();
    await send(stage);
    await sign(stage, stage.owner);
    await world.advanceDays(2);
    const today = localDate(await world.today());
    const lastOn = periodEnd({ start: today, startsAtMidnight: false, unit: 'month', n: 12 });
    const signer = await enter(stage);
    await represent(stage, signer);
    const refused = await trySign(stage, signer);
    expect(refused.problem).toMatchObject({ status: 422, code: 'signature_date_differs', article: '第17条', data: { printedDate: printed, contractDate: today, termLastOn: lastOn } });
    expect((await trySign(stage, signer, { confirmDate: addDays(today, 1) })).problem.code).toBe('signature_date_differs');
    const waiting = await sign(stage, signer, { confirmDate: today });
    expect(waiting).toMatchObject({ request: { state: 'open' }, conclusion: null, dateConfirmation: { contractDate: today, termLastOn: lastOn, confirmedBy: ['client'], waitingFor: ['vendor'] } });
    await world.drain();
    expect(world.mail.last(stage.owner.email, '契約日と契約期間の確認').text).toContain(today);
    // 民法522条: both have signed, so the passing of time does not undo it; the contract still dates from the last signature (R26).
    await world.advanceDays(20);
    expect((await signer.try(signingRoutes.confirmDate, { params: params(stage), body: { personName: '緑川 薫', contractDate: today, agreed: true } })).problem.code).toBe('already_signed');
    expect((await stage.owner.do(signingRoutes.read, { params: params(stage) })).asked.map((entry) => entry.kind)).toEqual(['confirm_date']);
    const view = await stage.owner.do(signingRoutes.confirmDate, { params: params(stage), body: { personName: '佐藤 美咲', contractDate: today, agreed: true } });
    expect(view).toMatchObject({ request: { state: 'completed', contractDate: today }, conclusion: { concludedOn: today } });
    await world.drain();
    const text = await pdfText((await stage.owner.try(signingRoutes.document, { params: { ...params(stage), kind: 'original_vendor' } })).bytes);
    expect(text).toContain(view.request?.bodyHash);
    expect((await stage.owner.do(contractRoutes.get, { params: params(stage) })).periods).toEqual([{ number: 1, startsOn: today, lastOn }]);
  });

  it('乙が後日署名：甲がリンクから確認して成立する。拒むこともできる', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const signer = await enter(stage);
    await represent(stage, signer);
    await sign(stage, signer);
    expect((await signer.try(signingRoutes.decline, { params: params(stage), body: { personName: '緑川 薫', reason: 'やめたい' } })).problem.code).toBe('already_signed');
    expect((await signer.try(signingRoutes.confirmDate, { params: params(stage), body: { personName: '緑川 薫', contractDate: await world.today(), agreed: true } })).problem.code).toBe('date_not_awaited');
    await world.advanceDays(1);
    const today = await world.today();
    await sign(stage, stage.owner, { confirmDate: today });
    await world.drain();
    expect((await stage.owner.try(signingRoutes.confirmDate, { params: params(stage), body: { personName: '佐藤 美咲', contractDate: today, agreed: true } })).problem.code).toBe('already_signed');
    expect((await stage.owner.try(signingRoutes.cancel, { params: params(stage), body: { reason: '' } })).problem.code).toBe('signing_not_open');
    const back = await enter(stage, { subject: '契約日と契約期間の確認' });
    const view = await back.do(signingRoutes.confirmDate, { params: params(stage), body: { personName: '緑川 薫', contractDate: today, agreed: true } });
    expect(view.conclusion).toEqual({ concludedOn: today, method: 'electronic' });
  });
});

describe('紙・他のサービスで締結した契約の登録（F136）', () => {
  it('印刷用の2通を出し、スキャンは1バイトも変えずに残り、契約が始まる', async () => {
    const stage = await signingStage(world);
    const today = await world.today();
    await send(stage, { form: 'paper' });
    expect(world.mail.mails.some((mail) => mail.to === stage.signerEmail && mail.subject.includes('署名のお願い'))).toBe(false);
    const print = await stage.owner.try(signingRoutes.print, { params: { ...params(stage), copy: 'client' } });
    const text = await pdfText(print.bytes);
    expect(text).toContain('甲保有分');
    // 後文: on paper the form's own closing formula stays (R33).
    expect(text).toContain('記名押印');
    expect((await stage.owner.try(signingRoutes.sign, { params: params(stage), body: await signBody(stage, stage.owner) })).problem.code).toBe('signing_not_open');
    const late = await stage.owner.try(signingRoutes.register, { params: params(stage), body: await registerBody(stage, addDays(localDate(today), 1)) });
    expect(late.problem.code).toBe('signed_on_future');
    const view = await stage.owner.do(signingRoutes.register, { params: params(stage), body: await registerBody(stage, today, { notifyEmail: stage.signerEmail }) });
    expect(view).toMatchObject({ conclusion: { concludedOn: today, method: 'paper' }, signatures: [{ level: 'paper' }, { level: 'paper' }], documents: [{ kind: 'paper_scan', sha256: createHash('sha256').update(scan).digest('hex') }] });
    expect((await stage.owner.try(signingRoutes.document, { params: { ...params(stage), kind: 'paper_scan' } })).bytes.equals(scan)).toBe(true);
    await world.drain();
    expect(world.mail.last(stage.signerEmail, '登録しました').attachments).toHaveLength(1);
    expect(world.mail.last(stage.signerEmail, '招待').to).toBe(stage.signerEmail);
  });

  it('F136 2通それぞれの押印・送付・返送・保管を記録し、登録のあとも、そろうまで残りが分かる', async () => {
    const stage = await signingStage(world);
    const today = localDate(await world.today());
    const copies = () => stage.owner.do(signingPaperRoutes.copies, { params: params(stage) });
    const move = (copy: 'client' | 'vendor', step: 'sealed' | 'sent' | 'returned' | 'kept', happenedOn: string = today) => stage.owner.try(signingPaperRoutes.move, { params: params(stage), body: { copy, step, happenedOn, note: '' } });
    expect((await move('client', 'sealed')).status).toBe(404);
    await send(stage, { form: 'paper' });
    expect(await copies()).toEqual({ copies: [{ copy: 'client', standing: null, steps: [] }, { copy: 'vendor', standing: null, steps: [] }], complete: false });
    expect((await move('client', 'sealed', addDays(today, 1))).problem.code).toBe('signed_on_future');
    for (const copy of ['client', 'vendor'] as const) { await move(copy, 'sealed'); await move(copy, 'sent'); }
    // The same twice is once.
    await move('vendor', 'sent');
    await move('client', 'kept');
    expect((await copies()).copies.map(({ standing, steps }) => [standing, steps.length])).toEqual([['kept', 3], ['sent', 2]]);
    await stage.owner.do(signingRoutes.register, { params: params(stage), body: await registerBody(stage, today) });
    expect((await copies()).complete).toBe(false);
    await move('vendor', 'returned');
    await move('vendor', 'kept');
    const done = await copies();
    expect([done.complete, done.copies[1]?.steps.map(({ step, enteredBy }) => [step, enteredBy])]).toEqual([true, ['sealed', 'sent', 'returned', 'kept'].map((step) => [step, '佐藤 美咲'])]);
    const other = await signingStage(world, { bare: true });
    expect((await other.owner.try(signingPaperRoutes.copies, { params: params(stage) })).status).toBe(404);
  });

  it('他のサービスで過去に締結した契約は、その日付と満了日で登録できる', async () => {
    const stage = await signingStage(world, { bare: true });
    const signedOn = addDays(localDate(await world.today()), -40);
    const termLastOn = addDays(localDate(await world.today()), 300);
    const body = await registerBody(stage, signedOn, { method: 'external', termLastOn });
    const view = await stage.owner.do(signingRoutes.register, { params: params(stage), body });
    expect(view).toMatchObject({ conclusion: { concludedOn: signedOn, method: 'external' }, documents: [{ kind: 'external' }], representations: { client: { answeredOn: signedOn } } });
    expect((await stage.owner.do(contractRoutes.get, { params: params(stage) })).periods).toEqual([{ number: 1, startsOn: signedOn, lastOn: termLastOn }]);
    expect((await stage.owner.try(signingRoutes.register, { params: params(stage), body })).problem.code).toBe('contract_not_draft');
  });

  it('ほかの契約のファイルや壊れたファイルは使えない', async () => {
    const [stage, other] = [await signingStage(world), await signingStage(world)];
    const body = await registerBody(other, await world.today());
    expect((await stage.owner.try(signingRoutes.register, { params: params(stage), body })).status).toBe(404);
    const refused = await stage.owner.try(signingRoutes.uploadEvidence, { params: params(stage), upload: { bytes: Buffer.from('MZ not a document'), name: 'a.pdf', type: 'application/pdf' } });
    expect(refused.problem.code).toBe('file_refused');
  });
});

describe('二要素による署名（D35）', () => {
  it('認証アプリで本人を確認した署名は、その水準が記録と証明書に残る', async () => {
    const stage = await signingStage(world);
    const { secret } = await stage.owner.do(identityRoutes.startTotp, { body: {} });
    const totp = new TOTP({ secret: Secret.fromBase32(secret), period: 30, digits: 6, algorithm: 'SHA1' });
    const { recoveryCodes } = await stage.owner.do(identityRoutes.confirmTotp, { body: { code: totp.generate() } });
    await stage.owner.do(identityRoutes.requestSignInLink, { body: { email: stage.owner.email } });
    await world.drain();
    const opened = await stage.owner.do(identityRoutes.signInLink, { body: { token: tokenFor(world, stage.owner.email, 'サインイン') } });
    expect(opened.status).toBe('second_factor');
    await stage.owner.do(identityRoutes.verifyTotp, { body: { code: recoveryCodes[0] ?? '' } });
    await send(stage);
    expect((await stage.owner.do(signingRoutes.read, { params: params(stage) })).twoFactor).toEqual({ offered: true, now: true });
    expect((await sign(stage, stage.owner, { requireTwoFactor: true })).signatures[0]?.level).toBe('two_factor');
    const signer = await enter(stage);
    await represent(stage, signer);
    await sign(stage, signer);
    await world.drain();
    const text = await pdfText((await signer.try(signingRoutes.document, { params: { ...params(stage), kind: 'certificate' } })).bytes);
    expect(text).toContain('二要素で本人を確認し');
    expect(text).not.toContain('電子署名法');
  });
});
