export { RepresentationsModule } from './representations.module.js';
export { RepresentationStandings, type PartyAttestation } from './standing.js';
