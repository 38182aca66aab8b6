import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.contracts', plain: true, messages: ['home', 'contracts'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.contract', messages: ['home', 'contracts'], load: () => import('./DetailPage.js') }),
];
