import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'client.liability', messages: ['contracts', 'liability'], load: () => import('./LiabilityPage.js') })];
