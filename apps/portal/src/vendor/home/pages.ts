import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.home', plain: true, messages: ['home'], load: () => import('./HomePage.js') }),
  definePage({ name: 'vendor.profile', messages: ['form', 'profile'], load: () => import('../../shared/profile/ProfilePage.js') }),
];
