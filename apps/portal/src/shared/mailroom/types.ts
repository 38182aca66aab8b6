import { mailroomRoutes, type ResponseOf } from '@hoshu/api-schema';
import { noticeReads } from '../notices/types.js';
import type { Tone } from '../parts/Status.js';

export type Mailroom = ResponseOf<typeof mailroomRoutes.mails>;
export type ReceivedMail = Mailroom['items'][number];
export type NoticeCall = Mailroom['calls'][number];

/** What a mail or a call changes on other screens. */
export const mailroomReads = [mailroomRoutes.mails, ...noticeReads] as const;
export const outcomeTones: Readonly<Record<NonNullable<ReceivedMail['outcome']>['kind'], Tone>> = { registered: 'good', no_notice: 'muted', before_conclusion: 'muted', after_end: 'muted', repeated: 'muted' };
export const callTones: Readonly<Record<NoticeCall['state'], Tone>> = { waiting: 'warn', confirmed: 'good', expired: 'muted', withdrawn: 'muted' };
export const checkTones: Readonly<Record<ReceivedMail['checks']['spf'], Tone>> = { pass: 'good', fail: 'bad', none: 'muted', not_checked: 'muted' };
