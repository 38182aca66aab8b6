export { RescissionModule } from './rescission.module.js';
export { DeclarationRepository, type DeclarationRecord } from './declaration.repository.js';
