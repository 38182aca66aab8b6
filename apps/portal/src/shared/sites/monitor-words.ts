import type { ResponseOf, monitoringRoutes } from '@hoshu/api-schema';
import type { DayState, UptimeDay } from '../charts/UptimeBars.js';
import type { SiteState } from './SiteStatus.js';

export type Monitor = ResponseOf<typeof monitoringRoutes.list>['items'][number];
export type MonitorWhole = ResponseOf<typeof monitoringRoutes.get>;

const states: Record<Monitor['days'][number]['state'], DayState> = { up: 'up', down: 'down', maintenance: 'maintenance', none: 'unknown' };

export const barsOf = (monitor: Pick<Monitor, 'days'>): UptimeDay[] => monitor.days.map((day) => ({ on: day.on, state: states[day.state] }));
/** Two decimals, cut by the API: 99.4 → `99.40`; null while nothing was measured. */
export const percentText = (percent: number | null): string | null => (percent === null ? null : percent.toFixed(2));
/** A monitor's state among the states of a site. */
export const stateOf = (monitor: Pick<Monitor, 'paused' | 'active' | 'state'>): SiteState => (monitor.paused ? 'paused' : monitor.active ? monitor.state : 'none');
