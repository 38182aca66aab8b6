import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.agreements', plain: true, messages: ['agreements'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.agreementNew', messages: ['form', 'agreements'], load: () => import('./NewPage.js') }),
  definePage({ name: 'client.agreement', messages: ['form', 'agreements'], load: () => import('./DetailPage.js') }),
];
