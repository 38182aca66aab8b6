export { SitesModule } from './sites.module.js';
export { insertSite } from './insert-site.js';
