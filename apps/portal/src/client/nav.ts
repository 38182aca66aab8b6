import { IconAlertTriangle, IconBuilding, IconFileText, IconHome, IconReceiptYen, IconReportAnalytics, IconWorld } from '@tabler/icons-react';
import type { NavEntry } from '../shared/shell/nav.js';

export const nav: readonly NavEntry[] = [
  { name: 'client.home', label: 'nav.home', icon: IconHome },
  { name: 'client.contracts', label: 'nav.contracts', icon: IconFileText, permission: 'contract.read' },
  { name: 'client.invoices', label: 'nav.invoices', icon: IconReceiptYen, permission: 'invoice.read' },
  { name: 'client.reports', label: 'nav.reports', icon: IconReportAnalytics, permission: 'report.read' },
  { name: 'client.sites', label: 'nav.mySites', icon: IconWorld, permission: 'monitor.read' },
  { name: 'client.incidents', label: 'nav.incidentNews', icon: IconAlertTriangle, permission: 'incident.read' },
  { name: 'client.company', label: 'nav.company', icon: IconBuilding, permission: 'company.read' },
];
