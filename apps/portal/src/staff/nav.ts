import { IconActivityHeartbeat, IconBuildings, IconInbox, IconLayoutDashboard } from '@tabler/icons-react';
import type { NavEntry } from '../shared/shell/nav.js';

export const nav: readonly NavEntry[] = [
  { name: 'staff.home', label: 'nav.home', icon: IconLayoutDashboard },
  { name: 'staff.cases', label: 'nav.cases', icon: IconInbox, permission: 'support.queue' },
  { name: 'staff.tenants', label: 'nav.tenants', icon: IconBuildings, permission: 'operator.tenants' },
  { name: 'staff.health', label: 'nav.health', icon: IconActivityHeartbeat, permission: 'operator.tenants' },
];
