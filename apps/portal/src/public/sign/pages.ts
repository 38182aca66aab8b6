import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.sign', messages: ['entry', 'form', 'contracts', 'signing'], load: () => import('./SignPage.js') }),
];
