import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.reports', plain: true, messages: ['reports'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.report', messages: ['reports', 'form'], load: () => import('./DetailPage.js') }),
];
