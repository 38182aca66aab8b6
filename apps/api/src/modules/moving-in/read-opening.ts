import { addMonths, firstDayOf, localDate, monthOf, type LocalDate } from '@hoshu/domain';
import { readDay, readEntries, readMonth, readYen } from './read-values.js';
import type { RowReader } from './read-row.js';
import type { ImportRow } from './row.js';

type Opening = Pick<ImportRow, 'unpaid' | 'paid' | 'deposit'>;
interface Days { readonly firstOn: LocalDate | null; readonly billingStartsOn: LocalDate }

// 「番号 対象月 支払期日 残額」: what was billed elsewhere and is still owed.
function readUnpaid(row: RowReader, billingStartsOn: LocalDate): Opening['unpaid'] {
  const entries: Opening['unpaid'][number][] = [];
  for (const [number = '', monthText = '', dueText = '', yenText = '', ...more] of readEntries(row.text('unpaid'))) {
    const [month, dueOn, amount] = [readMonth(monthText), readDay(dueText), readYen(yenText)];
    if (more.length > 0 || !('value' in month) || !('value' in dueOn) || !('value' in amount) || number.length > 40) { row.error('unpaid', 'list'); continue; }
    if (amount.value === 0) row.error('unpaid', 'yenPositive');
    else if (`${month.value}-01` >= billingStartsOn) row.error('unpaid', 'unpaidMonth');
    else if (entries.some((entry) => entry.month === month.value || entry.number === number)) row.error('unpaid', 'unpaidTwice');
    else entries.push({ number, month: month.value, dueOn: dueOn.value, amountYen: amount.value });
  }
  return entries;
}

// 「入金日 金額」 (第16条2項); without the first day of the contract the days cannot be judged yet.
function readPaid(row: RowReader, firstOn: LocalDate | null): Opening['paid'] {
  const entries: Opening['paid'][number][] = [];
  for (const [dayText = '', yenText = '', ...more] of readEntries(row.text('paid'))) {
    const [paidOn, amount] = [readDay(dayText), readYen(yenText)];
    if (more.length > 0 || !('value' in paidOn) || !('value' in amount)) { row.error('paid', 'list'); continue; }
    if (amount.value === 0) row.error('paid', 'yenPositive');
    else if (paidOn.value > row.settings.today || (firstOn !== null && paidOn.value < firstOn)) row.error('paid', 'paidDay');
    else if (entries.some((entry) => entry.paidOn === paidOn.value && entry.amountYen === amount.value)) row.error('paid', 'paidTwice');
    else entries.push({ paidOn: paidOn.value, amountYen: amount.value });
  }
  return entries;
}

function readDeposit(row: RowReader): Opening['deposit'] {
  const { today } = row.settings;
  const amountYen = row.value('depositYen', readYen);
  const paidOn = row.valueOr('depositOn', readDay, today);
  if (paidOn > today) row.error('depositOn', 'depositDay');
  return amountYen ? { amountYen, paidOn } : null;
}

/** D11: the opening positions of a row. */
export function readOpening(row: RowReader, { firstOn, billingStartsOn }: Days): Opening {
  if (billingStartsOn < firstDayOf(addMonths(monthOf(localDate(row.settings.today)), -1))) row.warn('billingStartsOn', 'backlog');
  return { unpaid: readUnpaid(row, billingStartsOn), paid: readPaid(row, firstOn), deposit: readDeposit(row) };
}
