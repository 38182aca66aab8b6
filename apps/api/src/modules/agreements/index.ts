export { AgreementsModule } from './agreements.module.js';
export { OpenPoints, type OpenPoint } from './open-points.js';
