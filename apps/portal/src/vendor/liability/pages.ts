import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'vendor.liability', messages: ['contracts', 'form', 'liability'], load: () => import('./LiabilityPage.js') })];
