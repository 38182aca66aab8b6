import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.notice', messages: ['contracts', 'form', 'notices'], load: () => import('./NoticePage.js') }),
  definePage({ name: 'vendor.noticeRegister', messages: ['contracts', 'mailroom', 'form', 'notices'], load: () => import('./RegisterPage.js') }),
  definePage({ name: 'vendor.noticeView', messages: ['agreements', 'contracts', 'form', 'notices'], load: () => import('./NoticeViewPage.js') }),
];
