export { ChecksModule } from './checks.module.js';
export { CheckStandings, type CheckStanding } from './standing.js';
