import { bankClosedBecause } from '../calendar/holidays.js';
import { weekday } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from './step.js';
import type { Step } from './step.js';

const WEEKDAYS_JA = ['日', '月', '火', '水', '木', '金', '土'] as const;
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** A day to be explained. */
export interface CalendarDayInput {
  readonly date: LocalDate;
}

function dayStep(date: LocalDate): Step {
  return step(`${date} は${WEEKDAYS_JA[weekday(date)] ?? ''}曜日`, `${date} is a ${WEEKDAYS_EN[weekday(date)] ?? ''}`);
}

/** The steps of `holidayName`. */
export function holidayNameSteps({ date }: CalendarDayInput, name: string | null): readonly Step[] {
  if (name === null) return [dayStep(date), step('国民の祝日・休日ではありません', 'It is no national holiday')];
  const basis = name === '振替休日' ? '3条2項' : name === '国民の休日' ? '3条3項' : '2条';
  return [dayStep(date), step(`祝日法${basis}により「${name}」`, `It is 「${name}」 under the Act on National Holidays (${basis})`)];
}

/** The steps of `isBankBusinessDay`. */
export function isBankBusinessDaySteps({ date }: CalendarDayInput, open: boolean): readonly Step[] {
  const closed = bankClosedBecause(date) ?? '';
  return [dayStep(date), open
    ? step('土日・祝日・12月31日〜1月3日のいずれでもないため、銀行営業日です', 'Neither weekend, holiday nor 12-31 to 01-03: a bank business day')
    : step(`「${closed}」のため、銀行営業日ではありません（銀行法15条）`, `Banks are closed (${closed}; Banking Act art. 15)`)];
}

/** The steps of `wareki`. */
export function warekiSteps({ date }: CalendarDayInput, text: string): readonly Step[] {
  return [step(`西暦 ${date} は ${text}`, `${date} is ${text}`)];
}

/** The steps of `parseWareki`. */
export function parseWarekiSteps({ text }: { readonly text: string }, date: LocalDate | null): readonly Step[] {
  return [date === null
    ? step(`「${text}」は、その元号に存在する日付として読めません`, `"${text}" names no day of that era`)
    : step(`「${text}」は西暦 ${date}`, `"${text}" is ${date}`)];
}
