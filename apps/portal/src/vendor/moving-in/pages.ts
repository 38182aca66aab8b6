import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.movingIn', messages: ['home', 'form', 'movingIn'], load: () => import('./MovingInPage.js') }),
  definePage({ name: 'vendor.held', messages: ['home', 'movingIn'], load: () => import('./HeldPage.js') }),
  definePage({ name: 'vendor.moveRun', messages: ['home', 'form', 'movingIn'], load: () => import('./RunPage.js') }),
];
