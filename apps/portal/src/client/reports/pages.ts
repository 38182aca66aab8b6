import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.reports', plain: true, messages: ['reports'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.report', messages: ['agreements', 'reports', 'form'], load: () => import('./DetailPage.js') }),
];
