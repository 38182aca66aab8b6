export { AuditModule } from './audit.module.js';
export { verifyStream, type StoredEvent, type StreamVerdict } from './verify-stream.js';
export { sentenceOf } from './sentences.js';
