export { createSigningAuthority, issueSigner, type AuthorityName, type SignerName, type SigningAuthority } from './signing-authority.js';
export {
  attachContract, readAttachedContract, signPdf, HASH_FILE, MODEL_FILE, type ContractAttachment, type SignatureRequest,
} from './sign-pdf.js';
export { isIntact, verifyPdf, type SignatureCheck } from './verify-pdf.js';
