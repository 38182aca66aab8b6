import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.liability', messages: ['contracts', 'form', 'liability', 'claims'], load: () => import('./LiabilityPage.js') }),
  definePage({ name: 'client.claim', messages: ['contracts', 'form', 'liability', 'claims'], load: () => import('./ClaimPage.js') }),
];
