/**
 * Ten kinds of contract for Saturday 2030-06-08, each with what follows from it. The right side was derived by hand from the articles, not by the product:
 *
 *   kind  first day .. last day of the running term          notice until            cap of 第16条2項 on 2030-06-08
 *   0     2028-04-01, stated 2031-03-31                      03-31 − 30 = 03-01      6 × 55,000 (12-31 … 05-31) = 330,000
 *   1     2029-07-01, stated 2030-06-30                      06-30 − 30 = 05-31      2029-11-30 lies before 2029-12-08; 5 × 33,000 = 165,000
 *   2     2027-06-20, first end 2028-06-19 → 2030-06-19      06-19 − 30 = 05-20      nothing was paid: cannot be computed (D10)
 *   3     2029-10-01, stated 2030-09-30, 60 days             09-30 − 60 = 08-01      3 months: from 2030-03-08; 3 × 110,000 = 330,000
 *   4     2030-01-01 (later than its date: 0:00), 6 months   06-30 − 30 = 05-31      2 × 27,500 = 55,000
 *   5     1999-03-01, first end 2000-02-29 → 2031-02-28      02-28 − 30 = 01-29      nothing was paid
 *   6     2030-07-01 (not begun), stated 2031-06-30          06-30 − 30 = 05-31      nothing was paid
 *   7     2030-02-01, stated 2031-01-31, 90 days             01-31 − 90 = 11-02      2030-06-07 is the last day that counts, 06-08 is not: 66,000
 *   8     2029-01-01, stated 2030-12-31                      12-31 − 30 = 12-01      2029-12-08 is the first day that counts, 12-07 is not: 22,000
 *   9     2029-06-09 (its first day does not count, 140条)   2030-06-09 − 30 = 05-10 1 × 99,000
 *
 * Owed: kind 1 33,000, kind 2 2 × 88,000 = 176,000; ten contracts of each: 2,090,000. Paid ahead: kind 4 100,000 × 10 = 1,000,000.
 */
export const movedOn = '2030-06-08';
export interface Kind { readonly cells: Readonly<Record<string, string>>; readonly lastOn: string; readonly terms: number; readonly noticeUntilOn: string; readonly capYen: number | null; readonly owedYen: number }

const monthEnds = ['2029-11-30', '2029-12-31', '2030-01-31', '2030-02-28', '2030-03-31', '2030-04-30', '2030-05-31'];
const paid = (yen: number, from: number, to: number) => monthEnds.slice(from, to).map((on) => `${on} ${yen}`).join('; ');

export const kinds: readonly Kind[] = [
  { cells: { 契約日: '2028-04-01', 満了日: '2031-03-31', 月額: '55,000', 支払日: '末日', 入金: paid(55_000, 1, 7) }, lastOn: '2031-03-31', terms: 3, noticeUntilOn: '2031-03-01', capYen: 330_000, owedYen: 0 },
  { cells: { 契約日: '2029/7/1', 満了日: '2030/6/30', 月額: '33000円', 支払日: '末日', 入金: paid(33_000, 0, 6), 未入金の請求書: 'OLD-1-# 2030-04 2030-05-31 33000' }, lastOn: '2030-06-30', terms: 1, noticeUntilOn: '2030-05-31', capYen: 165_000, owedYen: 33_000 },
  { cells: { 契約日: '令和9年6月20日', 満了日: '2028-06-19', 月額: '88000', 支払日: '20', 支払月: '当月', 未入金の請求書: 'OLD-2A-# 2030-03 2030-03-20 88000; OLD-2B-# 2030-04 2030-04-20 88,000' }, lastOn: '2030-06-19', terms: 3, noticeUntilOn: '2030-05-20', capYen: null, owedYen: 176_000 },
  { cells: { 契約日: '2029-10-01', 満了日: '2030-09-30', 月額: '110000', 支払日: '25', 終了通知の日数: '60日', 責任上限の月数: '3', 入金: paid(110_000, 3, 7) }, lastOn: '2030-09-30', terms: 1, noticeUntilOn: '2030-08-01', capYen: 330_000, owedYen: 0 },
  { cells: { 契約日: '2029-12-16', 契約開始日: '2030-01-01', '期間（月）': '6', 月額: '27500', 税区分: '税抜', 支払日: '10', 支払月: '前月', 前受金: '100000', 前受金の入金日: '2030-06-01', 入金: paid(27_500, 2, 4) }, lastOn: '2030-06-30', terms: 1, noticeUntilOn: '2030-05-31', capYen: 55_000, owedYen: 0 },
  { cells: { 契約日: '1999年3月1日', 満了日: '2000-02-29', 月額: '11000', 支払日: '末日' }, lastOn: '2031-02-28', terms: 32, noticeUntilOn: '2031-01-29', capYen: null, owedYen: 0 },
  { cells: { 契約日: '2030-06-01', 契約開始日: '2030-07-01', 満了日: '2031-06-30', 月額: '44000', 支払日: '末日' }, lastOn: '2031-06-30', terms: 1, noticeUntilOn: '2031-05-31', capYen: null, owedYen: 0 },
  { cells: { 契約日: '20300201', 満了日: '2031-01-31', 月額: '66000', 支払日: '末日', 終了通知の日数: '90', 入金: '2030-06-07 66000; 2030-06-08 66000' }, lastOn: '2031-01-31', terms: 1, noticeUntilOn: '2030-11-02', capYen: 66_000, owedYen: 0 },
  { cells: { 契約日: 'R11.1.1', 満了日: '2030-12-31', 月額: '22000', 支払日: '末日', 入金: '2029-12-07 22000; 2029-12-08 22000' }, lastOn: '2030-12-31', terms: 2, noticeUntilOn: '2030-12-01', capYen: 22_000, owedYen: 0 },
  { cells: { 契約日: '2029-06-09', 月額: '99000', 支払日: '末日', 入金: '2030-05-31 99000' }, lastOn: '2030-06-09', terms: 1, noticeUntilOn: '2030-05-10', capYen: 99_000, owedYen: 0 },
];

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** A CSV of rows under their headings. */
export const csvOf = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))].map((line) => line.map(quoted).join(',')).join('\r\n');
};

/** Row `index` of a file: its kind is the last digit. */
export const rowOf = (index: number, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  契約番号: `K-${String(index).padStart(3, '0')}`, 取引先名: `株式会社取引先${index}`, 住所: '大阪府大阪市中央区北浜2-3-4', 代表者名: '北浜 一郎', 通知先メール: `client${index}@client.example`, 振込名義: 'カ)トリヒキサキ;トリヒキ イチロウ', サイト名: `サイト${index}`, URL: `https://site${index}.example/`,
  ...Object.fromEntries(Object.entries(kinds[index % 10]!.cells).map(([heading, cell]) => [heading, cell.replaceAll('#', String(index))])), ...more,
});
export const rowsOf = (count: number, more: Readonly<Record<string, string>> = {}): Record<string, string>[] => Array.from({ length: count }, (_, index) => rowOf(index, more));
