import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.ending', messages: ['contracts', 'notices', 'ending', 'form'], load: () => import('./EndingPage.js') }),
  definePage({ name: 'vendor.declare', messages: ['contracts', 'form', 'ending'], load: () => import('./DeclarePage.js') }),
  definePage({ name: 'vendor.declaration', messages: ['contracts', 'form', 'notices', 'ending'], load: () => import('./DeclarationPage.js') }),
];
