export { ContractsModule } from './contracts.module.js';
export { ContractReader, type ContractFacts } from './contract-facts.js';
export { addressOf, composeTerms, defaultTerms, termsInputOf } from './compose-terms.js';
export { Courts } from './court.js';
export { DraftRepository } from './draft.repository.js';
export { plainList, sha256 } from './text.js';
export { dueExplanation } from './due-explanation.js';
export { agreedCourt, confidentialUntil, explainTerms, feeTermsOf, firstTermSchedule, isBilled } from './explain-terms.js';
