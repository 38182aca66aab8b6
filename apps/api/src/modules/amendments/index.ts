export { AmendmentsModule } from './amendments.module.js';
