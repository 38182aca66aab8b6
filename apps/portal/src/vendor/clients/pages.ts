import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.clients', plain: true, messages: ['home', 'clients'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.clientNew', messages: ['home', 'form', 'clients'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.client', messages: ['home', 'form', 'sites', 'clients'], load: () => import('./DetailPage.js') }),
];
