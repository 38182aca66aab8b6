import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.campaigns', messages: ['campaigns'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.campaignNew', messages: ['form', 'agreements', 'amendments', 'campaigns'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.campaign', messages: ['form', 'agreements', 'amendments', 'campaigns'], load: () => import('./DetailPage.js') }),
];
