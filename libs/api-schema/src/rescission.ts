import { z } from 'zod';
import { explainedValues, explainQuery, explanation, fileBytes, instant, line, localDate, multiline, optionalLine, optionalMultiline, uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const party = z.enum(['client', 'vendor']);

/** `rescission`: 第19条. `demand`: 催告 of 民法541条. `after_demand`: rescission because a demand was not met. */
export const declarationKinds = z.enum(['rescission', 'demand', 'after_demand']);
/** The events a person can name; late payment is none of 第19条 and is answered with the demand of 民法541条. */
export const rescissionEvents = z.enum(['materialBreach', 'paymentSuspension', 'insolvency', 'bankruptcyPetition', 'civilRehabilitationPetition', 'corporateReorganizationPetition', 'specialLiquidationPetition', 'antisocial', 'latePayment']);
/** payment: unpaid fees of 第11条. defect: a grave defect or other non-performance to be put right. */
export const demandSubjects = z.enum(['payment', 'defect']);
export const declarationStates = z.enum(['draft', 'ready', 'sending', 'letter_printed', 'posted', 'attempted', 'bounced', 'arrived', 'withdrawn']);
export const declarationActs = z.enum(['evidence', 'confirm', 'send', 'deliver', 'withdraw', 'rescind']);

const paperDays = { postedOn: localDate.nullable(), deliveredOn: localDate.nullable(), refusedOn: localDate.nullable(), firstAttemptOn: localDate.nullable(), retentionExpiredOn: localDate.nullable() };
export const declarationRow = z.strictObject({
  id: uuid, number: z.int(), contractId: uuid, side: party, isOwn: z.boolean(), kind: declarationKinds, event: rescissionEvents.nullable(), demandSubject: demandSubjects.nullable(), title: sentence, state: declarationStates, madeOn: localDate, arrivedOn: localDate.nullable(),
  /** Last day of a demand's period; null before it arrived. */
  demandLastOn: localDate.nullable(),
});
export const declarationView = z.strictObject({
  explained: explainedValues,
  ...declarationRow.shape, contractNumber: z.string(), clientName: z.string(), clause: z.string(), reason: z.string(), madeBy: z.string(), demandId: uuid.nullable(),
  demand: z.strictObject({ periodDays: z.int(), demandedYen: z.int().nullable(), lastOn: localDate.nullable(), hasLapsed: z.boolean(), holdsLimitationUntil: localDate.nullable(), explanation: explanation.nullable() }).nullable(),
  /** Only for the declaring side: what has to be on file, what is, and who confirmed (D9). */
  checklist: z.array(z.strictObject({ key: z.string(), needs: z.enum(['file', 'statement']), ...sentence.shape, onFile: z.boolean() })),
  evidence: z.array(z.strictObject({ id: uuid, item: z.string(), text: z.string(), fileName: z.string().nullable(), addedBy: z.string(), addedOn: localDate })),
  confirmations: z.array(z.strictObject({ personName: z.string(), confirmedAt: instant })),
  /** How many people of this side may confirm; one alone confirms twice, the second time from `secondFrom` on. Null for a demand. */
  decision: z.strictObject({ authorisedPersons: z.int(), secondFrom: instant.nullable(), confirmedByMe: z.boolean() }).nullable(),
  warnings: z.array(sentence),
  channels: z.strictObject({ portal: z.boolean(), portalNote: sentence, recipientEmail: z.string(), recipientPostal: z.string(), confirmName: z.string() }),
  sending: z.strictObject({ channel: z.enum(['portal_email', 'letter']), sentAt: instant, sentBy: z.string(), authority: z.enum(['ok', 'needs_check']), contentHash: z.string() }).nullable(),
  deliveries: z.array(z.strictObject({ id: uuid, kind: z.enum(['mail', 'paper']), recipient: z.string(), bounced: z.boolean(), serverResponse: z.string(), at: instant, ...paperDays, trackingNumber: z.string(), hasScan: z.boolean(), arrivedOn: localDate.nullable(), explanation })),
  /** What the arrival brought about; null before it. */
  effect: z.strictObject({ outcome: z.enum(['ended', 'earlier_end_stands', 'already_ended', 'demanded']), ...sentence.shape, /** What cannot be done any more, and what goes on. */ frozen: z.array(sentence), kept: z.array(sentence) }).nullable(),
  withdrawal: z.strictObject({ reason: z.string(), by: z.string(), on: localDate }).nullable(),
  nextStep: sentence, mayDo: z.array(declarationActs),
});
const ground = z.strictObject({ event: rescissionEvents, clause: z.string(), ...sentence.shape, warnings: z.array(sentence), checklist: z.array(z.strictObject({ key: z.string(), needs: z.enum(['file', 'statement']), ...sentence.shape })) });
/** What a side can declare, what it relies on, and until when claims can be made (時効). */
export const declarationList = z.strictObject({
  contractNumber: z.string(), clientName: z.string(), status: z.string(), items: z.array(declarationRow), grounds: z.array(ground),
  overdueYen: z.int().nullable(),
  limitation: z.array(z.strictObject({ kind: z.enum(['invoice', 'claim']), label: z.string(), amountYen: z.int(), fromOn: localDate, lastOn: localDate, /** A demand holds it until then (民法150条). */ heldUntilOn: localDate.nullable() })),
  limitationNote: sentence, explained: explainedValues,
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'rescission.read', audience: both } as const;
const declare = { permission: 'rescission.declare', audience: both } as const;
const contractId = z.strictObject({ contractId: uuid });
const declarationId = z.strictObject({ declarationId: uuid });
const ofContract = '/api/v1/contracts/:contractId/declarations';
const ofDeclaration = '/api/v1/declarations/:declarationId';

export const rescissionRoutes = {
  list: defineRoute({ ...read, id: 'rescission.list', method: 'GET', path: ofContract, article: '第19条', summary: { ja: '解除・催告の一覧と、事由ごとに必要なもの', en: 'Rescissions and demands, and what each ground needs' }, params: contractId, query: z.strictObject(explainQuery), response: declarationList }),
  declare: defineRoute({
    ...declare, id: 'rescission.declare', method: 'POST', path: ofContract, article: '第19条', summary: { ja: '解除または催告の準備を始める', en: 'Begin a rescission or a demand' }, params: contractId,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('rescission'), event: rescissionEvents, reason: multiline(4_000), /** Keys of signals that become evidence at once. */ signals: z.array(line(120)).max(20).optional() }),
      z.strictObject({ kind: z.literal('demand'), subject: demandSubjects, periodDays: z.int().min(1).max(180), reason: multiline(4_000) }),
      z.strictObject({ kind: z.literal('after_demand'), demandId: uuid, reason: multiline(4_000) }),
    ]), response: declarationView,
  }),
  get: defineRoute({ ...read, id: 'rescission.get', method: 'GET', path: ofDeclaration, article: '第19条', summary: { ja: '解除・催告', en: 'One rescission or demand' }, params: declarationId, response: declarationView }),
  upload: defineRoute({ ...declare, id: 'rescission.upload', method: 'POST', path: '/api/v1/uploads/contracts/:contractId/declaration-files', article: '第19条', consumes: 'upload', summary: { ja: '証拠・配達の記録のファイルを保存', en: 'Keep a file of evidence or delivery' }, params: contractId, response: z.strictObject({ fileId: uuid }) }),
  addEvidence: defineRoute({ ...declare, id: 'rescission.addEvidence', method: 'POST', path: `${ofDeclaration}/evidence`, article: '第19条', summary: { ja: '証拠を加える', en: 'Add evidence' }, params: declarationId, body: z.strictObject({ item: line(40), text: optionalMultiline(4_000), fileId: uuid.nullable() }), response: declarationView }),
  evidenceFile: defineRoute({ ...read, id: 'rescission.evidenceFile', method: 'GET', path: `${ofDeclaration}/evidence/:declarationEvidenceId/file`, article: '第19条', produces: 'file', summary: { ja: '証拠のファイル', en: 'A file of evidence' }, params: z.strictObject({ declarationId: uuid, declarationEvidenceId: uuid }), response: fileBytes }),
  confirm: defineRoute({ ...declare, id: 'rescission.confirm', method: 'POST', path: `${ofDeclaration}/confirmations`, article: '第19条', stepUp: true, summary: { ja: '解除を決定する（二人、または一人が10分以上おいて二度）', en: 'Confirm the rescission (two people, or one twice)' }, params: declarationId, body: z.strictObject({}), response: declarationView }),
  send: defineRoute({ ...declare, id: 'rescission.send', method: 'POST', path: `${ofDeclaration}/sending`, article: '第19条', summary: { ja: '通知書を送る・印刷する', en: 'Send or print the letter' }, params: declarationId, body: z.strictObject({ channel: z.enum(['portal', 'letter']), confirmName: line(100) }), response: declarationView }),
  letterPdf: defineRoute({ ...read, id: 'rescission.letterPdf', method: 'GET', path: `${ofDeclaration}/letter.pdf`, article: '第19条', produces: 'file', summary: { ja: '解除通知書・催告書', en: 'The letter' }, params: declarationId, response: fileBytes }),
  registerDelivery: defineRoute({ ...declare, id: 'rescission.registerDelivery', method: 'POST', path: `${ofDeclaration}/deliveries`, article: '第19条', summary: { ja: '郵送と配達を登録', en: 'Register posting and delivery' }, params: declarationId, body: z.strictObject({ ...paperDays, trackingNumber: optionalLine(60), fileId: uuid.nullable() }), response: declarationView }),
  scan: defineRoute({ ...read, id: 'rescission.scan', method: 'GET', path: `${ofDeclaration}/scan`, article: '第19条', produces: 'file', summary: { ja: '配達の記録の写し', en: 'The scan of the delivery record' }, params: declarationId, response: fileBytes }),
  withdraw: defineRoute({ ...declare, id: 'rescission.withdraw', method: 'POST', path: `${ofDeclaration}/withdrawal`, article: '第19条', summary: { ja: '送る前に取りやめる', en: 'Give it up before it is sent' }, params: declarationId, body: z.strictObject({ reason: line(300) }), response: declarationView }),
} as const;
