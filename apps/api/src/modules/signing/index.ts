export { SigningModule } from './signing.module.js';
export { Authority } from './authority.js';
export { SigningDocuments } from './documents.js';
export type { DocumentKind, DocumentRow } from './rows.js';
