import { signingAccessRoutes, signingRoutes } from '@hoshu/api-schema';
import { Person, startWorld, type World } from '@hoshu/testing';
import { enter, pdfText, represent, send, sign, signingStage, tokenFor, type SigningStage } from './signing-support.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const code = 'Mdr-4271';
const params = (stage: SigningStage) => ({ contractId: stage.contractId });
const visitor = (email: string) => new Person(world, '緑川 薫', email);
const tryCode = (email: string, accessCode?: string) => visitor(email).try(signingRoutes.enter, { body: { token: tokenFor(world, email), ...(accessCode === undefined ? {} : { accessCode }) } });
const opened = async (email: string) => (await visitor(email).do(signingRoutes.open, { params: { token: tokenFor(world, email) } })).accessCode;
const auditTypes = async (stage: SigningStage) => (await world.sql<{ type: string }>(`select type from audit.event where stream = $1 and (type like 'signing.code-%' or type = 'signing.asked-again') order by seq`, [`contract:${stage.contractId}`])).map(({ type }) => type);

describe('F131 アクセスコード（D18：メールとは別の経路で伝える）', () => {
  it('F131 コードを知る方だけが入れ、メールにもデータベースにもコードはなく、証明書に書かれる', async () => {
    const stage = await signingStage(world);
    const view = await send(stage, { accessCode: code });
    expect(view.request?.accessCode).toBe(true);
    expect(await opened(stage.signerEmail)).toBe('needed');
    expect((await tryCode(stage.signerEmail)).problem.code).toBe('access_code_required');
    const signer = visitor(stage.signerEmail);
    // As people type it: full width, lower case, a space instead of the hyphen.
    await signer.do(signingRoutes.enter, { body: { token: tokenFor(world, stage.signerEmail), accessCode: 'ｍｄｒ 4271' } });
    await represent(stage, signer);
    await sign(stage, signer);
    await sign(stage, stage.owner);
    await world.drain();
    expect(await auditTypes(stage)).toEqual(['signing.code-entered']);
    const certificate = await pdfText((await stage.owner.try(signingRoutes.document, { params: { ...params(stage), kind: 'certificate' } })).bytes);
    expect([certificate.split('別の経路で伝えたコード').length - 1, certificate.includes('緑川薫様がアクセスコードを入力しました')]).toEqual([1, true]);
    // The word itself stands nowhere: no mail, no queue, no trail, no row but its hash.
    const spoken = /mdr-?4271/i;
    expect(world.mail.mails.filter((mail) => spoken.test(`${mail.subject}${mail.text}`))).toEqual([]);
    const [kept] = await world.sql<{ rows: string }>(`select coalesce(string_agg(t, ' '), '') as rows from (select o.payload::text as t from platform.outbox o union all select e.canon from audit.event e union all select to_jsonb(c)::text from hoshu.signing_access_code c) x`);
    expect(kept?.rows).toContain('$argon2id$');
    expect(kept?.rows).not.toMatch(spoken);

    // After the conclusion too: whoever locks itself out of its copy is let in again by 乙.
    const again = (accessCode: string) => visitor(stage.signerEmail).try(signingRoutes.enter, { body: { token: tokenFor(world, stage.signerEmail, '署名のお願い'), accessCode } });
    for (let turn = 0; turn < 5; turn += 1) await again('WRONG1');
    expect([(await again(code)).problem.code, (await stage.owner.do(signingRoutes.get, { params: params(stage) })).recipients[0]?.codeLocked]).toEqual(['access_code_locked', true]);
    await stage.owner.do(signingAccessRoutes.setCode, { params: params(stage), body: { accessCode: 'NEU-88001' } });
    expect((await again('NEU-88001')).status).toBe(200);
  });

  it('F131 5回の間違いでその方だけ入力が止まり、乙に知らせ、乙が決め直すと入れる。同時に試しても5回まで', async () => {
    const stage = await signingStage(world);
    const copy = `copy-${stage.signerEmail}`;
    await send(stage, { accessCode: code, cc: [{ personName: '写し 次郎', email: copy, title: '' }] });
    const tries = await Promise.all(Array.from({ length: 8 }, () => tryCode(stage.signerEmail, 'WRONG1')));
    // 4 wrong, the fifth locks, three more are refused without being judged.
    expect(tries.map(({ problem }) => problem.code).sort()).toEqual([...Array.from({ length: 4 }, () => 'access_code_locked'), ...Array.from({ length: 4 }, () => 'access_code_wrong')]);
    expect((await tryCode(stage.signerEmail, code)).problem.code).toBe('access_code_locked');
    expect([await opened(stage.signerEmail), await opened(copy)]).toEqual(['locked', 'needed']);
    await world.drain();
    const mail = world.mail.last(stage.owner.email, 'アクセスコードの入力が止まっています');
    expect(mail.text).toContain('緑川 薫');
    const seen = await stage.owner.do(signingRoutes.get, { params: params(stage) });
    expect(seen.recipients.map(({ role, codeLocked }) => [role, codeLocked])).toEqual([['signer', true], ['cc', false]]);

    await stage.owner.do(signingAccessRoutes.setCode, { params: params(stage), body: { accessCode: 'NEU-88001' } });
    expect((await tryCode(stage.signerEmail, code)).problem).toMatchObject({ code: 'access_code_wrong', data: { left: 4 } });
    expect((await tryCode(stage.signerEmail, 'NEU-88001')).status).toBe(200);
    expect((await auditTypes(stage)).filter((type) => type !== 'signing.code-wrong')).toEqual(['signing.code-locked', 'signing.code-set', 'signing.code-entered']);
    expect((await auditTypes(stage)).filter((type) => type === 'signing.code-wrong')).toHaveLength(5);
  });

  it('F131 あとから決めると、先に入っていた方にも求める。転送された方にも求め、紙では指定できない', async () => {
    const stage = await signingStage(world);
    await send(stage);
    const early = await enter(stage);
    await stage.owner.do(signingAccessRoutes.setCode, { params: params(stage), body: { accessCode: code } });
    expect((await early.try(signingRoutes.read, { params: params(stage) })).problem.code).toBe('access_code_required');
    expect((await tryCode(stage.signerEmail, code)).status).toBe(200);
    // The session from before is in again, and can pass the request on.
    const to = { personName: '白井 理事', email: `right-${stage.signerEmail}`, title: '' };
    await early.do(signingRoutes.forward, { params: params(stage), body: { personName: '緑川 薫', to } });
    await world.drain();
    expect([(await tryCode(to.email)).problem.code, (await tryCode(to.email, code)).status]).toEqual(['access_code_required', 200]);
    expect((await early.try(signingAccessRoutes.setCode, { params: params(stage), body: { accessCode: code } })).status).toBe(404);

    const paper = await signingStage(world, { owner: stage.owner });
    const refused = await stage.owner.try(signingRoutes.send, { params: params(paper), body: { form: 'paper', contractDate: await world.today(), recipient: { personName: 'A', email: 'a@client.example', title: '' }, message: '', accessCode: code } });
    expect(refused.problem.code).toBe('recipients_electronic');
    expect((await stage.owner.try(signingAccessRoutes.setCode, { params: params(paper), body: { accessCode: '12345' } })).status).toBe(400);
    expect((await stage.owner.try(signingAccessRoutes.setCode, { params: params(paper), body: { accessCode: code } })).problem.code).toBe('signing_not_open');
  });
});

describe('F132 期限の過ぎた依頼', () => {
  it('F132 リンクから再送を頼め、一日に一度だけ乙に届く。送り直したあとは頼めない', async () => {
    const stage = await signingStage(world);
    await send(stage, { expiresOn: await world.today(), reminderDays: [] });
    const token = tokenFor(world, stage.signerEmail);
    const ask = () => visitor(stage.signerEmail).try(signingAccessRoutes.askAgain, { body: { token } });
    expect((await ask()).problem.code).toBe('signing_not_open');
    await world.advanceDays(1);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await world.drain();
    expect(world.mail.mails.filter((mail) => mail.to === stage.owner.email && mail.subject.includes('再送を頼まれています'))).toHaveLength(1);
    expect(await auditTypes(stage)).toEqual(['signing.asked-again']);
    await send(stage);
    expect((await ask()).problem.code).toBe('signing_not_open');
  });
});
