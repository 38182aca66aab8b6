import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.confirm', messages: ['mailroom', 'entry', 'form', 'notices'], load: () => import('./ConfirmPage.js') }),
];
