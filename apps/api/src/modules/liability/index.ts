export { LiabilityModule } from './liability.module.js';
