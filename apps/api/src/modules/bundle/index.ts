export { BundleModule } from './bundle.module.js';
