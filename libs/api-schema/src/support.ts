import { z } from 'zod';
import { empty, instant, line, localDate, optionalLine, optionalMultiline, uuid } from './fields.js';
import { noticeChannels, noticeSources } from './notices.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
/** The queue's row: the minimum that deadlines and form can be checked with (D8). */
export const noticeCase = z.strictObject({
  id: uuid, tenantName: z.string(), contractNumber: z.string(), side: z.enum(['client', 'vendor']), /** 19 and 541 (民法): rescissions, from the day they set out. */
  article: z.literal([17, 18, 19, 541]), channel: noticeChannels, source: noticeSources,
  receivedOn: localDate, deadlineOn: localDate.nullable(), daysLeft: z.int().nullable(), arrivedOn: localDate.nullable(), result: z.enum(['充足', '要確認', '不足']), handlerName: z.string(), handledByMe: z.boolean(), forwardedAt: instant.nullable(), escalatedAt: instant.nullable(),
  /** 1: nobody took it up in time and the desk was told; 2: its superiors as well. */
  overdueStep: z.literal([0, 1, 2]),
});
/** One line of 要件チェック: a hint with its rule, never a judgement. */
export const requirementCheck = z.strictObject({ key: z.string(), result: z.enum(['充足', '要確認', '不足']), label: sentence, rule: sentence, article: z.string() });
export const standardAnswers = z.enum(['received', 'written_form', 'date_too_early', 'deadline_passed', 'not_delivered', 'authority']);
export const noticeCaseView = z.strictObject({
  ...noticeCase.shape, requestedEndOn: localDate.nullable(), senderName: z.string(), note: z.string(), trackingNumber: z.string(), hasScan: z.boolean(), canForward: z.boolean(), checks: z.array(requirementCheck),
  answers: z.array(z.strictObject({ key: standardAnswers, ...sentence.shape })), limit: sentence,
  history: z.array(z.strictObject({ at: instant, kind: z.string(), staffName: z.string(), note: z.string() })),
});

const queue = { permission: 'support.queue', audience: ['staff'] } as const;
const forward = { permission: 'support.forward', audience: ['staff'] } as const;
const caseId = z.strictObject({ caseId: uuid });

export const supportRoutes = {
  notices: defineRoute({ ...queue, id: 'support.notices', method: 'GET', path: '/api/v1/support/notices', article: '第17条', auditedRead: true, summary: { ja: '終了通知の一覧（期限順）', en: 'Notices by deadline' }, response: z.strictObject({ items: z.array(noticeCase) }) }),
  notice: defineRoute({ ...queue, id: 'support.notice', method: 'GET', path: '/api/v1/support/notices/:caseId', article: '第17条', auditedRead: true, summary: { ja: '終了通知と要件チェック', en: 'A notice with its checks' }, params: caseId, response: noticeCaseView }),
  takeOver: defineRoute({ ...queue, id: 'support.takeOver', method: 'POST', path: '/api/v1/support/notices/:caseId/take-over', summary: { ja: '担当になる', en: 'Take over' }, params: caseId, body: empty, response: noticeCaseView }),
  takeOverMany: defineRoute({ ...queue, id: 'support.takeOverMany', method: 'POST', path: '/api/v1/support/notices/take-over', summary: { ja: 'まとめて担当になる', en: 'Take over many at once' }, body: z.strictObject({ caseIds: z.array(uuid).min(1).max(100) }), response: z.strictObject({ taken: z.int(), left: z.int() }) }),
  escalate: defineRoute({ ...queue, id: 'support.escalate', method: 'POST', path: '/api/v1/support/notices/:caseId/escalation', article: '第17条', summary: { ja: '上長に引き継ぐ', en: 'Escalate to a superior' }, params: caseId, body: z.strictObject({ note: line(300) }), response: noticeCaseView }),
  answer: defineRoute({ ...queue, id: 'support.answer', method: 'POST', path: '/api/v1/support/notices/:caseId/answers', summary: { ja: '標準回答を送る', en: 'Send a standard answer' }, params: caseId, body: z.strictObject({ key: standardAnswers }), response: noticeCaseView }),
  findContract: defineRoute({ ...forward, id: 'support.findContract', method: 'GET', path: '/api/v1/support/contracts', summary: { ja: '契約番号から保守会社を探す', en: 'Find the company by contract number' }, query: z.strictObject({ number: z.string().min(1).max(60) }), response: z.strictObject({ items: z.array(z.strictObject({ tenantId: uuid, tenantName: z.string(), contractNumber: z.string() })) }) }),
  register: defineRoute({ ...forward, id: 'support.register', method: 'POST', path: '/api/v1/support/notices', article: '第17条', summary: { ja: '窓口に届いた通知を登録', en: 'Register a notice that arrived at the desk' },
    body: z.strictObject({ tenantId: uuid, contractNumber: line(60), side: z.enum(['client', 'vendor']), article: z.literal([17, 18]), cameBy: z.enum(['paper', 'email']), receivedOn: localDate, senderName: line(60), requestedEnd: localDate.nullable(), note: optionalMultiline(1000), trackingNumber: optionalLine(60).default('') }), response: noticeCaseView }),
  addScan: defineRoute({ ...forward, id: 'support.addScan', method: 'POST', path: '/api/v1/uploads/support/notices/:caseId/scan', consumes: 'upload', summary: { ja: '届いた通知の写しを保存', en: 'Keep the scan' }, params: caseId, response: noticeCaseView }),
  forward: defineRoute({ ...forward, id: 'support.forward', method: 'POST', path: '/api/v1/support/notices/:caseId/forward', article: '第18条', summary: { ja: '相手方の通知先へ転送', en: "Forward to the other side's notice address" }, params: caseId, body: empty, response: noticeCaseView }),
} as const;
