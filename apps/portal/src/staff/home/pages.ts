import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'staff.home', plain: true, messages: ['home', 'desk'], load: () => import('./HomePage.js') }),
  definePage({ name: 'staff.profile', messages: ['form', 'profile'], load: () => import('../../shared/profile/ProfilePage.js') }),
];
