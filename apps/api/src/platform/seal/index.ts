export { createSigningAuthority, issueSigner, type AuthorityName, type SignerName, type SigningAuthority } from './signing-authority.js';
export {
  attachAmendment, attachContract, longestToken, readAttached, readFirstPage, signPdf, HASH_FILE, MODEL_FILE, type ContractAttachment, type SignatureRequest,
} from './sign-pdf.js';
export { judgePdf, statusOf, type Judgement, type Level } from './judge.js';
export { isIntact, readSeals, verifyPdf, type Need, type SignatureCheck, type TimestampCheck } from './verify-pdf.js';
export { addDocumentTimestamp, addEvidence, readEvidence, type Evidence } from './archive-file.js';
export { crlAddresses } from './certificate.js';
export { makeCrl, statusIn, type Revoked } from './crl.js';
export { answerQuery, openTimestampAuthority, type TimestampAuthority } from './timestamp-authority.js';
export { readAnswer, TimestampRefused, type TimestampFailure } from './timestamp-answer.js';
export { ownAuthorities, type TimestampTrust, type TokenCheck } from './timestamp-token.js';
export { encodeQuery, type TimestampQuery } from './tst.js';
