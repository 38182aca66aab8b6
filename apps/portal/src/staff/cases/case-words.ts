import type { ResponseOf, supportRoutes } from '@hoshu/api-schema';
import type { MessageId } from '../../shared/i18n/translate.js';
import type { Tone } from '../../shared/parts/Status.js';

export type CaseRow = ResponseOf<typeof supportRoutes.notices>['items'][number];
export type CaseView = ResponseOf<typeof supportRoutes.notice>;
type Result = CaseRow['result'];

export const resultTones: Readonly<Record<Result, Tone>> = { 充足: 'good', 要確認: 'warn', 不足: 'bad' };
export const resultLabels: Readonly<Record<Result, MessageId>> = { 充足: 'desk.result.met', 要確認: 'desk.result.check', 不足: 'desk.result.missing' };

/** Staff still have to look after it: it has not reached the other side. */
export const isOpen = (row: CaseRow): boolean => row.arrivedOn === null;

/** Told of as lying too long, and still nobody has it, or what came to the desk has not gone on. */
export const isOverdue = (row: CaseRow): boolean => row.overdueStep > 0 && isOpen(row) && (row.handlerName === '' || (row.source === 'desk' && row.forwardedAt === null));

const soonDays = 7;
export const isSoon = (row: CaseRow): boolean => isOpen(row) && row.daysLeft !== null && row.daysLeft <= soonDays;
export const deadlineTone = (daysLeft: number): Tone => (daysLeft < 0 ? 'bad' : daysLeft <= soonDays ? 'warn' : 'muted');
