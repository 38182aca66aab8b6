import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.contracts', plain: true, messages: ['home', 'contracts'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.contract', messages: ['home', 'contracts', 'signing', 'notices', 'form'], load: () => import('./DetailPage.js') }),
];
