import { z } from 'zod';
import { explanation, fileBytes, instant, line, localDate, multiline, optionalLine, optionalMultiline, pageOf, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const party = z.enum(['client', 'vendor']);

/** What the contract leaves to a later agreement: 第2条5号, 第3条9号, 第4条2項, 第8条2項, 第12条2項, 第21条. */
export const agreementKinds = ['related_system', 'other_work', 'backup_terms', 'deliverable_rights', 'separate_work', 'consultation'] as const;
export const agreementStates = ['open', 'proposed', 'agreed', 'closed'] as const;
export const agreementAboutKinds = ['incident', 'invoice', 'notice', 'report'] as const;

/** 別途契約: a work outside of the maintenance, its fee, and the days for both sides. The fee is read as the contract's own is, with or without tax. */
const separateWork = { kind: z.literal('separate_work'), work: multiline(2_000), feeYen: z.int().min(1).max(9_999_999_999), deliverOn: localDate, payOn: localDate, /** Days that 甲 has to inspect; null where no 検収 is agreed. */ inspectionDays: z.int().min(1).max(90).nullable() } as const;
const otherTerms = [
  z.strictObject({ kind: z.literal('related_system'), systemName: line(100), url: optionalLine(300) }),
  z.strictObject({ kind: z.literal('other_work'), work: line(200), frequency: line(100) }),
  z.strictObject({ kind: z.literal('backup_terms'), frequency: line(100), retention: line(100), method: line(200) }),
  z.strictObject({ kind: z.literal('deliverable_rights'), deliverable: line(200), rightsHolder: z.enum(['client', 'vendor', 'shared']), includesAdaptation: z.boolean() }),
  z.strictObject({ kind: z.literal('consultation') }),
] as const;
/** What a side proposes, beside the words; its kind is the one of the matter. */
export const agreementTermsInput = z.discriminatedUnion('kind', [...otherTerms, z.strictObject(separateWork)]);
/** What exactly is agreed: the proposed terms, and the tax of a fee as it was worked out on the day of the proposal. */
export const agreementTerms = z.discriminatedUnion('kind', [...otherTerms, z.strictObject({ ...separateWork, taxMode: z.enum(['inclusive', 'exclusive']), taxPercent: z.int(), taxYen: z.int(), totalYen: z.int() })]);
export type AgreementTermsInput = z.output<typeof agreementTermsInput>;
export type AgreementTerms = z.output<typeof agreementTerms>;

const about = z.strictObject({ kind: z.enum(agreementAboutKinds), id: uuid });
const entry = z.strictObject({
  id: uuid, kind: z.enum(['position', 'meeting', 'proposal', 'withdrawal', 'decline', 'acceptance', 'closing', 'followUp', 'followUpDone', 'delivery', 'inspection', 'objection', 'recall', 'waiver']), side: party, personName: z.string(), role: sentence, text: z.string(), at: instant,
  /** The proposal or delivery that is answered, or the follow-up that is done. */
  refersToId: uuid.nullable(), terms: agreementTerms.nullable(), answerBy: localDate.nullable(), heldOn: localDate.nullable(), taskSide: party.nullable(), dueOn: localDate.nullable(),
  /** SHA-256 over the canonical text of a proposal: what an acceptance accepts. */
  contentHash: z.string().nullable(),
  /** From where the step was taken (F141). */
  ip: z.string(),
  /** 代理入力: the other side entered it, from the file that `agreements.source` gives. */
  proxy: z.strictObject({ enteredBy: z.string(), side: party }).nullable(),
});
export const agreementSummary = z.strictObject({
  id: uuid, number: z.string(), contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), kind: z.enum(agreementKinds), article: z.string(), subject: z.string(),
  openedSide: party, openedBy: z.string(), openedAt: instant, state: z.enum(agreementStates), waitingFor: party.nullable(), answerBy: localDate.nullable(), agreedAt: instant.nullable(), openFollowUps: z.int(),
});
const workCharge = z.strictObject({
  feeYen: z.int(), taxPercent: z.int(), taxYen: z.int(), totalYen: z.int(), payOn: localDate,
  /** waiting: goes onto `next`, or onto none that is known yet. freed: its invoice was voided. preparing: its invoice is being made. */
  state: z.enum(['waiting', 'preparing', 'invoiced', 'freed']), next: z.strictObject({ issueOn: localDate, dueOn: localDate }).nullable(), invoice: z.strictObject({ id: uuid, number: z.string(), dueOn: localDate }).nullable(),
});
/** How the work of a 別途契約 stands, from its delivery to its invoice (第4条2項). */
const work = z.strictObject({
  state: z.enum(['agreed', 'inspecting', 'objected', 'accepted', 'waived']), deliveryId: uuid.nullable(), deliveredOn: localDate.nullable(), inspectUntilOn: localDate.nullable(), acceptedOn: localDate.nullable(), basis: z.enum(['inspection', 'no_inspection', 'period']).nullable(),
  /** null until the work is accepted, and when its fee was given up. */
  charge: workCharge.nullable(), sentence, explanation, mayDeliver: z.boolean(), mayInspect: z.boolean(), mayIssue: z.boolean(),
  /** Of this reader: to take the delivery back, to give the fee up. */
  mayRecall: z.boolean(), mayWaive: z.boolean(),
});
export const agreementDetail = z.strictObject({
  ...agreementSummary.shape, about: z.strictObject({ kind: z.enum(agreementAboutKinds), id: uuid, label: z.string() }).nullable(), proposalId: uuid.nullable(), openFollowUpIds: z.array(uuid), entries: z.array(entry), pdfReady: z.boolean(),
  /** null unless both have agreed to a 別途契約. */
  work: work.nullable(),
});
/** One matter that the contract leaves open, and how it stands. */
export const openPoint = z.strictObject({
  kind: z.enum(agreementKinds), article: z.string(), label: sentence, state: z.enum(['agreed', 'open', 'overdue', 'none']), text: sentence, dueOn: localDate.nullable(),
  items: z.array(z.strictObject({ id: uuid, subject: z.string(), state: z.enum(agreementStates), waitingFor: party.nullable(), agreedAt: instant.nullable(), text: sentence })),
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'agreement.read', audience: both, article: '第21条' } as const;
const write = { permission: 'agreement.write', audience: both, method: 'POST', article: '第21条' } as const;
const settle = { permission: 'agreement.settle', audience: both, method: 'POST', article: '第21条' } as const;
const params = z.strictObject({ agreementId: uuid });
const ofWork = { ...settle, article: '第4条2項' } as const;
const proposalParams = z.strictObject({ agreementId: uuid, proposalId: uuid });
/** Asked behind a shared mailbox (D19). */
const personName = optionalLine(60);

export const agreementRoutes = {
  list: defineRoute({ ...read, id: 'agreements.list', method: 'GET', path: '/api/v1/agreements', summary: { ja: '協議と合意の一覧', en: 'Consultations and agreements' }, query: z.strictObject({ ...pageQuery, contractId: uuid.optional(), state: z.enum(agreementStates).optional() }), response: pageOf(agreementSummary) }),
  get: defineRoute({ ...read, id: 'agreements.get', method: 'GET', path: '/api/v1/agreements/:agreementId', summary: { ja: '協議の経過と合意', en: 'One consultation with its course' }, params, response: agreementDetail }),
  openPoints: defineRoute({ ...read, id: 'agreements.openPoints', method: 'GET', path: '/api/v1/contracts/:contractId/open-points', summary: { ja: '契約書が「別途定める」としている事項', en: 'What the contract leaves to a later agreement' }, params: z.strictObject({ contractId: uuid }), response: z.strictObject({ items: z.array(openPoint) }) }),
  pdf: defineRoute({ ...read, id: 'agreements.pdf', method: 'GET', path: '/api/v1/agreements/:agreementId/pdf', produces: 'file', summary: { ja: '合意書（PDF）', en: 'The agreement as PDF' }, params, response: fileBytes }),
  open: defineRoute({
    ...write, id: 'agreements.open', path: '/api/v1/agreements', summary: { ja: '協議を始める', en: 'Open a consultation' },
    body: z.strictObject({ contractId: uuid, kind: z.enum(agreementKinds), subject: line(120), text: multiline(4_000), about: about.nullable(), personName }), response: agreementDetail,
  }),
  addEntry: defineRoute({
    ...write, id: 'agreements.addEntry', path: '/api/v1/agreements/:agreementId/entries', summary: { ja: '意見・打合せを記録、合意せずに終える', en: 'Add a position or a meeting, or end without an agreement' }, params,
    body: z.strictObject({ kind: z.enum(['position', 'meeting', 'closing']), text: multiline(4_000), heldOn: localDate.nullable(), personName }).refine((body) => (body.kind === 'meeting') === (body.heldOn !== null), { path: ['heldOn'], params: { code: 'missing' } }), response: agreementDetail,
  }),
  propose: defineRoute({
    ...settle, id: 'agreements.propose', path: '/api/v1/agreements/:agreementId/proposals', summary: { ja: '合意の案を出す（前の案に代わる）', en: 'Propose an agreement; it replaces the proposal before' }, params,
    body: z.strictObject({ text: multiline(4_000), terms: agreementTermsInput, answerBy: localDate.nullable(), personName }), response: agreementDetail,
  }),
  withdraw: defineRoute({ ...settle, id: 'agreements.withdraw', path: '/api/v1/agreements/:agreementId/proposals/:proposalId/withdrawal', summary: { ja: '案を取り下げる', en: 'Withdraw the own proposal' }, params: proposalParams, body: z.strictObject({ text: optionalMultiline(2_000), personName }), response: agreementDetail }),
  decline: defineRoute({ ...settle, id: 'agreements.decline', path: '/api/v1/agreements/:agreementId/proposals/:proposalId/decline', summary: { ja: '案に同意しない（理由）', en: 'Decline a proposal with a reason' }, params: proposalParams, body: z.strictObject({ text: multiline(2_000), personName }), response: agreementDetail }),
  accept: defineRoute({
    ...settle, id: 'agreements.accept', path: '/api/v1/agreements/:agreementId/proposals/:proposalId/acceptance', summary: { ja: '案に同意する', en: 'Accept a proposal' }, params: proposalParams,
    body: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/), agreed: z.literal(true), personName }), response: agreementDetail,
  }),
  uploadSource: defineRoute({ ...settle, audience: ['vendor'], id: 'agreements.uploadSource', path: '/api/v1/uploads/agreements/:agreementId/sources', consumes: 'upload', summary: { ja: '代理入力のもとになる書面・メールの写しを保存', en: 'Keep the paper or mail behind an entry by proxy' }, params, response: z.strictObject({ fileId: uuid }) }),
  acceptByProxy: defineRoute({
    ...settle, audience: ['vendor'], id: 'agreements.acceptByProxy', path: '/api/v1/agreements/:agreementId/proposals/:proposalId/proxy-acceptance', summary: { ja: 'お客様（甲）の同意を、書面・メールをもとに代理入力する', en: "Enter the client's acceptance from its paper or mail" }, params: proposalParams,
    body: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/), acceptedBy: line(60), acceptedOn: localDate, sourceFileId: uuid, agreed: z.literal(true), personName }), response: agreementDetail,
  }),
  source: defineRoute({ ...read, id: 'agreements.source', method: 'GET', path: '/api/v1/agreements/:agreementId/entries/:entryId/source', produces: 'file', summary: { ja: '代理入力のもとになった書面・メール', en: 'The paper or mail behind an entry by proxy' }, params: z.strictObject({ agreementId: uuid, entryId: uuid }), response: fileBytes }),
  addFollowUp: defineRoute({ ...write, id: 'agreements.addFollowUp', path: '/api/v1/agreements/:agreementId/follow-ups', summary: { ja: '合意のあとにすることを記録', en: 'Record what is to be done after the agreement' }, params, body: z.strictObject({ text: multiline(1_000), taskSide: party, dueOn: localDate, personName }), response: agreementDetail }),
  finishFollowUp: defineRoute({ ...write, id: 'agreements.finishFollowUp', path: '/api/v1/agreements/:agreementId/follow-ups/:followUpId/done', summary: { ja: '合意のあとにすることの完了を記録', en: 'Report a follow-up as done' }, params: z.strictObject({ agreementId: uuid, followUpId: uuid }), body: z.strictObject({ text: optionalMultiline(1_000), personName }), response: agreementDetail }),
  deliver: defineRoute({
    ...ofWork, audience: ['vendor'], id: 'agreements.deliver', path: '/api/v1/agreements/:agreementId/deliveries', summary: { ja: '別途契約の引渡しを記録する', en: 'Record the delivery of a separate contract' }, params,
    body: z.strictObject({ deliveredOn: localDate, text: multiline(4_000), personName }), response: agreementDetail,
  }),
  inspect: defineRoute({
    ...ofWork, audience: ['client'], id: 'agreements.inspect', path: '/api/v1/agreements/:agreementId/deliveries/:deliveryId/inspection', summary: { ja: '別途契約の検収（確認、または異議）', en: 'Accept a delivery, or object to it' }, params: z.strictObject({ agreementId: uuid, deliveryId: uuid }),
    body: z.strictObject({ answer: z.enum(['inspection', 'objection']), text: optionalMultiline(2_000), personName }).refine((body) => body.answer === 'inspection' || body.text !== '', { path: ['text'], params: { code: 'missing' } }), response: agreementDetail,
  }),
  recall: defineRoute({
    ...ofWork, audience: ['vendor'], id: 'agreements.recall', path: '/api/v1/agreements/:agreementId/deliveries/:deliveryId/recall', summary: { ja: '誤って記録した引渡しを取り消す（理由）', en: 'Take back a delivery that was recorded by mistake, with a reason' }, params: z.strictObject({ agreementId: uuid, deliveryId: uuid }),
    body: z.strictObject({ text: multiline(2_000), personName }), response: agreementDetail,
  }),
  waive: defineRoute({
    ...ofWork, permission: 'invoice.void', audience: ['vendor'], id: 'agreements.waive', path: '/api/v1/agreements/:agreementId/fee-waiver', summary: { ja: '別途契約の報酬を請求しないことにする（理由）', en: 'Give up the fee of a separate contract before it is on an invoice, with a reason' }, params,
    body: z.strictObject({ text: multiline(2_000), personName }), response: agreementDetail,
  }),
  issueWork: defineRoute({ ...ofWork, permission: 'invoice.issue', audience: ['vendor'], id: 'agreements.issueWork', path: '/api/v1/agreements/:agreementId/invoice', summary: { ja: '別途契約の報酬を、単独の請求書で今すぐ請求する', en: 'Bill a separate contract now, on an invoice of its own' }, params, body: z.strictObject({}), response: agreementDetail }),
} as const;
