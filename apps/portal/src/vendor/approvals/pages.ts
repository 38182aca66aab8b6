import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.approvals', messages: ['form', 'approvals'], load: () => import('./ListPage.js') }),
  definePage({ name: 'vendor.approval', messages: ['form', 'contracts', 'approvals'], load: () => import('./ContractPage.js') }),
  definePage({ name: 'vendor.approvalPolicy', messages: ['form', 'approvals'], load: () => import('./PolicyPage.js') }),
];
