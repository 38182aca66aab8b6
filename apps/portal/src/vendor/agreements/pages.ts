import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.agreements', messages: ['agreements'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.agreementNew', messages: ['form', 'agreements'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.agreement', messages: ['form', 'agreements'], load: () => import('./DetailPage.js') }),
];
