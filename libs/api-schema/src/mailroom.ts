import { z } from 'zod';
import { empty, fileBytes, instant, line, localDate, optionalMultiline, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const article = z.literal([17, 18]);
const party = z.enum(['client', 'vendor']);
export const mailCheckResults = ['pass', 'fail', 'none', 'not_checked'] as const;
export const mailProblems = ['unreadable', 'no_sender', 'several_senders', 'no_text', 'no_received', 'future_received', 'reply_to_differs'] as const;
export const mailOutcomes = ['registered', 'no_notice', 'before_conclusion', 'after_end', 'repeated'] as const;
export const callStates = ['waiting', 'confirmed', 'expired', 'withdrawn'] as const;

const checks = z.strictObject({ spf: z.enum(mailCheckResults), dkim: z.enum(mailCheckResults), dmarc: z.enum(mailCheckResults) });
const hop = z.strictObject({ text: z.string(), at: instant.nullable() });
const content = { receivedAt: instant, mailFrom: z.string(), fromAddress: z.string(), fromName: z.string(), subject: z.string(), text: z.string(), messageId: z.string(), sha256: z.string(), byteCount: z.int(), hops: z.array(hop), checks, problems: z.array(z.enum(mailProblems)) };

/** A mail that came to the contract's own address or was uploaded: what it is, where it comes from, what became of it. */
export const receivedMail = z.strictObject({
  id: uuid, contractId: uuid, source: z.enum(['smtp', 'upload']), broughtSide: party.nullable(), broughtBy: z.string(), isForwarded: z.boolean(), ...content,
  /** The newest Received time of the mail itself: its arrival at the other side's server. */
  statedAt: instant.nullable(), to: z.array(z.string()),
  /** Who the sender is in this contract; null = unknown. `senderAuthorised`: has 通知権限, and the mail is proved to be theirs. */
  senderSide: party.nullable(), senderName: z.string(), senderAuthorised: z.boolean(), articleSeen: article.nullable(), requestedEndOn: localDate.nullable(),
  outcome: z.strictObject({ kind: z.enum(mailOutcomes), noticeId: uuid.nullable(), decidedSide: z.enum(['client', 'vendor', 'system']), decidedBy: z.string(), note: z.string(), at: instant }).nullable(),
  /** Whether the asking side may say that this is no notice: never about a mail of the other side. */
  canDismiss: z.boolean(),
});
/** A notice by telephone: no notice until its giver has confirmed it (D7). */
export const noticeCall = z.strictObject({
  id: uuid, contractId: uuid, article, giverParty: party, giverName: z.string(), requestedEndOn: localDate.nullable(), note: z.string(), calledOn: localDate, enteredSide: z.enum(['client', 'vendor', 'desk']), enteredBy: z.string(), enteredAt: instant, sentTo: z.string(),
  state: z.enum(callStates), contentHash: z.string(), confirmed: z.strictObject({ personName: z.string(), at: instant, ip: z.string(), noticeId: uuid }).nullable(),
});
/** What the person behind the link is asked to confirm. */
export const callConfirmation = z.strictObject({
  state: z.enum(callStates), contractNumber: z.string(), giverCompany: z.string(), recipientCompany: z.string(), giverName: z.string(), article, requestedEndOn: localDate.nullable(), calledOn: localDate, note: z.string(), enteredBy: z.string(), enteredSide: z.enum(['client', 'vendor', 'desk']), contentHash: z.string(),
  /** 第17条 without the 特約: the confirmation makes the letter that has to be posted. */
  needsLetter: z.boolean(),
});
export const unassignedMail = z.strictObject({
  id: uuid, receivedAt: instant, mailFrom: z.string(), recipients: z.array(z.string()), fromAddress: z.string(), fromName: z.string(), subject: z.string(), byteCount: z.int(), state: z.enum(['waiting', 'assigned', 'set_aside']), handledBy: z.string(), version,
});
export const unassignedMailView = z.strictObject({
  ...unassignedMail.shape, ...content, hints: z.array(z.string()), note: z.string(), history: z.array(z.strictObject({ kind: z.string(), staffName: z.string(), note: z.string(), at: instant })),
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'notice.read', audience: both, article: '第18条' } as const;
const register = { permission: 'notice.register', audience: both, method: 'POST', article: '第18条' } as const;
const desk = { permission: 'support.queue', audience: ['staff'] } as const;
const forward = { permission: 'support.forward', audience: ['staff'], method: 'POST' } as const;
const nobody = { permission: 'public', audience: [] } as const;
const contractId = z.strictObject({ contractId: uuid });
const mailId = z.strictObject({ mailId: uuid });
const token = z.string().min(20).max(200).regex(/^[A-Za-z0-9_.-]+$/);
const call = { article, giverName: line(60), requestedEnd: localDate.nullable(), calledOn: localDate, note: optionalMultiline(1_000) } as const;

export const mailroomRoutes = {
  mails: defineRoute({ ...read, id: 'mailroom.mails', method: 'GET', path: '/api/v1/contracts/:contractId/notice-mails', summary: { ja: '契約の通知アドレスと、届いたメール・電話の記録', en: 'Notice address of a contract, mails and telephone entries' }, params: contractId,
    response: z.strictObject({ address: z.string(), items: z.array(receivedMail), calls: z.array(noticeCall) }) }),
  original: defineRoute({ ...read, id: 'mailroom.original', method: 'GET', path: '/api/v1/notice-mails/:mailId/original', produces: 'file', summary: { ja: '届いたメールの原本', en: 'The mail exactly as it came' }, params: mailId, response: fileBytes }),
  upload: defineRoute({ ...register, id: 'mailroom.upload', path: '/api/v1/uploads/contracts/:contractId/notice-mails', consumes: 'upload', summary: { ja: 'メール（.eml・.msg）を登録する', en: 'Upload a mail (.eml, .msg)' }, params: contractId, response: receivedMail }),
  registerMail: defineRoute({ ...register, id: 'mailroom.registerMail', path: '/api/v1/notice-mails/:mailId/registration', summary: { ja: '届いたメールを通知として登録する', en: 'Register a mail as a notice' }, params: mailId,
    body: z.strictObject({ article, giverParty: party, requestedEnd: localDate.nullable(), /** Only for a mail that the receiving side brought and that carries no time itself. */ arrivedOn: localDate.nullable(), note: optionalMultiline(500) }), response: receivedMail }),
  dismiss: defineRoute({ ...register, id: 'mailroom.dismiss', path: '/api/v1/notice-mails/:mailId/no-notice', summary: { ja: '届いたメールは通知ではないと記録する', en: 'Record that a mail is no notice' }, params: mailId, body: z.strictObject({ note: line(200) }), response: receivedMail }),
  enterCall: defineRoute({ ...register, id: 'mailroom.enterCall', path: '/api/v1/contracts/:contractId/notice-calls', summary: { ja: '電話での通知を代理入力する（本人の確認までは通知ではありません）', en: 'Enter a notice by telephone; none until its giver confirms' }, params: contractId,
    body: z.strictObject({ ...call, giverParty: party }), response: noticeCall }),
  withdrawCall: defineRoute({ ...register, id: 'mailroom.withdrawCall', path: '/api/v1/notice-calls/:callId/withdrawal', summary: { ja: '電話の代理入力を取り消す', en: 'Take a telephone entry back' }, params: z.strictObject({ callId: uuid }), body: empty, response: noticeCall }),
  openCall: defineRoute({ ...nobody, id: 'mailroom.openCall', method: 'GET', path: '/api/v1/notice-calls/by-link/:token', article: '第18条', summary: { ja: '電話の代理入力の内容（確認の前）', en: 'What the telephone entry says, before confirming' }, params: z.strictObject({ token }), response: callConfirmation }),
  confirmCall: defineRoute({ ...nobody, id: 'mailroom.confirmCall', method: 'POST', path: '/api/v1/notice-calls/by-link/:token/confirmation', article: '第18条', summary: { ja: '電話の代理入力を、自分の通知として確認する', en: 'Confirm the telephone entry as the own notice' }, params: z.strictObject({ token }),
    body: z.strictObject({ personName: line(60), contentHash: z.string().regex(/^[0-9a-f]{64}$/), agreed: z.literal(true) }), response: callConfirmation }),
  deskMails: defineRoute({ ...desk, id: 'mailroom.deskMails', method: 'GET', path: '/api/v1/support/mails', article: '第18条', summary: { ja: '契約の分からないメール', en: 'Mails of which the contract is unknown' }, response: z.strictObject({ items: z.array(unassignedMail) }) }),
  deskMail: defineRoute({ ...desk, id: 'mailroom.deskMail', method: 'GET', path: '/api/v1/support/mails/:mailId', article: '第18条', auditedRead: true, summary: { ja: '契約の分からないメールの内容', en: 'One such mail' }, params: mailId, response: unassignedMailView }),
  assignMail: defineRoute({ ...forward, id: 'mailroom.assignMail', path: '/api/v1/support/mails/:mailId/assignment', article: '第18条', summary: { ja: 'メールを契約に割り当てる', en: 'Give a mail to its contract' }, params: mailId, body: z.strictObject({ tenantId: uuid, contractNumber: line(60), version }), response: unassignedMailView }),
  setAsideMail: defineRoute({ ...forward, id: 'mailroom.setAsideMail', path: '/api/v1/support/mails/:mailId/set-aside', article: '第18条', summary: { ja: '契約に関係のないメールを脇へ置く（消さない）', en: 'Put a mail aside; it stays' }, params: mailId, body: z.strictObject({ note: line(200), version }), response: unassignedMailView }),
  deskCall: defineRoute({ ...forward, id: 'mailroom.deskCall', path: '/api/v1/support/notice-calls', article: '第18条', summary: { ja: '窓口が電話での通知を代理入力する', en: 'The desk enters a notice by telephone' }, body: z.strictObject({ ...call, tenantId: uuid, contractNumber: line(60), side: party }), response: z.strictObject({ callId: uuid }) }),
} as const;
