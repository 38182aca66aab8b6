import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.templates', messages: ['contracts', 'wizard', 'annex', 'templates'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.templateNew', messages: ['form', 'contracts', 'wizard', 'annex', 'templates'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.templateImport', messages: ['form', 'contracts', 'wizard', 'annex', 'amendments', 'templates'], load: () => import('./ImportPage.js') }),
  definePage({ name: 'vendor.template', messages: ['form', 'contracts', 'wizard', 'annex', 'amendments', 'templates'], load: () => import('./EditPage.js') }),
];
