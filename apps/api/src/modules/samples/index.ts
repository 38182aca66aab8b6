export { SampleData } from './sample-data.js';
export { SamplesModule } from './samples.module.js';
