import type { reportRoutes, ResponseOf } from '@hoshu/api-schema';
import type { Translate } from '../i18n/translate.js';
import type { Tone } from '../parts/Status.js';

export type Report = ResponseOf<typeof reportRoutes.get>;
export type ReportRow = ResponseOf<typeof reportRoutes.list>['items'][number];
type State = ReportRow['state'];

export const vendorTones: Readonly<Record<State, Tone>> = { draft: 'info', sent: 'muted', opened: 'warn', acknowledged: 'good' };
export const clientTones: Readonly<Record<Exclude<State, 'draft'>, Tone>> = { sent: 'info', opened: 'warn', acknowledged: 'good' };

/** 甲 never meets a draft; the type of the answer is shared with the vendor's. */
export const clientState = (state: State): Exclude<State, 'draft'> => (state === 'draft' ? 'sent' : state);

/** `99.97%`, or that nothing was measured. */
export const percentText = (percent: number | null, t: Translate): string => (percent === null ? t('reports.notMeasured') : `${percent.toFixed(2)}%`);
