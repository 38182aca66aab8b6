import { z } from 'zod';
import { explainedValue, explainedValues, explanation, fileBytes, instant, line, localDate, optionalLine, optionalMultiline, uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const article = z.literal([17, 18]);
const party = z.enum(['client', 'vendor']);

/** What the giver chooses: `portal` goes out as a real e-mail where the contract allows it, `letter` is printed and posted. */
export const noticeChannel = z.enum(['portal', 'letter']);
export const noticeStatus = z.enum(['sending', 'arrived', 'bounced', 'letter_printed', 'posted', 'attempted']);
/** How a notice travels, and who brought it here. */
export const noticeChannels = z.enum(['portal_email', 'paper', 'desk_email', 'email']);
export const noticeSources = z.enum(['portal', 'vendor', 'client', 'desk', 'mail', 'call']);
export const postingMethods = ['', 'certified', 'registered', 'tracked', 'ordinary', 'by_hand'] as const;

export const noticeDelivery = z.strictObject({
  id: uuid, kind: z.enum(['mail', 'paper']), recipient: z.string(), accepted: z.boolean().nullable(), bounced: z.boolean(), serverResponse: z.string(), answeredAt: instant.nullable(), businessAt: instant,
  postedOn: localDate.nullable(), deliveredOn: localDate.nullable(), refusedOn: localDate.nullable(), firstAttemptOn: localDate.nullable(), retentionExpiredOn: localDate.nullable(), postingMethod: z.enum(postingMethods), trackingNumber: z.string(), recordedSide: z.enum(['client', 'vendor', 'system']).nullable(), hasScan: z.boolean(), arrivedOn: localDate.nullable(), explanation,
});
export const noticeView = z.strictObject({
  explained: explainedValues,
  id: uuid, contractId: uuid, contractNumber: z.string(), article, giverParty: party, giverName: z.string(), isOwn: z.boolean(), authority: z.enum(['ok', 'needs_check']), channel: noticeChannels, source: noticeSources, status: noticeStatus,
  requestedEndOn: localDate.nullable(), text: z.string(), recipientEmail: z.string(), deadlineOn: localDate.nullable(), givenAt: instant, arrivedOn: localDate.nullable(), contentHash: z.string(),
  /** The end this very notice made; null while it has none. `withdrawnReason`: another end came first. */
  end: z.strictObject({ lastOn: localDate, basis: z.string(), needsReview: z.boolean(), withdrawnReason: z.string().nullable(), explanation }).nullable(),
  deliveries: z.array(noticeDelivery),
  /** Withdrawal needs the other side's consent; each step with its person, role and address (F117, F141). */
  withdrawal: z.array(z.strictObject({ id: uuid, kind: z.enum(['request', 'consent', 'refusal']), side: party, personName: z.string(), role: sentence, text: z.string(), ip: z.string(), at: instant, refersToId: uuid.nullable() })),
  timeline: z.array(z.strictObject({ at: instant, key: z.string(), ...sentence.shape })),
  nextStep: sentence,
  /** 第17条2項: what follows when it arrived after the deadline; null otherwise. */
  lateConsequence: sentence.nullable(),
});
export const noticePreview = z.strictObject({
  article, today: localDate, contractNumber: z.string(),
  /** To be typed by the giver: the other side's company name as in the contract. */
  confirmName: z.string(),
  termLastOn: localDate, earliestEndOn: localDate, requestedEndOn: localDate.nullable(), endOn: localDate, existingEndOn: localDate.nullable(),
  timing: z.enum(['valid', 'boundary', 'late']).nullable(), authority: z.enum(['ok', 'needs_check']),
  /** Why `notices.give` would refuse these values today. */
  refusal: z.strictObject({ code: z.string(), article: z.string(), ...sentence.shape }).nullable(),
  explained: z.array(explainedValue),
  channel: z.strictObject({ chosen: noticeChannel, isValid: z.boolean(), electronicAgreed: z.boolean(), recipientEmail: z.string(), recipientPostal: z.string(), ...sentence.shape }),
  finalInvoice: z.strictObject({ serviceMonth: z.string(), periodStartOn: localDate, periodEndOn: localDate, prorated: z.boolean(), amountYen: z.int(), netYen: z.int(), taxYen: z.int(), grossYen: z.int(), taxRatePercent: z.int(), dueOn: localDate, explanation, explained: z.array(explainedValue) }).nullable(),
  survivalLastOn: localDate, survivingDuties: z.array(z.strictObject({ article: z.string(), lastOn: localDate.nullable(), ...sentence.shape })), handOver: z.array(sentence),
  ifNothing: z.strictObject({ nextTermStartsOn: localDate, nextTermLastOn: localDate, ...sentence.shape }),
});
export const paperRegistration = z.strictObject({
  /** A notice whose letter was printed here; null = a letter written elsewhere, then `giverParty`, `giverName` and `article` say whose. */
  noticeId: uuid.nullable(), giverParty: party, giverName: line(60), article, requestedEnd: localDate.nullable(), text: optionalMultiline(2000), scanFileId: uuid,
  postedOn: localDate.nullable(), deliveredOn: localDate.nullable(), refusedOn: localDate.nullable(), firstAttemptOn: localDate.nullable(), retentionExpiredOn: localDate.nullable(),
  /** 内容証明, 書留, レターパック …, and the number under which the post answers. */
  postingMethod: z.enum(postingMethods).default(''), trackingNumber: optionalLine(40).default(''),
});
export const contractDeadlines = z.strictObject({
  contractId: uuid, status: z.string(), termNumber: z.int(), termStartsOn: localDate, termLastOn: localDate, endsOn: localDate.nullable(), endBasis: z.string().nullable(), endNeedsReview: z.boolean(),
  noticeDeadline: z.strictObject({ lastValidOn: localDate, safeOn: localDate, safeBusinessOn: localDate, safePostingOn: localDate, daysLeft: z.int(), timingToday: z.enum(['valid', 'boundary', 'late']) }).nullable(),
  nextTerm: z.strictObject({ startsOn: localDate, lastOn: localDate }).nullable(),
  /** 第13条2項: counted from the real end, or from the running term's last day as a forecast. */
  survival: z.strictObject({ lastOn: localDate, daysLeft: z.int(), isForecast: z.boolean() }),
  explained: z.array(explainedValue),
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'notice.read', audience: both } as const;
const give = { permission: 'notice.give', audience: both } as const;
const register = { permission: 'notice.register', audience: both } as const;
const contractId = z.strictObject({ contractId: uuid });
const noticeId = z.strictObject({ noticeId: uuid });

export const noticeRoutes = {
  preview: defineRoute({ ...give, id: 'notices.preview', method: 'GET', path: '/api/v1/contracts/:contractId/notices/preview', article: '第18条', summary: { ja: '終了日・方法・最後の請求を送信前に確認', en: 'End, channel and final invoice before sending' }, params: contractId,
    query: z.strictObject({ article: z.enum(['17', '18']), requestedEnd: localDate.optional(), channel: noticeChannel.optional() }), response: noticePreview }),
  give: defineRoute({ ...give, id: 'notices.give', method: 'POST', path: '/api/v1/contracts/:contractId/notices', article: '第18条', summary: { ja: '終了通知・解約通知をする', en: 'Give a notice' }, params: contractId,
    body: z.strictObject({ article, channel: noticeChannel, requestedEnd: localDate.nullable(), text: optionalMultiline(2000), confirmName: line(100) }), response: noticeView }),
  list: defineRoute({ ...read, id: 'notices.list', method: 'GET', path: '/api/v1/contracts/:contractId/notices', article: '第17条', summary: { ja: '契約の通知', en: 'Notices of a contract' }, params: contractId, response: z.strictObject({ items: z.array(noticeView) }) }),
  get: defineRoute({ ...read, id: 'notices.get', method: 'GET', path: '/api/v1/notices/:noticeId', article: '第17条', summary: { ja: '通知と到達の経過', en: 'A notice and its way' }, params: noticeId, response: noticeView }),
  letterPdf: defineRoute({ ...read, id: 'notices.letterPdf', method: 'GET', path: '/api/v1/notices/:noticeId/letter.pdf', article: '第17条2項', produces: 'file', summary: { ja: '通知書（印刷・郵送用）', en: 'The letter to print and post' }, params: noticeId, response: fileBytes }),
  receiptPdf: defineRoute({ ...read, id: 'notices.receiptPdf', method: 'GET', path: '/api/v1/notices/:noticeId/receipt.pdf', article: '第18条', produces: 'file', summary: { ja: '通知の記録（到達後）', en: 'Record of the notice after arrival' }, params: noticeId, response: fileBytes }),
  scan: defineRoute({ ...read, id: 'notices.scan', method: 'GET', path: '/api/v1/notices/:noticeId/scan', produces: 'file', summary: { ja: '書面の通知の写し', en: 'The scan of a paper notice' }, params: noticeId, response: fileBytes }),
  requestWithdrawal: defineRoute({ ...give, id: 'notices.requestWithdrawal', method: 'POST', path: '/api/v1/notices/:noticeId/withdrawals', article: '第18条', summary: { ja: '到達した通知の撤回に同意を求める', en: 'Ask for consent to withdrawing a notice' }, params: noticeId, body: z.strictObject({ text: optionalMultiline(1000), personName: optionalLine(60) }), response: noticeView }),
  answerWithdrawal: defineRoute({ ...give, id: 'notices.answerWithdrawal', method: 'POST', path: '/api/v1/notices/:noticeId/withdrawals/:requestId/answer', article: '第18条', summary: { ja: '通知の撤回に同意する・しない', en: 'Consent to a withdrawal, or refuse it' }, params: z.strictObject({ noticeId: uuid, requestId: uuid }), body: z.strictObject({ answer: z.enum(['consent', 'refusal']), text: optionalMultiline(1000), personName: optionalLine(60) }), response: noticeView }),
  uploadScan: defineRoute({ ...register, id: 'notices.uploadScan', method: 'POST', path: '/api/v1/uploads/contracts/:contractId/notice-scans', article: '第17条2項', consumes: 'upload', summary: { ja: '書面の通知の写しを保存', en: 'Keep the scan of a paper notice' }, params: contractId, response: z.strictObject({ fileId: uuid }) }),
  registerPaper: defineRoute({ ...register, id: 'notices.registerPaper', method: 'POST', path: '/api/v1/contracts/:contractId/notices/paper', article: '第17条2項', summary: { ja: '書面の通知とその配達を登録', en: 'Register a paper notice and its delivery' }, params: contractId, body: paperRegistration, response: noticeView }),
  deadlines: defineRoute({ permission: 'contract.read', audience: both, id: 'notices.deadlines', method: 'GET', path: '/api/v1/contracts/:contractId/deadlines', article: '第17条', summary: { ja: '満了日・通知期限・更新・秘密保持の期限', en: 'Expiry, notice deadline, renewal, survival' }, params: contractId, response: contractDeadlines }),
} as const;
