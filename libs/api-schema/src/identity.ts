import { z } from 'zod';
import { email, empty, instant, line, locale, ok, uuid } from './fields.js';
import { defineRoute } from './route.js';

const password = z.string().min(8).max(128);
/** A password that may be left out; an empty field counts as left out. */
const optionalPassword = z.union([z.literal('').transform(() => undefined), password]).optional();
const token = z.string().min(20).max(200).regex(/^[A-Za-z0-9_.-]+$/);
const sixDigits = z.string().regex(/^\d{6}$/);
/** A TOTP code or one of the recovery codes (XXXX-XXXX-XXXX-XXXX). */
const secondFactor = z.string().trim().min(6).max(24).regex(/^[0-9A-Za-z-]+$/);

export const membershipSummary = z.strictObject({
  id: uuid,
  kind: z.enum(['vendor', 'client', 'staff']),
  tenantId: uuid.nullable(),
  tenantName: z.string(),
  clientId: uuid.nullable(),
  clientName: z.string().nullable(),
  role: z.string(),
  noticeAuthority: z.boolean(),
});
export const sessionView = z.strictObject({
  user: z.strictObject({ id: uuid, email: z.string(), name: z.string(), locale, hasPassword: z.boolean(), totpEnrolled: z.boolean(), sharedMailbox: z.boolean() }),
  membership: membershipSummary.nullable(),
  memberships: z.array(membershipSummary),
  permissions: z.array(z.string()),
  assurance: z.enum(['one', 'two']),
  steppedUpUntil: instant.nullable(),
  mode: z.enum(['demo', 'production', 'test']),
  today: z.string(),
  termsAccepted: z.boolean(),
});
/** `second_factor`: the first factor was right, the TOTP step is still missing. */
const signedIn = z.strictObject({ status: z.enum(['signed_in', 'second_factor']), next: z.string() });

const base = { permission: 'public', audience: [] } as const;
const self = { permission: 'session', audience: ['vendor', 'client', 'staff'] } as const;

export const identityRoutes = {
  signUp: defineRoute({
    ...base, id: 'identity.signUp', method: 'POST', path: '/api/v1/sign-up',
    summary: { ja: '保守会社（乙）として登録を始める', en: 'Start signing up as a vendor' },
    body: z.strictObject({ email, companyName: line(100), personName: line(60), locale: locale.default('ja'), acceptedTerms: z.literal(true) }),
    response: ok,
  }),
  verifySignUp: defineRoute({
    ...base, id: 'identity.verifySignUp', method: 'POST', path: '/api/v1/sign-up/verification',
    summary: { ja: 'メールアドレスを確認して会社を作る', en: 'Verify the address and create the company' },
    body: z.strictObject({ token, password: optionalPassword }),
    response: signedIn,
  }),
  signInPassword: defineRoute({
    ...base, id: 'identity.signInPassword', method: 'POST', path: '/api/v1/session/password',
    summary: { ja: 'パスワードでサインイン', en: 'Sign in with a password' },
    body: z.strictObject({ email, password: z.string().min(1).max(128) }),
    response: signedIn,
  }),
  requestSignInLink: defineRoute({
    ...base, id: 'identity.requestSignInLink', method: 'POST', path: '/api/v1/session/link',
    summary: { ja: 'サインイン用リンクをメールで受け取る', en: 'Receive a sign-in link by e-mail' },
    body: z.strictObject({ email, next: z.string().max(300).optional() }),
    response: ok,
  }),
  previewLink: defineRoute({
    ...base, id: 'identity.previewLink', method: 'GET', path: '/api/v1/links/:token',
    summary: { ja: 'リンクを開く（使用済みにはならない）', en: 'Open a link without consuming it' },
    params: z.strictObject({ token }),
    response: z.strictObject({ purpose: z.enum(['verify', 'signin', 'invitation', 'signing']), status: z.enum(['valid', 'used', 'expired']), email: z.string(), companyName: z.string().nullable() }),
  }),
  signInLink: defineRoute({
    ...base, id: 'identity.signInLink', method: 'POST', path: '/api/v1/session/link/use',
    summary: { ja: 'リンクでサインイン', en: 'Sign in with the link' },
    body: z.strictObject({ token }),
    response: signedIn,
  }),
  signInCode: defineRoute({
    ...base, id: 'identity.signInCode', method: 'POST', path: '/api/v1/session/code',
    summary: { ja: 'メールの6桁コードでサインイン', en: 'Sign in with the six-digit code' },
    body: z.strictObject({ email, code: sixDigits }),
    response: signedIn,
  }),
  verifyTotp: defineRoute({
    ...base, id: 'identity.verifyTotp', method: 'POST', path: '/api/v1/session/second-factor',
    summary: { ja: '認証アプリの確認コードを送る', en: 'Send the second factor' },
    body: z.strictObject({ code: secondFactor }),
    response: signedIn,
  }),
  session: defineRoute({
    ...self, id: 'identity.session', method: 'GET', path: '/api/v1/session',
    summary: { ja: '自分のセッション', en: 'My session' },
    response: sessionView,
  }),
  selectMembership: defineRoute({
    ...self, id: 'identity.selectMembership', method: 'POST', path: '/api/v1/session/membership',
    summary: { ja: '所属を切り替える', en: 'Switch membership' },
    body: z.strictObject({ membershipId: uuid }),
    response: signedIn,
  }),
  signOut: defineRoute({
    ...self, id: 'identity.signOut', method: 'DELETE', path: '/api/v1/session',
    summary: { ja: 'サインアウト', en: 'Sign out' },
    response: ok,
  }),
  listSessions: defineRoute({
    ...self, id: 'identity.listSessions', method: 'GET', path: '/api/v1/profile/sessions',
    summary: { ja: '自分のサインイン一覧', en: 'My sign-ins' },
    response: z.strictObject({ items: z.array(z.strictObject({ id: uuid, current: z.boolean(), createdAt: instant, lastSeenAt: instant, userAgent: z.string(), ip: z.string(), assurance: z.enum(['one', 'two']) })) }),
  }),
  revokeSession: defineRoute({
    ...self, id: 'identity.revokeSession', method: 'DELETE', path: '/api/v1/profile/sessions/:sessionId',
    summary: { ja: 'ほかの端末のサインインを終わらせる', en: 'End another sign-in' },
    params: z.strictObject({ sessionId: uuid }), response: ok,
  }),
  updateProfile: defineRoute({
    ...self, id: 'identity.updateProfile', method: 'PATCH', path: '/api/v1/profile',
    summary: { ja: '自分の名前と表示言語', en: 'My name and language' },
    body: z.strictObject({ name: line(60), locale, sharedMailbox: z.boolean() }), response: ok,
  }),
  changePassword: defineRoute({
    ...self, id: 'identity.changePassword', method: 'PUT', path: '/api/v1/profile/password', stepUp: true,
    summary: { ja: 'パスワードを設定・変更', en: 'Set or change the password' },
    body: z.strictObject({ password }), response: ok,
  }),
  startTotp: defineRoute({
    ...self, id: 'identity.startTotp', method: 'POST', path: '/api/v1/profile/totp',
    summary: { ja: '認証アプリの登録を始める', en: 'Start enrolling an authenticator app' },
    body: empty, response: z.strictObject({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
  }),
  confirmTotp: defineRoute({
    ...self, id: 'identity.confirmTotp', method: 'POST', path: '/api/v1/profile/totp/confirmation',
    summary: { ja: '認証アプリの登録を完了', en: 'Finish enrolling an authenticator app' },
    body: z.strictObject({ code: sixDigits }), response: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  }),
  disableTotp: defineRoute({
    ...self, id: 'identity.disableTotp', method: 'DELETE', path: '/api/v1/profile/totp', stepUp: true,
    summary: { ja: '認証アプリを外す', en: 'Remove the authenticator app' }, response: ok,
  }),
  stepUp: defineRoute({
    ...self, id: 'identity.stepUp', method: 'POST', path: '/api/v1/session/step-up',
    summary: { ja: '本人確認（5分間有効）', en: 'Confirm identity for five minutes' },
    body: z.strictObject({ password: z.string().min(1).max(128).optional(), code: secondFactor.optional() }),
    response: z.strictObject({ until: instant }),
  }),
  previewInvitation: defineRoute({
    ...base, id: 'identity.previewInvitation', method: 'GET', path: '/api/v1/invitations/:token',
    summary: { ja: '招待の内容を見る', en: 'See an invitation' },
    params: z.strictObject({ token }),
    response: z.strictObject({ status: z.enum(['valid', 'used', 'expired']), email: z.string(), tenantName: z.string(), clientName: z.string().nullable(), role: z.string(), kind: z.enum(['vendor', 'client']), knownPerson: z.boolean() }),
  }),
  acceptInvitation: defineRoute({
    ...base, id: 'identity.acceptInvitation', method: 'POST', path: '/api/v1/invitations/acceptance',
    summary: { ja: '招待を受ける', en: 'Accept an invitation' },
    body: z.strictObject({ token, personName: line(60), password: optionalPassword, acceptedTerms: z.literal(true) }),
    response: signedIn,
  }),
  terms: defineRoute({
    ...base, id: 'identity.terms', method: 'GET', path: '/api/v1/terms',
    summary: { ja: '利用規約・プライバシーポリシー・委託条項', en: 'Terms, privacy policy, processing terms' },
    response: z.strictObject({ version: z.string(), documents: z.array(z.strictObject({ kind: z.enum(['terms', 'privacy', 'processing']), title: z.strictObject({ ja: z.string(), en: z.string() }), body: z.strictObject({ ja: z.string(), en: z.string() }) })) }),
  }),
  acceptTerms: defineRoute({
    ...self, id: 'identity.acceptTerms', method: 'POST', path: '/api/v1/terms/acceptance',
    summary: { ja: '最新の規約に同意', en: 'Accept the current terms' },
    body: z.strictObject({ version: z.string().max(20) }), response: ok,
  }),
} as const;
