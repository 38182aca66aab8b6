import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.check', messages: ['entry', 'form', 'signing'], load: () => import('./CheckPage.js') }),
];
