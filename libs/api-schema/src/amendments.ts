import { z } from 'zod';
import { termsInput } from './contract-terms.js';
import { email, fileBytes, instant, line, localDate, optionalLine, optionalMultiline, positiveYen, uuid, yen } from './fields.js';
import { defineRoute } from './route.js';

const party = z.enum(['client', 'vendor']);
const sentence = z.strictObject({ ja: z.string(), en: z.string() });
export const amendmentStates = ['open', 'agreed', 'declined', 'withdrawn', 'lapsed'] as const;
/** How both sides sign: here, on paper, or with another service; the last two are registered by 乙 with the signed document. */
export const amendmentMethods = ['electronic', 'paper', 'external'] as const;

const { feeYen: _fee, taxMode, dueDay: _dueDay, dueConvention, timing, transferFeeBearer, proration, noticeDays17, noticeDays18, capWindowMonths, survivalYears, court, annex } = termsInput.shape;
const { works, minorWork, backup, responseTargets, specialTerms, ownTerms } = annex.shape;

/** What is to be changed; what is absent stays as it is. */
export const termsChange = z.strictObject({
  feeYen: positiveYen, taxMode, dueDay: z.int().min(1).max(31), dueConvention, timing, transferFeeBearer, proration, noticeDays17, noticeDays18, capWindowMonths, survivalYears, renewalMonths: z.int().min(1).max(120), court,
  works, minorWork, backup, /** null: none are promised any more. */ responseTargets: responseTargets.unwrap().nullable(), specialTerms, ownTerms: ownTerms.unwrap(), siteIds: z.array(uuid).min(1).max(20),
}).partial();
export type TermsChange = z.output<typeof termsChange>;

const diffPart = z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export const diffBlock = z.strictObject({ key: z.string(), title: z.string(), lines: z.array(z.strictObject({ parts: z.array(diffPart) })) });
/** The text of a 変更覚書 as both read it. */
export const amendmentModel = z.strictObject({
  format: z.literal('hoshu-amendment-1'), title: z.string(), number: z.string(), contractNumber: z.string(), effectiveOn: localDate, parties: z.strictObject({ client: z.string(), vendor: z.string() }), preamble: z.string(),
  changes: z.array(diffBlock), clauses: z.array(z.string()), newBodyHash: z.string(),
});
export const amendmentSummary = z.strictObject({
  id: uuid, number: z.string(), contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), kind: z.enum(['agreed', 'notice']), method: z.enum(amendmentMethods), state: z.enum(amendmentStates), effectiveOn: localDate, answerBy: localDate.nullable(),
  proposedSide: party, proposedBy: z.string(), proposedAt: instant, closedAt: instant.nullable(), oldFeeYen: yen.nullable(), newFeeYen: yen.nullable(), versionNumber: z.int().nullable(),
});
const otherProposal = z.strictObject({ id: uuid, number: z.string() });
const signature = z.strictObject({ party, personName: z.string(), role: sentence, authority: z.enum(['representative', 'delegated']), bodyHash: z.string(), signedAt: instant, /** The Japanese day; on paper it is all that is known. */ signedOn: localDate });
export const amendmentDetail = z.strictObject({
  ...amendmentSummary.shape, bodyHash: z.string(), message: z.string(), answerText: z.string(), counterFeeYen: yen.nullable(), model: amendmentModel, signatures: z.array(signature), pdfReady: z.boolean(),
  /** The document carries the signatures of both as PAdES signatures. */
  isSealed: z.boolean(),
  /** The proposal that this one answers, and the one that answered it. */
  counters: otherProposal.nullable(), counteredBy: otherProposal.nullable(),
  /** What the state means for the contract, in a sentence. */
  outcome: sentence,
});
const versionRow = z.strictObject({ number: z.int(), effectiveOn: localDate, isCurrent: z.boolean(), amendmentId: uuid.nullable(), feeYen: yen.nullable() });

const both = ['vendor', 'client'] as const;
const read = { permission: 'agreement.read', audience: both, article: '第11条' } as const;
const settle = { permission: 'agreement.settle', method: 'POST', article: '第11条' } as const;
const contractParams = z.strictObject({ contractId: uuid });
const params = z.strictObject({ amendmentId: uuid });
const personName = optionalLine(60);
const authority = z.enum(['representative', 'delegated']);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const onPaper = z.enum(['paper', 'external']);
/** Who signed on the document, as it says, and on which Japanese day. */
const paperSigner = z.strictObject({ personName: line(60), title: line(40), authority, signedOn: localDate });

export const amendmentRoutes = {
  ofContract: defineRoute({ ...read, id: 'amendments.ofContract', method: 'GET', path: '/api/v1/contracts/:contractId/amendments', summary: { ja: '契約の版と変更覚書', en: 'Versions and amendments of a contract' }, params: contractParams, response: z.strictObject({ versions: z.array(versionRow), items: z.array(amendmentSummary) }) }),
  get: defineRoute({ ...read, id: 'amendments.get', method: 'GET', path: '/api/v1/amendments/:amendmentId', summary: { ja: '変更覚書（新旧の比較）', en: 'One amendment with its comparison' }, params, response: amendmentDetail }),
  pdf: defineRoute({ ...read, id: 'amendments.pdf', method: 'GET', path: '/api/v1/amendments/:amendmentId/pdf', produces: 'file', summary: { ja: '変更覚書（PDF）', en: 'The amendment as PDF' }, params, response: fileBytes }),
  terms: defineRoute({
    permission: 'agreement.settle', audience: both, article: '第11条', id: 'amendments.terms', method: 'GET', path: '/api/v1/contracts/:contractId/terms', summary: { ja: 'ある日の契約条件、または提案された条件', en: 'The terms on a day, or those of a proposal' }, params: contractParams, query: z.strictObject({ on: localDate.optional(), amendmentId: uuid.optional() }),
    response: z.strictObject({ on: localDate, versionNumber: z.int(), effectiveOn: localDate.nullable(), terms: termsInput, siteIds: z.array(uuid), /** What may be chosen from: the client's sites in the register. */ sites: z.array(z.strictObject({ id: uuid, siteName: z.string(), url: z.string() })) }),
  }),
  preview: defineRoute({
    permission: 'agreement.settle', audience: both, id: 'amendments.preview', method: 'POST', path: '/api/v1/contracts/:contractId/amendments/preview', article: '第11条', summary: { ja: '変更の下見（新旧の比較）', en: 'Preview of a change' }, params: contractParams,
    body: z.strictObject({ effectiveOn: localDate, changes: termsChange, method: z.enum(amendmentMethods).default('electronic') }), response: z.strictObject({ model: amendmentModel, bodyHash: z.string() }),
  }),
  propose: defineRoute({
    ...settle, audience: both, id: 'amendments.propose', path: '/api/v1/contracts/:contractId/amendments', summary: { ja: '契約の変更を提案する（提案する側の署名）。相手方の提案への対案にもなる', en: 'Propose a change and sign it, or answer a proposal with another one' }, params: contractParams,
    body: z.strictObject({ effectiveOn: localDate, changes: termsChange, bodyHash: hash, message: optionalMultiline(2_000), answerBy: localDate.nullable(), authority, personName, /** The other side's open proposal, which this one declines. */ counters: uuid.nullable().default(null) }), response: amendmentDetail,
  }),
  prepare: defineRoute({
    ...settle, audience: ['vendor'], id: 'amendments.prepare', path: '/api/v1/contracts/:contractId/amendments/on-paper', summary: { ja: '紙や他のサービスで署名する変更覚書を用意する', en: 'Prepare an amendment that is signed on paper or elsewhere' }, params: contractParams,
    body: z.strictObject({ effectiveOn: localDate, changes: termsChange, bodyHash: hash, method: onPaper, personName }), response: amendmentDetail,
  }),
  print: defineRoute({ ...read, id: 'amendments.print', method: 'GET', path: '/api/v1/amendments/:amendmentId/print', produces: 'file', summary: { ja: '紙で署名するための変更覚書（印刷用PDF）', en: 'The amendment to print and sign on paper' }, params, response: fileBytes }),
  register: defineRoute({
    ...settle, audience: ['vendor'], id: 'amendments.register', path: '/api/v1/amendments/:amendmentId/registration', summary: { ja: '紙や他のサービスで署名した変更覚書を登録する', en: 'Register an amendment signed on paper or elsewhere' }, params,
    body: z.strictObject({ bodyHash: hash, fileId: uuid, signers: z.strictObject({ client: paperSigner, vendor: paperSigner }) }), response: amendmentDetail,
  }),
  accept: defineRoute({
    ...settle, audience: both, id: 'amendments.accept', path: '/api/v1/amendments/:amendmentId/acceptance', summary: { ja: '相手方の提案した変更に同意する（署名）', en: "Agree to the other side's change and sign it" }, params,
    body: z.strictObject({ bodyHash: hash, agreed: z.literal(true), authority, personName }), response: amendmentDetail,
  }),
  decline: defineRoute({
    ...settle, audience: both, id: 'amendments.decline', path: '/api/v1/amendments/:amendmentId/decline', summary: { ja: '変更に同意しない（希望額を添えられる）', en: 'Decline a change, with a counter-offer if wished' }, params,
    body: z.strictObject({ text: optionalMultiline(2_000), counterFeeYen: positiveYen.nullable(), personName }).refine((body) => body.text !== '' || body.counterFeeYen !== null, { path: ['text'], params: { code: 'missing' } }), response: amendmentDetail,
  }),
  withdraw: defineRoute({ ...settle, audience: both, id: 'amendments.withdraw', path: '/api/v1/amendments/:amendmentId/withdrawal', summary: { ja: '変更の提案を取り下げる', en: 'Withdraw a proposed change' }, params, body: z.strictObject({ text: optionalMultiline(2_000), personName }), response: amendmentDetail }),
  changeNotice: defineRoute({
    permission: 'agreement.settle', audience: both, id: 'amendments.changeNotice', method: 'POST', path: '/api/v1/contracts/:contractId/notice-address', article: '別紙1', summary: { ja: '自分の側の通知先を変える（相手方への通知）', en: "Change the own side's notice address by notice" }, params: contractParams,
    body: z.strictObject({ email, postal: line(200), effectiveOn: localDate, personName }), response: amendmentDetail,
  }),
} as const;
