export { answered, stated, why, type ExplainedValue, type Stated } from './why.js';
