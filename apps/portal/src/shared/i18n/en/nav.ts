import type ja from '../ja/nav.js';

const nav = {
  'nav.home': 'Home',
  'nav.dashboard': 'Dashboard',
  'nav.contracts': 'Contracts',
  'nav.invoices': 'Invoices',
  'nav.billing': 'Invoices',
  'nav.payments': 'Payments',
  'nav.agreements': 'Agreements',
  'nav.incidents': 'Incidents and work',
  'nav.incidentNews': 'Incidents',
  'nav.sites': 'Sites',
  'nav.mySites': 'Site status',
  'nav.clients': 'Clients',
  'nav.reports': 'Reports',
  'nav.monthlyReports': 'Monthly reports',
  'nav.company': 'Company and people',
  'nav.settings': 'Settings',
  'nav.cases': 'Cases',
  'nav.tenants': 'Tenants',
  'nav.audit': 'Audit trail',
  'nav.health': 'Health',
} as const satisfies Record<keyof typeof ja, string>;
export default nav;
