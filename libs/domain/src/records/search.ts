import { localDate } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';

/** One electronic transaction record as the tax office searches it. */
export interface TransactionRecord {
  readonly id: string;
  readonly date: LocalDate;
  readonly amount: Yen;
  readonly party: string;
}

/** Bounds are inclusive, `party` is a part of the name, given conditions must all hold. Default records: the worked example. */
export interface RecordSearch {
  readonly dateFrom?: LocalDate;
  readonly dateTo?: LocalDate;
  readonly amountMin?: Yen;
  readonly amountMax?: Yen;
  readonly party?: string;
  readonly records?: readonly TransactionRecord[];
}

/** The worked example of the search rule. */
export const EXAMPLE_RECORDS: readonly TransactionRecord[] = [
  { id: 'a', date: localDate('2026-04-25'), amount: 55_000, party: '株式会社甲野' },
  { id: 'b', date: localDate('2026-05-25'), amount: 55_000, party: '株式会社甲野' },
  { id: 'c', date: localDate('2026-05-25'), amount: 110_000, party: '乙山商事株式会社' },
  { id: 'd', date: localDate('2026-06-25'), amount: 9_900, party: '株式会社甲野' },
  { id: 'e', date: localDate('2026-06-30'), amount: 110_001, party: '乙山商事株式会社' },
];

/** R25: ids of the records that meet all conditions, in the order of the records. 電子帳簿保存法7条・施行規則4条1項. */
export function searchRecords({ records = EXAMPLE_RECORDS, ...search }: RecordSearch): string[] {
  const { dateFrom, dateTo, amountMin = -Infinity, amountMax = Infinity, party = '' } = search;
  return records
    .filter(({ date }) => (dateFrom === undefined || date >= dateFrom) && (dateTo === undefined || date <= dateTo))
    .filter(({ amount }) => amount >= amountMin && amount <= amountMax)
    .filter((record) => record.party.includes(party))
    .map(({ id }) => id);
}

/** The steps of `searchRecords`. */
export function searchRecordsSteps(search: RecordSearch, ids: readonly string[]): readonly Step[] {
  const { dateFrom, dateTo, amountMin, amountMax, party, records = EXAMPLE_RECORDS } = search;
  const steps: Step[] = [];
  if (dateFrom !== undefined || dateTo !== undefined) steps.push(step(`取引年月日：${dateFrom ?? '指定なし'} 〜 ${dateTo ?? '指定なし'}（両端を含む）`, `Date: ${dateFrom ?? 'any'} to ${dateTo ?? 'any'} (inclusive)`));
  if (amountMin !== undefined || amountMax !== undefined) {
    const [low, high] = [amountMin, amountMax];
    steps.push(step(`取引金額：${low === undefined ? '指定なし' : yenJa(low)} 〜 ${high === undefined ? '指定なし' : yenJa(high)}（両端を含む）`, `Amount: ${low === undefined ? 'any' : yenEn(low)} to ${high === undefined ? 'any' : yenEn(high)} (inclusive)`));
  }
  if (party !== undefined) steps.push(step(`取引先：「${party}」を含む`, `Counterparty contains "${party}"`));
  return [...steps, step(`${records.length}件のうち${ids.length}件が該当`, `${ids.length} of ${records.length} records match`)];
}
