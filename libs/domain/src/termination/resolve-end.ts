import type { LocalDate } from '../calendar/local-date.js';
import { classifyNonRenewal, FORM_NOTICE_DAYS } from '../term/non-renewal.js';
import type { NoticeCounting } from '../term/non-renewal.js';
import { termRunningOn } from '../term/renewal.js';
import { terminationEffective } from './termination-effective.js';

/** A notice that has arrived. `requestedEnd` matters for article 18 only. */
export interface EndNotice {
  readonly article: 17 | 18 | 19 | 20;
  readonly medium: 'paper' | 'email' | 'portal';
  readonly arrivedOn: LocalDate;
  readonly requestedEnd?: LocalDate;
}

/** The contract's end rules with the notices that arrived. Defaults are the form's: 30 / 30 days, 12 months, calendar days, no 特約. */
export interface ResolveEndInput {
  readonly firstEnd: LocalDate;
  readonly notices: readonly EndNotice[];
  readonly electronicWrittenAgreed?: boolean;
  readonly nonRenewalNoticeDays?: number;
  readonly terminationNoticeDays?: number;
  readonly renewalMonths?: number;
  readonly noticeCounting?: NoticeCounting;
}

export type EndBasis = '17' | '18' | '19' | '20';

/** When and on which article the contract ends; review = people must confirm. */
export interface ResolvedEnd {
  readonly endDate: LocalDate | null;
  readonly basis: EndBasis | null;
  readonly review: boolean;
}

/** What one notice does: an end, or nothing. `converted`: an article 17 notice that is used as one of article 18. */
export interface NoticeEffect {
  readonly endDate: LocalDate;
  readonly basis: EndBasis;
  readonly review: boolean;
  readonly converted: boolean;
}

const RANK: Readonly<Record<EndBasis, number>> = { '19': 0, '20': 1, '17': 2, '18': 3 };

function nonRenewalEffect(notice: EndNotice, input: ResolveEndInput): NoticeEffect | null {
  const termEnd = termRunningOn({ firstEnd: input.firstEnd, on: notice.arrivedOn, renewalMonths: input.renewalMonths }).endOn;
  const written = notice.medium === 'paper' || input.electronicWrittenAgreed === true;
  const timing = classifyNonRenewal({
    termEnd, arrivedOn: notice.arrivedOn, noticeDays: input.nonRenewalNoticeDays, noticeCounting: input.noticeCounting,
  });
  if (written && timing !== 'late') return { endDate: termEnd, basis: '17', review: timing === 'boundary', converted: false };
  if (!written && notice.medium === 'portal') return null;
  // 第18条: late or not in writing, it can still be meant as a termination, never before the term it was aimed at ends.
  const endDate = terminationEffective({ arrivedOn: notice.arrivedOn, requestedEnd: termEnd, noticeDays: input.terminationNoticeDays });
  return { endDate, basis: '18', review: true, converted: true };
}

/** What one notice does on its own, or null when it is ignored. 第17条〜第20条. */
export function effectOfNotice(notice: EndNotice, input: ResolveEndInput): NoticeEffect | null {
  if (notice.article === 17) return nonRenewalEffect(notice, input);
  // A notice in the portal is one only where the parties agreed it (特約).
  if (notice.medium === 'portal' && input.electronicWrittenAgreed !== true) return null;
  if (notice.article === 18) {
    const noticeDays = input.terminationNoticeDays ?? FORM_NOTICE_DAYS;
    return { endDate: terminationEffective({ arrivedOn: notice.arrivedOn, requestedEnd: notice.requestedEnd, noticeDays }), basis: '18', review: false, converted: false };
  }
  // 第19条・第20条2項: rescission takes effect on arrival.
  return { endDate: notice.arrivedOn, basis: notice.article === 19 ? '19' : '20', review: false, converted: false };
}

/** Earliest end first, then by article, then a notice that stands by itself before one that people must confirm. */
function firstToEnd(a: NoticeEffect, b: NoticeEffect): number {
  if (a.endDate !== b.endDate) return a.endDate < b.endDate ? -1 : 1;
  return RANK[a.basis] - RANK[b.basis] || Number(a.review) - Number(b.review);
}

/**
 * R06: which of the notices ends the contract. The earliest end wins; equal days: 19/20 before 17 before 18.
 * Notices without effect leave review = true when nothing else ends the contract. 第17条〜第20条, 民法97条・540条.
 */
export function resolveEnd(input: ResolveEndInput): ResolvedEnd {
  const effects = input.notices.map((notice) => effectOfNotice(notice, input)).filter((effect) => effect !== null);
  const [winner] = effects.sort(firstToEnd);
  if (winner === undefined) return { endDate: null, basis: null, review: input.notices.length > 0 };
  return { endDate: winner.endDate, basis: winner.basis, review: winner.review };
}
