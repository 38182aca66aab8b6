import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'client.contractAudit', plain: true, messages: ['audit'], load: () => import('./ContractAuditPage.js') })];
