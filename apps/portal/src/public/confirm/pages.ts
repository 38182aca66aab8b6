import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.confirm', messages: ['desk', 'entry', 'form', 'notices'], load: () => import('./ConfirmPage.js') }),
];
