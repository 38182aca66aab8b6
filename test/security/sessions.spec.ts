import { identityRoutes } from '@hoshu/api-schema';
import { Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { Secret, TOTP } from 'otpauth';

const password = 'むずかしい合言葉 2026 Aa!';
let world: World;
let number = 0;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const newOwner = () => {
  number += 1;
  return signUpVendor(world, { companyName: `株式会社試験${number}`, personName: '試験 太郎', email: `owner${number}@session.example`, password });
};
const alive = async (person: Person) => (await person.try(identityRoutes.session)).status;
const withCookie = (person: Person, cookie: string) => {
  const other = new Person(world, person.name, person.email);
  other.cookie = cookie;
  return other;
};
const shift = (person: Person, sql: string) => world.sql(`update identity.session set ${sql} where user_id = (select id from identity."user" where email = $1) and ended_at is null`, [person.email]);

describe('セッション', () => {
  it('クッキーは HttpOnly・SameSite=Lax・Path=/ で、値はデータベースに残らない', async () => {
    const owner = await newOwner();
    const answer = await new Person(world, owner.name, owner.email).try(identityRoutes.signInPassword, { body: { email: owner.email, password } });
    const cookie = answer.headers.getSetCookie().at(-1) ?? '';
    expect(cookie).toMatch(/^hoshu_sid=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const [row] = await world.sql<{ found: string }>(`select count(*) as found from identity.session where encode(token_hash, 'escape') like '%' || $1 || '%'`, [/=([^;]+)/.exec(cookie)?.[1]]);
    expect(Number(row?.found)).toBe(0);
  });

  it('固定化：サインイン前に置かれたクッキーは使われず、サインインのたびに値が変わる', async () => {
    const owner = await newOwner();
    const fixed = `hoshu_sid=${'A'.repeat(43)}`;
    const victim = withCookie(owner, fixed);
    await victim.do(identityRoutes.signInPassword, { body: { email: owner.email, password } });
    expect(victim.cookie).not.toBe(fixed);
    expect(await alive(withCookie(owner, fixed))).toBe(401);
    const before = victim.cookie;
    await victim.do(identityRoutes.signInPassword, { body: { email: owner.email, password } });
    expect(victim.cookie).not.toBe(before);
    expect(await alive(withCookie(owner, before))).toBe(401);
  });

  it('30分使わないと終わり、使い続けても8時間で終わる', async () => {
    const owner = await newOwner();
    await shift(owner, `last_seen_at = now() - interval '29 minutes'`);
    expect(await alive(owner)).toBe(200);
    await shift(owner, `last_seen_at = now() - interval '31 minutes'`);
    expect(await alive(owner)).toBe(401);
    const again = await newOwner();
    const [row] = await world.sql<{ hours: number }>(`select round(extract(epoch from s.expires_at - s.created_at) / 3600)::int as hours from identity.session s join identity."user" u on u.id = s.user_id where u.email = $1`, [again.email]);
    expect(row?.hours).toBe(8);
    await shift(again, `expires_at = now() - interval '1 second'`);
    expect(await alive(again)).toBe(401);
  });

  it('サインアウト・利用停止・パスワード変更は、ほかのセッションをすぐに終わらせる', async () => {
    const owner = await newOwner();
    const second = new Person(world, owner.name, owner.email);
    await second.do(identityRoutes.signInPassword, { body: { email: owner.email, password } });
    await second.do(identityRoutes.changePassword, { body: { password: 'あたらしい合言葉 2027 Bb!' } });
    expect([await alive(owner), await alive(second)]).toEqual([401, 200]);
    const kept = second.cookie;
    await second.do(identityRoutes.signOut);
    expect(await alive(withCookie(owner, kept))).toBe(401);
    const third = await newOwner();
    await world.sql('update identity."user" set disabled_at = now() where email = $1', [third.email]);
    expect(await alive(third)).toBe(401);
  });

  it('本人確認は5分で切れ、切れた後は求め直される', async () => {
    const owner = await newOwner();
    await shift(owner, `stepped_up_until = now() - interval '1 second'`);
    const refused = await owner.try(identityRoutes.changePassword, { body: { password: 'あたらしい合言葉 2027 Bb!' } });
    expect([refused.status, refused.problem.code]).toEqual([403, 'step_up_required']);
    expect((await owner.try(identityRoutes.stepUp, { body: { password: 'ちがう' } })).status).toBe(401);
    await owner.do(identityRoutes.stepUp, { body: { password } });
    expect((await owner.try(identityRoutes.changePassword, { body: { password: 'あたらしい合言葉 2027 Bb!' } })).status).toBe(200);
  });
});

describe('二つ目の要素', () => {
  const enrol = async (owner: Person) => {
    const { secret } = await owner.do(identityRoutes.startTotp, { body: {} });
    const totp = new TOTP({ issuer: 'Hoshu', secret: Secret.fromBase32(secret), period: 30, digits: 6, algorithm: 'SHA1' });
    const { recoveryCodes } = await owner.do(identityRoutes.confirmTotp, { body: { code: totp.generate() } });
    return { totp, recoveryCodes };
  };
  const firstFactor = async (owner: Person) => {
    const person = new Person(world, owner.name, owner.email);
    expect((await person.do(identityRoutes.signInPassword, { body: { email: owner.email, password } })).status).toBe('second_factor');
    return person;
  };

  it('一度使ったコードは、別のサインインでも二度と通らない', async () => {
    const owner = await newOwner();
    const { totp } = await enrol(owner);
    // The next window's code is accepted once: the one of now was spent on enrolment.
    const next = totp.generate({ timestamp: Date.now() + 30_000 });
    const person = await firstFactor(owner);
    await person.do(identityRoutes.verifyTotp, { body: { code: next } });
    const replay = await firstFactor(owner);
    for (const code of [next, totp.generate()]) expect((await replay.try(identityRoutes.verifyTotp, { body: { code } })).problem.code).toBe('code_wrong');
  });

  it('半分だけのサインインでは、セッション以外に何もできず、本人確認にもならない', async () => {
    const owner = await newOwner();
    await enrol(owner);
    const person = await firstFactor(owner);
    for (const call of [person.try(identityRoutes.session), person.try(identityRoutes.listSessions), person.try(identityRoutes.disableTotp), person.try(identityRoutes.stepUp, { body: { password } })]) expect((await call).problem.code).toBe('totp_required');
  });

  it('リカバリーコードは一度だけ使え、同時に使っても一人しか通らない', async () => {
    const owner = await newOwner();
    const { recoveryCodes } = await enrol(owner);
    expect(recoveryCodes).toHaveLength(10);
    const code = recoveryCodes[0] ?? '';
    const people = [await firstFactor(owner), await firstFactor(owner)];
    const answers = await Promise.all(people.map((person) => person.try(identityRoutes.verifyTotp, { body: { code } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    expect((await (await firstFactor(owner)).try(identityRoutes.verifyTotp, { body: { code } })).problem.code).toBe('code_wrong');
  });

  it('メールのリンクでは、二つ目の要素を飛ばせない', async () => {
    const owner = await newOwner();
    await enrol(owner);
    const person = new Person(world, owner.name, owner.email);
    await person.do(identityRoutes.requestSignInLink, { body: { email: owner.email } });
    await world.drain();
    const token = world.mail.link(owner.email, 'サインイン').split('/').at(-1) ?? '';
    expect((await person.do(identityRoutes.signInLink, { body: { token } })).status).toBe('second_factor');
    expect((await person.try(identityRoutes.session)).problem.code).toBe('totp_required');
  });
});

describe('存在の推測', () => {
  it('知らない宛先と知っている宛先で、答えの本文と状態が同じ', async () => {
    const owner = await newOwner();
    const stranger = new Person(world, '?', 'nobody@session.example');
    const strip = (answer: { status: number; problem: { requestId?: string } }) => ({ status: answer.status, body: { ...answer.problem, requestId: '' } });
    for (const route of [identityRoutes.requestSignInLink]) expect(strip(await stranger.try(route, { body: { email: 'nobody@session.example' } }))).toEqual(strip(await stranger.try(route, { body: { email: owner.email } })));
    expect(strip(await stranger.try(identityRoutes.signInPassword, { body: { email: 'nobody@session.example', password: 'x'.repeat(20) } }))).toEqual(strip(await stranger.try(identityRoutes.signInPassword, { body: { email: owner.email, password: 'x'.repeat(20) } })));
    const signUp = { companyName: 'x', personName: 'x', acceptedTerms: true as const };
    expect(strip(await stranger.try(identityRoutes.signUp, { body: { email: 'nobody@session.example', ...signUp } }))).toEqual(strip(await stranger.try(identityRoutes.signUp, { body: { email: owner.email, ...signUp } })));
  });
});
