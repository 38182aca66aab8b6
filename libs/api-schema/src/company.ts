import { z } from 'zod';
import { vendorRoles } from '@hoshu/domain';
import { email, instant, line, localDate, ok, optionalLine, uuid } from './fields.js';
import { defineRoute } from './route.js';

const digits = (length: number) => z.string().regex(new RegExp(`^\\d{${length}}$`));

/** Company data of the vendor (乙) as it goes into contracts and invoices. */
export const companyInput = z.strictObject({
  companyName: line(100),
  companyKana: optionalLine(100),
  postalCode: z.union([z.literal(''), z.string().regex(/^\d{3}-\d{4}$/)]),
  prefecture: optionalLine(4),
  city: optionalLine(40),
  street: optionalLine(100),
  building: optionalLine(100),
  representativeTitle: optionalLine(40),
  representativeName: optionalLine(60),
  telephone: z.union([z.literal(''), z.string().regex(/^0[\d-]{9,13}$/)]),
  /** `T` and 13 digits; empty while the vendor has none (免税事業者). */
  registrationNumber: optionalLine(30),
  isIndividual: z.boolean(),
  noticeEmail: z.union([z.literal(''), email]),
  noticePostal: optionalLine(200),
  taxRounding: z.enum(['floor', 'round', 'ceil']),
  /** `{YYYY}`, `{MM}`, `{client}` and `{seq}`; numbers that begin with SAMPLE- belong to the samples (F166). */
  invoicePattern: z.string().max(40).regex(/^(?!SAMPLE-)[A-Za-z0-9{}_/-]*\{seq\}[A-Za-z0-9_/-]*$/),
});
export const companyView = z.strictObject({
  ...companyInput.shape,
  postalCode: z.string(), telephone: z.string(), noticeEmail: z.string(), prefecture: z.string(), city: z.string(),
  effectiveOn: localDate,
  sealFileId: uuid.nullable(),
  /** Things still missing, each with what it prevents. */
  missing: z.array(z.strictObject({ field: z.string(), ja: z.string(), en: z.string() })),
  warnings: z.array(z.strictObject({ field: z.string(), ja: z.string(), en: z.string() })),
});
export const bankAccountInput = z.strictObject({
  bankCode: digits(4), bankName: line(30), branchCode: digits(3), branchName: line(30), accountType: z.enum(['futsu', 'toza']), accountNumber: digits(7), holderKana: line(48),
});
export const bankAccountView = z.strictObject({ ...bankAccountInput.shape, id: uuid, effectiveOn: localDate });
/** F163: what stands, read from the data; samples do not count. */
const onboarding = z.strictObject({ company: z.boolean(), bank: z.boolean(), client: z.boolean(), site: z.boolean(), draft: z.boolean(), sent: z.boolean(), team: z.boolean() });
export const memberView = z.strictObject({ id: uuid, name: z.string(), email: z.string(), role: z.string(), noticeAuthority: z.boolean(), secondFactor: z.boolean(), isSelf: z.boolean(), createdAt: instant });

const read = { permission: 'company.read', audience: ['vendor'] } as const;
const write = { permission: 'company.write', audience: ['vendor'] } as const;

export const companyRoutes = {
  get: defineRoute({ ...read, id: 'company.get', method: 'GET', path: '/api/v1/company', summary: { ja: '自社の情報', en: 'Company data' }, response: companyView }),
  save: defineRoute({ ...write, id: 'company.save', method: 'PUT', path: '/api/v1/company', summary: { ja: '自社の情報を保存（新しい版）', en: 'Save company data as a new version' }, body: companyInput, response: companyView }),
  uploadSeal: defineRoute({ ...write, id: 'company.uploadSeal', method: 'POST', path: '/api/v1/uploads/company/seal', consumes: 'upload', summary: { ja: '印影を登録', en: 'Upload the seal image' }, response: z.strictObject({ fileId: uuid }) }),
  seal: defineRoute({ ...read, id: 'company.seal', method: 'GET', path: '/api/v1/company/seal', produces: 'file', summary: { ja: '印影', en: 'The seal image' }, response: z.never() }),
  bankAccounts: defineRoute({ ...read, id: 'company.bankAccounts', method: 'GET', path: '/api/v1/company/bank-accounts', article: '第11条', summary: { ja: '振込先口座とその履歴', en: 'Bank accounts, newest first' }, response: z.strictObject({ items: z.array(bankAccountView) }) }),
  // 06 §5, 19: a changed account is where money goes; it needs a fresh proof of identity.
  saveBankAccount: defineRoute({ ...write, id: 'company.saveBankAccount', method: 'POST', path: '/api/v1/company/bank-accounts', article: '第11条', summary: { ja: '振込先口座を登録・変更', en: 'Register or change the bank account' }, body: bankAccountInput, response: bankAccountView }),
  onboarding: defineRoute({ ...read, id: 'company.onboarding', method: 'GET', path: '/api/v1/company/onboarding', summary: { ja: 'はじめの準備の進み具合', en: 'How far the first steps are' }, response: onboarding }),
  members: defineRoute({ permission: 'member.read', audience: ['vendor'], id: 'company.members', method: 'GET', path: '/api/v1/company/members', summary: { ja: 'メンバーと招待', en: 'Members and invitations' }, response: z.strictObject({ items: z.array(memberView), invitations: z.array(z.strictObject({ id: uuid, email: z.string(), role: z.string(), createdAt: instant })) }) }),
  invite: defineRoute({ permission: 'member.invite', audience: ['vendor'], id: 'company.invite', method: 'POST', path: '/api/v1/company/invitations', summary: { ja: 'メンバーを招待', en: 'Invite a colleague' }, body: z.strictObject({ email, role: z.enum(vendorRoles), noticeAuthority: z.boolean() }), response: z.strictObject({ id: uuid }) }),
  revokeInvitation: defineRoute({ permission: 'member.invite', audience: ['vendor'], id: 'company.revokeInvitation', method: 'DELETE', path: '/api/v1/company/invitations/:invitationId', summary: { ja: '招待を取り消す', en: 'Take an invitation back' }, params: z.strictObject({ invitationId: uuid }), response: ok }),
  changeMember: defineRoute({ permission: 'member.invite', audience: ['vendor'], id: 'company.changeMember', method: 'PATCH', path: '/api/v1/company/members/:membershipId', summary: { ja: 'メンバーの役割を変更', en: 'Change a member' }, params: z.strictObject({ membershipId: uuid }), body: z.strictObject({ role: z.enum(vendorRoles), noticeAuthority: z.boolean() }), response: ok }),
  removeMember: defineRoute({ permission: 'member.invite', audience: ['vendor'], id: 'company.removeMember', method: 'DELETE', path: '/api/v1/company/members/:membershipId', summary: { ja: 'メンバーを外す', en: 'Remove a member' }, params: z.strictObject({ membershipId: uuid }), response: ok }),
} as const;
