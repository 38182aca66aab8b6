import type { ResponseOf, incidentRoutes } from '@hoshu/api-schema';
import type { Translate } from '../i18n/translate.js';
import type { Tone } from '../parts/Status.js';

export type IncidentRow = ResponseOf<typeof incidentRoutes.list>['items'][number];
export type Incident = ResponseOf<typeof incidentRoutes.get>;
export type IncidentEvent = Incident['events'][number];
export type IncidentState = Incident['state'];

export const stateTones: Record<IncidentState, Tone> = { detected: 'bad', acknowledged: 'warn', investigating: 'warn', restored: 'info', closed: 'good' };
export const clockTones: Record<Incident['clock']['result'], Tone> = { running: 'warn', running_late: 'bad', measured: 'muted', met: 'good', late: 'bad' };

/** A length of time in the two largest units: 45分, 2時間5分, 3日4時間. */
export function spanText(minutes: number, t: Translate): string {
  if (minutes < 60) return t('incidents.minutes', { minutes });
  if (minutes < 48 * 60) return t('incidents.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return t('incidents.days', { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) });
}

/** `15(3)` → 第15条3号, `9-2` → 第9条2項; English keeps the numbers. */
export const clauseText = (clause: string, language: 'ja' | 'en'): string =>
  language === 'en' ? `Art. ${clause}` : clause.replace(/^(\d+)\((\d+)\)$/, '第$1条$2号').replace(/^(\d+)-(\d+)$/, '第$1条$2項').replace(/^(\d+)$/, '第$1条');
