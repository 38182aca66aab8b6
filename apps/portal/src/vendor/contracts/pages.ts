import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.contracts', messages: ['home', 'contracts'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.contractNew', messages: ['form', 'contracts', 'clients', 'wizard', 'annex', 'templates', 'vendorSigning'], load: () => import('./NewPage.js') }),
  definePage({ name: 'vendor.contract', messages: ['home', 'contracts', 'signing', 'notices', 'agreements', 'amendments', 'form', 'vendorSigning'], load: () => import('./DetailPage.js') }),
  definePage({ name: 'vendor.contractEdit', messages: ['form', 'contracts', 'sites', 'signing', 'wizard', 'annex', 'templates', 'vendorSigning'], load: () => import('./EditPage.js') }),
  definePage({ name: 'vendor.contractRegister', messages: ['form', 'contracts', 'wizard', 'annex', 'vendorSigning'], load: () => import('./RegisterPage.js') }),
];
