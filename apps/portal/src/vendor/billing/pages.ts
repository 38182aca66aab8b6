import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'vendor.invoices', messages: ['form', 'billing'], load: () => import('./InvoicesPage.js') }),
  definePage({ name: 'vendor.invoice', messages: ['agreements', 'form', 'billing'], load: () => import('./InvoicePage.js') }),
  definePage({ name: 'vendor.payments', messages: ['form', 'billing'], load: () => import('./PaymentsPage.js') }),
  definePage({ name: 'vendor.paymentNew', messages: ['form', 'billing'], load: () => import('./RecordPage.js') }),
  definePage({ name: 'vendor.statement', messages: ['billing'], load: () => import('./StatementPage.js') }),
  definePage({ name: 'vendor.stripe', plain: true, messages: ['billing'], load: () => import('./StripePage.js') }),
];
