export { DemoModule } from './demo.module.js';
export { SeedDemo } from './seed-demo.js';
