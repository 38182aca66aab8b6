import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.liability', messages: ['contracts', 'form', 'liability', 'claims'], load: () => import('./LiabilityPage.js') }),
  definePage({ name: 'vendor.claim', messages: ['contracts', 'form', 'liability', 'claims'], load: () => import('./ClaimPage.js') }),
];
