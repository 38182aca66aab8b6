import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.settings', messages: ['home', 'form', 'settings'], load: () => import('./SettingsPage.js') }),
  definePage({ name: 'vendor.company', messages: ['home', 'form', 'settings'], load: () => import('./CompanyPage.js') }),
  definePage({ name: 'vendor.bank', messages: ['home', 'form', 'settings'], load: () => import('./BankPage.js') }),
  definePage({ name: 'vendor.members', messages: ['home', 'form', 'settings'], load: () => import('./MembersPage.js') }),
  definePage({ name: 'vendor.verification', messages: ['form', 'settings', 'contracts'], load: () => import('./VerificationPage.js') }),
  definePage({ name: 'vendor.signingSettings', messages: ['form', 'settings', 'vendorSigning'], load: () => import('./SigningPage.js') }),
];
