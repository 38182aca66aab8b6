import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.amendment', messages: ['form', 'agreements', 'amendments'], load: () => import('./DetailPage.js') }),
];
