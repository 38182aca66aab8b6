import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.checks', messages: ['form', 'agreements', 'checks'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.checkImport', messages: ['form', 'sites', 'checks'], load: () => import('./ImportPage.js') }),
  definePage({ name: 'vendor.clientChecks', messages: ['form', 'checks'], load: () => import('./ClientPage.js') }),
  definePage({ name: 'vendor.representations', messages: ['form', 'contracts', 'agreements', 'checks'], load: () => import('./RepresentationPage.js') }),
];
