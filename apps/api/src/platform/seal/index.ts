export { createSigningAuthority, issueSigner, type AuthorityName, type SignerName, type SigningAuthority } from './signing-authority.js';
export {
  attachAmendment, attachContract, longestToken, readAttached, readFirstPage, signPdf, HASH_FILE, MODEL_FILE, type ContractAttachment, type SignatureRequest,
} from './sign-pdf.js';
export { judgePdf, type Judgement } from './judge.js';
export { isIntact, verifyPdf, type SignatureCheck, type TimestampCheck } from './verify-pdf.js';
export { answerQuery, openTimestampAuthority, type TimestampAuthority } from './timestamp-authority.js';
export { readAnswer, TimestampRefused, type TimestampFailure } from './timestamp-answer.js';
export type { TimestampTrust, TokenCheck } from './timestamp-token.js';
export { encodeQuery, type TimestampQuery } from './tst.js';
