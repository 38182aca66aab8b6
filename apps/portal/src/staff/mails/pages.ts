import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'staff.mail', messages: ['desk', 'mailroom', 'form'], load: () => import('./MailPage.js') }),
];
