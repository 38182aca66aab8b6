import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.audit', plain: true, messages: ['audit'], load: () => import('./AuditPage.js') }),
  definePage({ name: 'vendor.contractAudit', plain: true, messages: ['audit'], load: () => import('./ContractAuditPage.js') }),
];
