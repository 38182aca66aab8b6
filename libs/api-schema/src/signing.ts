import { z } from 'zod';
import { contractModel } from './contracts.js';
import { accessCode, email, explainedValue, explainQuery, explanation, instant, line, linkToken as token, localDate, locale, multiline, ok, optionalLine, optionalMultiline, reminderDays, uuid } from './fields.js';
import { defineRoute } from './route.js';

const party = z.enum(['client', 'vendor']);
const words = z.strictObject({ ja: z.string(), en: z.string() });
const blank = z.strictObject({ path: z.string(), ja: z.string(), en: z.string() });
const agreed = z.literal(true);
const authority = z.enum(['representative', 'delegated']);
const officers = z.array(line(60)).min(1).max(50);

/** One condition that must hold before a contract is sent (D4), with what to do about it. */
export const signingGate = z.strictObject({
  key: z.enum(['blanks', 'annex', 'company', 'bank_account', 'client_contact', 'antisocial_vendor', 'counterparty_check', 'internal_approval']),
  ok: z.boolean(),
  article: z.string().nullable(),
  label: words,
  reason: words.nullable(),
  action: words.nullable(),
  items: z.array(blank),
});
/** 第20条1項 as it is put before each party. */
export const antisocialStatement = z.strictObject({ version: z.string(), ja: z.string(), en: z.string() });
export const representationView = z.strictObject({ answeredBy: z.string(), answeredOn: localDate, officers: z.array(z.string()), statementVersion: z.string(), valid: z.boolean() });

/** A person's part in a signing (F130). */
const recipientRole = z.enum(['signer', 'approver', 'cc']);
const order = z.enum(['parallel', 'vendor_first', 'client_first']);
const mostApprovers = 5;
const mostCopies = 10;

/** What this person is asked to do now, in order. */
const asked = z.array(z.strictObject({ kind: z.enum(['approve', 'represent', 'sign', 'confirm_date']), text: words }));
const documentKind = z.enum(['original_client', 'original_vendor', 'certificate', 'paper_scan', 'external']);
export const contractDocumentView = z.strictObject({ kind: documentKind, label: words, fileName: z.string(), contentType: z.string(), byteCount: z.int(), sha256: z.string() });
/** Whom to ask: 乙's telephone and the person who sent the contract. Empty strings while 乙 has not registered them. */
const contact = z.strictObject({ companyName: z.string(), telephone: z.string(), email: z.string() });
const redated = z.strictObject({ contractDate: localDate, termStartsOn: localDate, termLastOn: localDate, confirmedBy: z.array(party), waitingFor: z.array(party) });

export const signingView = z.strictObject({
  contractId: uuid, contractNumber: z.string(), vendorName: z.string(), clientName: z.string(), side: party,
  request: z.strictObject({
    id: uuid, state: z.enum(['open', 'declined', 'expired', 'completed', 'cancelled']), form: z.enum(['electronic', 'paper', 'external']), bodyHash: z.string(),
    contractDate: localDate, expiresOn: localDate, message: z.string(), sentAt: instant, sentByName: z.string(), order,
    /** Days after being asked on which a person who has not acted is reminded (F132). */
    reminderDays: z.array(z.int()),
    /** Whoever comes by a link has to enter a code. */
    accessCode: z.boolean(),
  }).nullable(),
  /** What the asking person is here; `viewer` reads only. */
  role: z.enum(['signer', 'approver', 'cc', 'viewer']),
  /** The asking person's own row among the recipients. */
  recipientId: uuid.nullable(),
  /** Whose act an open request waits for until both have signed; 乙's signer has no name before it signs. */
  waitingFor: z.array(z.strictObject({ party, role: z.enum(['signer', 'approver']), personName: z.string() })),
  recipients: z.array(z.strictObject({ id: uuid, role: recipientRole, approvedAt: instant.nullable(), personName: z.string(), email: z.string(), title: z.string(), openedAt: instant.nullable(), replaced: z.boolean(), forwardedFrom: uuid.nullable(), /** Japanese days; null before the person's turn. */ askedOn: localDate.nullable(), remindedOn: localDate.nullable(), /** Too many wrong codes: only a new one opens the way. */ codeLocked: z.boolean() })),
  /** People of 乙 who get 乙's original; empty for everybody else. */
  vendorCopies: z.array(z.strictObject({ id: uuid, personName: z.string(), email: z.string(), title: z.string() })),
  representations: z.strictObject({ client: representationView.nullable(), vendor: representationView.nullable() }),
  signatures: z.array(z.strictObject({ party, signerName: z.string(), signerTitle: z.string(), authority, authorityNote: z.string(), level: z.enum(['consent', 'two_factor', 'paper', 'external']), signedOn: localDate, signedAt: instant })),
  declines: z.array(z.strictObject({ party, role: z.enum(['signer', 'approver']), personName: z.string(), reason: z.string(), declinedAt: instant })),
  dateConfirmation: redated.nullable(),
  conclusion: z.strictObject({ concludedOn: localDate, method: z.enum(['electronic', 'paper', 'external']) }).nullable(),
  documents: z.array(contractDocumentView),
  timeline: z.array(z.strictObject({ at: instant, kind: z.string(), party: party.nullable(), personName: z.string(), text: words })),
  asked,
});

export const signingDocument = z.strictObject({
  contractId: uuid, contractNumber: z.string(), side: party, state: z.enum(['open', 'declined', 'expired', 'completed', 'cancelled']), expiresOn: localDate, message: z.string(),
  model: contractModel, bodyHash: z.string(),
  plainWords: z.array(z.strictObject({ article: z.int(), ja: z.string(), en: z.string() })),
  /** Money, term and ways out at a glance. */
  summary: z.strictObject({
    feeYen: z.int().nullable(), taxMode: z.enum(['inclusive', 'exclusive']), dueDay: z.int().nullable(), transferFeeBearer: party,
    contractDate: localDate.nullable(), termStartsOn: localDate.nullable(), termLastOn: localDate.nullable(), months: z.int(), renewalMonths: z.int(), nonRenewalNoticeDays: z.int(), terminationNoticeDays: z.int(), court: words,
    termExplanation: explanation.nullable(),
    /** Every computed date with its reason; empty unless asked for with `explain`. */
    explained: z.array(explainedValue),
  }),
  contact,
  statement: antisocialStatement,
  asked,
  dateConfirmation: redated.nullable(),
  /** A second factor is offered to signed-in people; `now` tells whether a signature given now carries it. */
  twoFactor: z.strictObject({ offered: z.boolean(), now: z.boolean() }),
  /** The one text to agree to, put beside the button. */
  consent: words,
});

const contractId = z.strictObject({ contractId: uuid });
const addressee = z.strictObject({ personName: line(60), email, title: optionalLine(40), locale: locale.default('ja') });
const vendorSends = { permission: 'contract.send', audience: ['vendor'] } as const;
const approves = { permission: 'signature.approve', audience: ['client', 'signer'] } as const;
const everyone = { audience: ['vendor', 'client', 'signer'] } as const;
const nobody = { permission: 'public', audience: [] } as const;
const storedFile = z.strictObject({ fileId: uuid, sha256: z.string(), byteCount: z.int(), contentType: z.string() });
const statedOnPaper = z.strictObject({ statedBy: line(60), officers });

export const signingRoutes = {
  gates: defineRoute({ permission: 'contract.read', audience: ['vendor'], id: 'signing.gates', method: 'GET', path: '/api/v1/contracts/:contractId/signing/gates', article: '第20条', summary: { ja: '送信前に必要なことの一覧', en: 'What is needed before sending' }, params: contractId, response: z.strictObject({ ready: z.boolean(), gates: z.array(signingGate), statement: antisocialStatement }) }),
  represent: defineRoute({
    ...everyone, permission: 'signature.sign', id: 'signing.represent', method: 'POST', path: '/api/v1/contracts/:contractId/representations', article: '第20条1項',
    summary: { ja: '反社会的勢力に該当しないことを表明する（役員の一覧を含む）', en: 'Represent under article 20, with the officers' }, params: contractId,
    body: z.strictObject({ personName: line(60), officers, statementVersion: z.string().max(20), agreed }), response: representationView,
  }),
  send: defineRoute({
    ...vendorSends, id: 'signing.send', method: 'POST', path: '/api/v1/contracts/:contractId/signing', article: '第17条1項',
    summary: { ja: '契約書を確定して送信する（契約日を定める）', en: 'Fix the text with its date and send it' }, params: contractId,
    body: z.strictObject({
      form: z.enum(['electronic', 'paper']), contractDate: localDate, expiresOn: localDate.optional(), message: optionalMultiline(1000), recipient: addressee,
      /** Each must approve before 甲's signer is asked. */
      approvers: z.array(addressee).max(mostApprovers).default([]),
      /** They may read it by their link and get the concluded original; they cannot act. */
      cc: z.array(addressee).max(mostCopies).default([]),
      order: order.default('parallel'),
      /** Instead of what the vendor has chosen for all (F132). */
      reminderDays: reminderDays.optional(),
      /** Everyone who comes by a link has to know it; told by another way than mail (F131). */
      accessCode: accessCode.optional(),
    }), response: signingView,
  }),
  resend: defineRoute({ ...vendorSends, id: 'signing.resend', method: 'POST', path: '/api/v1/contracts/:contractId/signing/reminders', summary: { ja: '署名のお願いを再送する（新しいリンク）', en: 'Send the request again with a new link' }, params: contractId, body: z.strictObject({}), response: ok }),
  cancel: defineRoute({ ...vendorSends, id: 'signing.cancel', method: 'POST', path: '/api/v1/contracts/:contractId/signing/cancellation', summary: { ja: '署名の依頼を取り消す', en: 'Cancel the request' }, params: contractId, body: z.strictObject({ reason: optionalMultiline(500) }), response: signingView }),
  get: defineRoute({ ...everyone, permission: 'contract.read', id: 'signing.get', method: 'GET', path: '/api/v1/contracts/:contractId/signing', summary: { ja: '署名の状況と経過', en: 'State of the signing and what happened' }, params: contractId, response: signingView }),
  read: defineRoute({ ...everyone, permission: 'contract.read', id: 'signing.read', method: 'GET', path: '/api/v1/contracts/:contractId/signing/document', summary: { ja: '署名する契約書（本文とやさしい説明）', en: 'The contract to be signed, with plain words' }, params: contractId, query: z.strictObject(explainQuery), response: signingDocument }),
  sign: defineRoute({
    ...everyone, permission: 'signature.sign', id: 'signing.sign', method: 'POST', path: '/api/v1/contracts/:contractId/signing/signatures', article: '第17条1項',
    summary: { ja: '署名する（氏名・肩書・権限を明らかにする）', en: 'Sign, stating name, title and authority' }, params: contractId,
    body: z.strictObject({
      personName: line(60), title: line(40), authority, authorityNote: optionalLine(200), authorityFileId: uuid.nullable().default(null), bodyHash: z.string().regex(/^[0-9a-f]{64}$/), agreed,
      /** D5: today's day, when the last signature falls on another day than the printed one. */
      confirmDate: localDate.optional(),
      /** Refuses instead of signing without the second factor. */
      requireTwoFactor: z.boolean().default(false),
    }).refine((body) => body.authority === 'representative' || body.authorityNote !== '' || body.authorityFileId !== null, { path: ['authorityNote'], params: { code: 'missing' } }),
    response: signingView,
  }),
  confirmDate: defineRoute({ ...everyone, permission: 'signature.sign', id: 'signing.confirmDate', method: 'POST', path: '/api/v1/contracts/:contractId/signing/date-confirmations', article: '第17条1項', summary: { ja: '新しい契約日と契約期間を確認する', en: 'Confirm the new date and term' }, params: contractId, body: z.strictObject({ personName: line(60), contractDate: localDate, agreed }), response: signingView }),
  forward: defineRoute({ permission: 'signature.forward', audience: ['client', 'signer'], id: 'signing.forward', method: 'POST', path: '/api/v1/contracts/:contractId/signing/forwardings', summary: { ja: '署名の担当者に転送する', en: 'Forward to the right person' }, params: contractId, body: z.strictObject({ personName: line(60), to: addressee }), response: ok }),
  addCopy: defineRoute({ ...everyone, permission: 'signature.sign', id: 'signing.addCopy', method: 'POST', path: '/api/v1/contracts/:contractId/signing/copies', summary: { ja: '自社側の写しの受け手を加える（締結後はすぐに送る）', en: 'Name somebody of one’s own side for a copy; sent at once when it is concluded' }, params: contractId, body: addressee, response: signingView }),
  approve: defineRoute({ ...approves, id: 'signing.approve', method: 'POST', path: '/api/v1/contracts/:contractId/signing/approvals', summary: { ja: 'お客様（甲）の承認者として承認する', en: 'Approve as an approver of the client' }, params: contractId, body: z.strictObject({ personName: line(60), bodyHash: z.string().regex(/^[0-9a-f]{64}$/), agreed }), response: signingView }),
  sendBack: defineRoute({ ...approves, id: 'signing.sendBack', method: 'POST', path: '/api/v1/contracts/:contractId/signing/send-backs', summary: { ja: '承認せず、理由を伝えて差し戻す', en: 'Send back with a reason instead of approving' }, params: contractId, body: z.strictObject({ personName: line(60), reason: multiline(1000) }), response: ok }),
  decline: defineRoute({ permission: 'signature.sign', audience: ['client', 'signer'], id: 'signing.decline', method: 'POST', path: '/api/v1/contracts/:contractId/signing/declines', summary: { ja: '理由を伝えて差し戻す', en: 'Decline with a reason' }, params: contractId, body: z.strictObject({ personName: line(60), reason: multiline(1000) }), response: ok }),
  uploadAuthority: defineRoute({ ...everyone, permission: 'signature.sign', id: 'signing.uploadAuthority', method: 'POST', path: '/api/v1/uploads/contracts/:contractId/authority', consumes: 'upload', summary: { ja: '委任状などを添付する', en: 'Upload proof of authority' }, params: contractId, response: storedFile }),
  uploadEvidence: defineRoute({ ...vendorSends, id: 'signing.uploadEvidence', method: 'POST', path: '/api/v1/uploads/contracts/:contractId/evidence', consumes: 'upload', summary: { ja: '署名済みの契約書（スキャン・PDF）を保管する', en: 'Keep a signed contract byte-exact' }, params: contractId, response: storedFile }),
  register: defineRoute({
    ...vendorSends, id: 'signing.register', method: 'POST', path: '/api/v1/contracts/:contractId/signing/registrations', article: '第17条1項',
    summary: { ja: '紙や他のサービスで締結した契約を登録する', en: 'Register a contract signed on paper or elsewhere' }, params: contractId,
    body: z.strictObject({
      method: z.enum(['paper', 'external']), fileId: uuid, contractDate: localDate,
      /** Last day of the first term as the document states it; by R01 when absent. */
      termLastOn: localDate.optional(),
      signers: z.strictObject({ client: z.strictObject({ personName: line(60), title: line(40), authority, signedOn: localDate }), vendor: z.strictObject({ personName: line(60), title: line(40), authority, signedOn: localDate }) }),
      antisocial: z.strictObject({ client: statedOnPaper, vendor: statedOnPaper, statedInDocument: agreed }),
      notifyEmail: email.nullable(),
    }),
    response: signingView,
  }),
  document: defineRoute({ ...everyone, permission: 'contract.read', id: 'signing.document', method: 'GET', path: '/api/v1/contracts/:contractId/documents/:kind', produces: 'file', auditedRead: true, summary: { ja: '契約書の原本・証明書のダウンロード', en: 'Download an original or the certificate' }, params: z.strictObject({ contractId: uuid, kind: documentKind }), response: z.never() }),
  print: defineRoute({ permission: 'contract.read', audience: ['vendor', 'client'], id: 'signing.print', method: 'GET', path: '/api/v1/contracts/:contractId/signing/print/:copy', produces: 'file', summary: { ja: '紙で締結するための印刷用PDF（2通のうち1通）', en: 'One of the two copies to print and sign on paper' }, params: z.strictObject({ contractId: uuid, copy: party }), response: z.never() }),
  open: defineRoute({
    ...nobody, id: 'signing.open', method: 'GET', path: '/api/v1/sign-links/:token', summary: { ja: '署名リンクを開く（使用済みにはならない）', en: 'Open a signing link without consuming it' }, params: z.strictObject({ token }),
    response: z.strictObject({ purpose: z.literal('signing'), status: z.enum(['valid', 'expired']), contractNumber: z.string(), vendorName: z.string(), clientName: z.string(), personName: z.string(), role: recipientRole, state: z.enum(['open', 'declined', 'expired', 'completed', 'cancelled']), expiresOn: localDate, contact, accessCode: z.enum(['none', 'needed', 'locked']) }),
  }),
  enter: defineRoute({ ...nobody, id: 'signing.enter', method: 'POST', path: '/api/v1/sign-links/entry', summary: { ja: '署名リンクから契約書の画面に入る', en: 'Enter by a signing link' }, body: z.strictObject({ token, accessCode: accessCode.optional() }), response: z.strictObject({ contractId: uuid, personName: z.string() }) }),
} as const;
