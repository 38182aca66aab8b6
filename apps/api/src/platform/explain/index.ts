export { answered, grouped, stated, why, type ExplainedValue, type Stated } from './why.js';
