import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'staff.health', plain: true, messages: ['desk'], load: () => import('./HealthPage.js') }),
  definePage({ name: 'staff.tenants', plain: true, messages: ['desk'], load: () => import('./TenantsPage.js') }),
];
