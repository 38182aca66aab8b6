import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'staff.cases', plain: true, messages: ['desk'], load: () => import('./QueuePage.js') }),
  definePage({ name: 'staff.caseNew', messages: ['desk', 'form'], load: () => import('./NewCasePage.js') }),
  definePage({ name: 'staff.case', messages: ['desk', 'form'], load: () => import('./CasePage.js') }),
];
