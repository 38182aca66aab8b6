export { AmendmentDocuments, type KeptAmendment } from './amendment-documents.js';
export { AmendmentsModule } from './amendments.module.js';
