import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.sites', plain: true, messages: ['home', 'sites'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.site', plain: true, messages: ['home', 'sites'], load: () => import('./DetailPage.js') }),
];
