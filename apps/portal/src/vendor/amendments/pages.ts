import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.amendmentNew', messages: ['form', 'agreements', 'amendments', 'annex', 'templates'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.amendment', messages: ['form', 'agreements', 'amendments'], load: () => import('./DetailPage.js') }),
];
