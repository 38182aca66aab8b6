import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'client.invoices', plain: true, messages: ['billing'], load: () => import('./InvoicesPage.js') }),
  definePage({ name: 'client.invoice', messages: ['agreements', 'billing', 'form'], load: () => import('./InvoicePage.js') }),
  definePage({ name: 'client.statement', messages: ['billing'], load: () => import('./StatementPage.js') }),
];
