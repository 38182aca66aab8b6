import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.renewals', messages: ['form', 'billing', 'contracts', 'notices', 'campaigns'], load: () => import('./QueuePage.js') }),
];
