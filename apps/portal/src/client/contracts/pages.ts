import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.contracts', plain: true, messages: ['home', 'contracts'], load: () => import('./ListPage.js') }),
  definePage({ name: 'client.contract', messages: ['home', 'contracts', 'signing', 'notices', 'agreements', 'amendments', 'form'], load: () => import('./DetailPage.js') }),
  definePage({ name: 'client.contractSign', messages: ['home', 'contracts', 'form', 'signing'], load: () => import('./SignPage.js') }),
  definePage({ name: 'client.notice', messages: ['contracts', 'form', 'notices'], load: () => import('./NoticePage.js') }),
  definePage({ name: 'client.noticeRegister', messages: ['contracts', 'mailroom', 'form', 'notices'], load: () => import('./ReceptionPage.js') }),
  definePage({ name: 'client.noticeView', messages: ['agreements', 'contracts', 'form', 'notices'], load: () => import('./NoticeViewPage.js') }),
];
