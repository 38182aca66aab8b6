import { IconAlertTriangle, IconBuilding, IconFileText, IconHistory, IconMessages, IconLayoutDashboard, IconReceiptYen, IconCoinYen, IconReportAnalytics, IconSettings, IconWorld } from '@tabler/icons-react';
import type { NavEntry } from '../shared/shell/nav.js';

export const nav: readonly NavEntry[] = [
  { name: 'vendor.home', label: 'nav.dashboard', icon: IconLayoutDashboard },
  { name: 'vendor.contracts', label: 'nav.contracts', icon: IconFileText, permission: 'contract.read' },
  { name: 'vendor.invoices', label: 'nav.billing', icon: IconReceiptYen, permission: 'invoice.read' },
  { name: 'vendor.payments', label: 'nav.payments', icon: IconCoinYen, permission: 'payment.read' },
  { name: 'vendor.incidents', label: 'nav.incidents', icon: IconAlertTriangle, permission: 'incident.read' },
  { name: 'vendor.agreements', label: 'nav.agreements', icon: IconMessages, permission: 'agreement.read' },
  { name: 'vendor.sites', label: 'nav.sites', icon: IconWorld, permission: 'site.read' },
  { name: 'vendor.clients', label: 'nav.clients', icon: IconBuilding, permission: 'client.read' },
  { name: 'vendor.reports', label: 'nav.monthlyReports', icon: IconReportAnalytics, permission: 'report.read' },
  { name: 'vendor.audit', label: 'nav.audit', icon: IconHistory, permission: 'audit.read' },
  { name: 'vendor.settings', label: 'nav.settings', icon: IconSettings, permission: 'company.read' },
];
