export { createSigningAuthority, issueSigner, type AuthorityName, type SignerName, type SigningAuthority } from './signing-authority.js';
export {
  attachContract, readAttachedContract, readFirstPage, signPdf, HASH_FILE, MODEL_FILE, type ContractAttachment, type SignatureRequest,
} from './sign-pdf.js';
export { judgePdf, type Judgement } from './judge.js';
export { isIntact, verifyPdf, type SignatureCheck } from './verify-pdf.js';
