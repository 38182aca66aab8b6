import { z } from 'zod';
import { termsInput } from './contract-terms.js';
import { explainedValue, explainQuery, explanation, line, localDate, ok, optionalLine, optionalMultiline, pageOf, pageQuery, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

export const contractStatuses = z.enum(['draft', 'awaiting_signatures', 'declined', 'expired', 'withdrawn', 'not_started', 'in_force', 'ending', 'ended']);
const scheduleEntry = z.strictObject({ serviceMonth: z.string(), periodStartOn: localDate, periodEndOn: localDate, prorated: z.boolean(), amountYen: z.int(), netYen: z.int(), taxYen: z.int(), grossYen: z.int(), taxRatePercent: z.int(), dueOn: localDate });
/** The fee of one month: the agreed day, and where bank holidays move it (F064). */
const dueDateEntry = z.strictObject({ serviceMonth: z.string(), dueOn: localDate, moved: z.boolean(), explanation });
const siteRef = z.strictObject({ id: uuid, name: z.string(), url: z.string() });
const run = z.strictObject({ text: z.string(), field: z.string().optional(), blank: z.literal(true).optional() });
const item = z.strictObject({ number: z.int(), label: z.string(), runs: z.array(run) });
/** The contract as articles and runs of text: the screen and the PDF are drawn from the same model. */
export const contractModel = z.strictObject({
  format: z.literal('hoshu-contract-1'), signingForm: z.enum(['electronic', 'paper']), title: z.string(), preamble: z.array(run),
  articles: z.array(z.strictObject({ number: z.int(), heading: z.string(), paragraphs: z.array(z.strictObject({ number: z.int(), label: z.string(), runs: z.array(run), items: z.array(item), proviso: z.array(run).nullable() })) })),
  closing: z.string(), dateLine: z.array(run),
  signatures: z.array(z.strictObject({ party: z.enum(['client', 'vendor']), mark: z.string(), lines: z.array(z.strictObject({ label: z.string(), runs: z.array(run) })) })),
  annex: z.strictObject({ title: z.string(), lead: z.string(), sections: z.array(z.strictObject({ number: z.int(), heading: z.string(), rows: z.array(z.strictObject({ label: z.string(), text: z.string() })), table: z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable() })) }),
});
const plain = z.array(z.strictObject({ article: z.int(), ja: z.string(), en: z.string() }));
/** Everything the wizard shows beside the form. */
export const contractPreview = z.strictObject({
  model: contractModel,
  plainWords: plain,
  unfilled: z.array(z.strictObject({ path: z.string(), ja: z.string(), en: z.string() })),
  explained: z.array(explainedValue),
  schedule: z.array(scheduleEntry),
  /** 24 due dates from the first month on; empty while due day or first day are blank. */
  dueDates: z.array(dueDateEntry),
});
export type ContractPreview = z.output<typeof contractPreview>;
export const contractRow = z.strictObject({
  id: uuid, number: z.string(), clientId: uuid, clientName: z.string(), siteNames: z.array(z.string()), status: contractStatuses, feeYen: z.int().nullable(), taxMode: z.enum(['inclusive', 'exclusive']),
  startsOn: localDate.nullable(), lastOn: localDate.nullable(), noticeDeadlineOn: localDate.nullable(), endsOn: localDate.nullable(), responsibleName: z.string(), isSample: z.boolean(),
  /** What the reader's side noted about the other party (第19条2号・3号), such as a petition; null: nothing, or not for this person. */ alert: z.strictObject({ ja: z.string(), en: z.string() }).nullable(),
});
export const contractView = z.strictObject({
  ...contractRow.shape, versionNumber: z.int(), draftVersion: version.nullable(), deputyName: z.string(), internalNote: z.string().nullable(), version,
  terms: termsInput.nullable(), /** The template it was drafted from, in the version of that day; null: the built-in form, or not for this side. */ template: z.strictObject({ id: uuid, name: z.string(), number: z.int() }).nullable(), sites: z.array(siteRef), concludedOn: localDate.nullable(), method: z.enum(['electronic', 'paper', 'external']).nullable(), endBasis: z.string().nullable(), endNeedsReview: z.boolean(),
  billingStartsOn: localDate.nullable(), goesLiveOn: localDate.nullable(), court: z.string().nullable(), periods: z.array(z.strictObject({ number: z.int(), startsOn: localDate, lastOn: localDate })), explained: z.array(explainedValue),
});

const read = { permission: 'contract.read', audience: ['vendor'] } as const;
const write = { permission: 'contract.write', audience: ['vendor'] } as const;
const both = { permission: 'contract.read', audience: ['vendor', 'client'] } as const;
const contractId = z.strictObject({ contractId: uuid });
/** 第22条 over time: `agreed` as concluded, `current` after the last change. Which of them counts for a suit is unsettled where they differ. */
const courtView = z.strictObject({
  clause: z.enum(['client', 'vendor', 'named']), agreed: z.string().nullable(), current: z.string().nullable(),
  history: z.array(z.strictObject({ id: uuid, kind: z.enum(['moved', 'manual']), oldCourt: z.string().nullable(), newCourt: z.string().nullable(), headOffice: z.string(), reason: z.string(), changedBy: z.string(), changedOn: localDate })),
});
const draft = { clientId: uuid, /** May be empty while drafting; a contract is not sent without a site (第2条). */ siteIds: z.array(uuid).max(20), terms: termsInput };

export const contractRoutes = {
  list: defineRoute({ ...both, id: 'contracts.list', method: 'GET', path: '/api/v1/contracts', article: '第1条', summary: { ja: '契約一覧', en: 'Contracts' }, query: z.strictObject({ ...pageQuery, search: z.string().max(100).optional(), status: contractStatuses.optional(), clientId: uuid.optional(), /** `number`: newest number first (default); `deadline`: the next notice deadline first, those without one last. */ order: z.enum(['number', 'deadline']).optional() }), response: pageOf(contractRow) }),
  defaults: defineRoute({ ...write, id: 'contracts.defaults', method: 'GET', path: '/api/v1/contracts/defaults', summary: { ja: '新しい契約の初期値', en: 'Defaults of a new contract' }, response: z.strictObject({ terms: termsInput }) }),
  preview: defineRoute({ ...write, id: 'contracts.preview', method: 'POST', path: '/api/v1/contracts/preview', summary: { ja: '契約書・日付の理由・全請求の予定を確認', en: 'Preview text, explained dates and every invoice' }, body: z.strictObject({ clientId: uuid.nullable(), siteIds: z.array(uuid).max(20), terms: termsInput }), response: contractPreview }),
  create: defineRoute({ ...write, id: 'contracts.create', method: 'POST', path: '/api/v1/contracts', article: '第1条', summary: { ja: '契約の下書きを作る', en: 'Create a draft contract' }, body: z.strictObject({ ...draft, /** Version of an own template that the terms began with. */ templateVersionId: uuid.optional() }), response: contractView }),
  get: defineRoute({ ...both, id: 'contracts.get', method: 'GET', path: '/api/v1/contracts/:contractId', summary: { ja: '契約', en: 'A contract' }, params: contractId, query: z.strictObject(explainQuery), response: contractView }),
  updateDraft: defineRoute({ ...write, id: 'contracts.updateDraft', method: 'PUT', path: '/api/v1/contracts/:contractId/draft', ifMatch: true, summary: { ja: '下書きを保存（If-Match は下書きの版）', en: 'Save the draft' }, params: contractId, body: z.strictObject({ siteIds: draft.siteIds, terms: termsInput }), response: contractView }),
  updateCare: defineRoute({ ...write, id: 'contracts.updateCare', method: 'PATCH', path: '/api/v1/contracts/:contractId', ifMatch: true, article: '第5条', summary: { ja: '担当者・稼働日などの設定', en: 'People in charge and go-live days' }, params: contractId, body: z.strictObject({ responsibleName: optionalLine(60), deputyName: optionalLine(60), internalNote: optionalMultiline(2000), billingStartsOn: localDate.nullable(), goesLiveOn: localDate.nullable() }), response: contractView }),
  text: defineRoute({ ...both, id: 'contracts.text', method: 'GET', path: '/api/v1/contracts/:contractId/text', summary: { ja: '契約書の本文とやさしい説明', en: 'The text with plain words' }, params: contractId, response: z.strictObject({ model: contractModel, plainWords: plain, bodyHash: z.string() }) }),
  siteOverlaps: defineRoute({
    ...write, id: 'contracts.siteOverlaps', method: 'GET', path: '/api/v1/contracts/:contractId/site-overlaps', article: '第2条', summary: { ja: '同じサイト・同じ業務を対象とする別の契約', en: 'Other contracts that cover the same site and service' }, params: z.strictObject({ contractId: uuid }), query: z.strictObject({ startOn: localDate.optional() }),
    response: z.strictObject({
      items: z.array(z.strictObject({ contractId: uuid, contractNumber: z.string(), siteId: uuid, siteName: z.string(), services: z.array(z.int()), startsOn: localDate, lastOn: localDate.nullable() })),
      /** The first day on which the sites are free; null while a contract in the way has no end. */
      alignOn: localDate.nullable(),
    }),
  }),
  court: defineRoute({ permission: 'contract.read', audience: ['vendor', 'client'], id: 'contracts.court', method: 'GET', path: '/api/v1/contracts/:contractId/court', article: '第22条', summary: { ja: '合意管轄裁判所とその経過', en: 'The agreed court and its history' }, params: contractId, response: courtView }),
  overrideCourt: defineRoute({ ...write, id: 'contracts.overrideCourt', method: 'POST', path: '/api/v1/contracts/:contractId/court', article: '第22条', summary: { ja: '合意管轄裁判所を理由つきで定め直す', en: 'Set the court by hand, with a reason' }, params: contractId, body: z.strictObject({ court: line(60), reason: line(200) }), response: courtView }),
  draftPdf: defineRoute({ ...read, id: 'contracts.draftPdf', method: 'GET', path: '/api/v1/contracts/:contractId/draft.pdf', produces: 'file', summary: { ja: '契約書PDF（署名前の確認用・完成版と同じ内容）', en: 'The PDF as it will be signed' }, params: contractId, response: z.never() }),
  withdraw: defineRoute({ ...write, id: 'contracts.withdraw', method: 'POST', path: '/api/v1/contracts/:contractId/withdrawal', summary: { ja: '下書きを取り下げる', en: 'Withdraw a draft' }, params: contractId, body: z.strictObject({}), response: ok }),
} as const;
