export { SigningModule } from './signing.module.js';
export { Represent, statement as antisocialStatement } from './antisocial.js';
export { Archive } from './archive.js';
export { Authority } from './authority.js';
export { DocumentArchives, newestAmendmentFile } from './document-archives.js';
export { RegisterMoved, type MovedContract } from './register-moved.js';
export { Sealing, type SealedAct } from './sealing.js';
export { documentLabels, SigningDocuments, type KeptDocument } from './documents.js';
export type { DocumentKind, DocumentRow } from './rows.js';
