import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.ending', messages: ['contracts', 'notices', 'ending', 'form'], load: () => import('./EndingPage.js') }),
  definePage({ name: 'client.declare', messages: ['contracts', 'form', 'ending'], load: () => import('./DeclarePage.js') }),
  definePage({ name: 'client.declaration', messages: ['contracts', 'form', 'notices', 'ending'], load: () => import('./DeclarationPage.js') }),
];
