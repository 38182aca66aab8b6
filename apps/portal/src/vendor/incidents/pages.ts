import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.incidents', plain: true, messages: ['home', 'incidents'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.incidentNew', messages: ['home', 'form', 'incidents'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.incident', messages: ['agreements', 'home', 'form', 'incidents'], load: () => import('./DetailPage.js') }),
];
