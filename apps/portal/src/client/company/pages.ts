import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.company', messages: ['form', 'organisation'], load: () => import('./CompanyPage.js') }),
];
