import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.home', plain: true, messages: ['clientHome'], load: () => import('./HomePage.js') }),
  definePage({ name: 'client.profile', messages: ['form', 'profile'], load: () => import('../../shared/profile/ProfilePage.js') }),
];
