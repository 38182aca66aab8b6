export { HeldRepresentations, type HeldRepresentation } from './held-representations.js';
export { RepresentationsModule } from './representations.module.js';
export { RepresentationStandings, type PartyAttestation } from './standing.js';
