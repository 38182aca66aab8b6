import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.sites', plain: true, messages: ['home', 'sites'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.siteNew', messages: ['home', 'form', 'sites'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.siteImport', messages: ['home', 'form', 'sites'], load: () => import('./ImportPage.js') }),
  definePage({ name: 'vendor.site', messages: ['home', 'form', 'incidents', 'sites'], load: () => import('./DetailPage.js') }),
];
