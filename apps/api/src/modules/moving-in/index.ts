export { MovingInModule } from './moving-in.module.js';
