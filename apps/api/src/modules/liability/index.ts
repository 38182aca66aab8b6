export { LiabilityModule } from './liability.module.js';
export { Caps, type CapView } from './cap.js';
export { ClaimRepository, standingOf } from './claim.repository.js';
export { OpeningPayments } from './opening-payments.js';
