import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.incidents', plain: true, messages: ['home', 'incidents'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.incidentNew', messages: ['home', 'form', 'incidents'], load: () => import('./NewPage.js') }),
  definePage({ name: 'client.incident', messages: ['agreements', 'home', 'form', 'incidents'], load: () => import('./DetailPage.js') }),
];
