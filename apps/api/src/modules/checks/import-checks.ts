import { Injectable } from '@nestjs/common';
import { checkInput, type ResponseOf, type checkRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { decodeCsv, readCsv, type CsvRecord } from '../../platform/tables/csv.js';
import { nameKey } from '../clients/index.js';
import { CheckRepository, type CheckedClient, type NewCheck, type SubjectKind } from './check.repository.js';
import { subjectKey } from './standing.js';

type Result = ResponseOf<typeof checkRoutes.import>;
type LineError = Result['errors'][number];

const headings = {
  client: ['取引先', '取引先名', '会社名', 'client'], subjectName: ['対象者', '対象', '氏名', '検索対象', 'subject'], subjectKind: ['区分', '種別', 'kind'], result: ['結果', '判定', 'result'],
  checkedOn: ['確認日', '検索日', '調査日', '日付', 'date'], tool: ['ツール', 'サービス', '調査方法', 'tool'], query: ['検索語', 'キーワード', 'query'], checkedBy: ['確認者', '担当者', 'checked by'], note: ['メモ', '備考', 'note'],
} as const;
type Column = keyof typeof headings;
const needed: readonly Column[] = ['client', 'subjectName', 'result', 'checkedOn', 'tool'];
const isColumn = (name: string): name is Column => Object.hasOwn(headings, name);
const mostLines = 500;
const kinds: Readonly<Record<string, SubjectKind>> = { 会社: 'company', 法人: 'company', company: 'company', 役員: 'officer', 個人: 'officer', officer: 'officer', その他: 'other', 株主: 'other', other: 'other' };
const results: Readonly<Record<string, 'clear' | 'hit'>> = { 該当なし: 'clear', なし: 'clear', ok: 'clear', clear: 'clear', '0': 'clear', 該当あり: 'hit', 該当の可能性: 'hit', あり: 'hit', ng: 'hit', hit: 'hit' };
const words = {
  client: ['この名前の取引先は登録されていないか、複数あります。', 'No client, or more than one, has this name.'], result: ['「該当なし」か「該当あり」を入力してください。', 'Write 「該当なし」 or 「該当あり」.'], checkedOn: ['今日までの日付（例：2026-04-01）を入力してください。', 'A day up to today, like 2026-04-01.'],
  subjectName: ['対象者を1〜100文字で入力してください。', 'The subject must have 1 to 100 characters.'], other: ['空か、長すぎるか、使えない文字が含まれています。', 'Empty, too long, or with characters that cannot be used.'],
} as const;

/** `2026/4/1`, `2026年4月1日`, `20260401` and `2026-04-01` as the last; anything else as it is. */
function dayOf(text: string): string {
  const match = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text;
}

function readHeader(cells: readonly string[]): { columns: Partial<Record<Column, number>>; ignored: string[] } {
  const columns: Partial<Record<Column, number>> = {};
  const ignored: string[] = [];
  cells.forEach((cell, index) => {
    const heading = cell.normalize('NFKC').toLowerCase().trim();
    const column = Object.keys(headings).filter(isColumn).find((name) => (headings[name] as readonly string[]).includes(heading));
    if (column && columns[column] === undefined) columns[column] = index;
    else if (cell) ignored.push(cell.slice(0, 60));
  });
  return { columns, ignored: ignored.slice(0, 20) };
}

/** Results of a search tool from one CSV (UTF-8 or Shift_JIS): every good line is recorded once, every other line says why not. */
@Injectable()
export class ImportChecks {
  constructor(private readonly db: Db, private readonly repository: CheckRepository) {}

  /** Throws csv_unreadable, check_csv_columns, csv_too_long. */
  run(actor: Actor, bytes: Buffer): Promise<Result> {
    const { encoding, text } = decodeCsv(bytes);
    const [first, ...records] = readCsv(text);
    const { columns, ignored } = readHeader(first?.cells ?? []);
    if (needed.some((column) => columns[column] === undefined)) throw new AppError('check_csv_columns');
    if (records.length > mostLines) throw new AppError('csv_too_long');
    return this.db.tx(actor, async (tx) => {
      const clients = await this.repository.clients(tx, null);
      const known = new Set((await this.repository.ofClients(tx, clients.map(({ id }) => id))).map(keyOf));
      const result: Result = { encoding, lines: records.length, ignoredColumns: ignored, created: 0, known: 0, errors: [] };
      for (const record of records) {
        const read = readLine(record, { columns, clients, today: tx.today, by: actor.name });
        if ('ja' in read) result.errors.push(read);
        else if (known.has(keyOf(read))) result.known += 1;
        else {
          await this.repository.insert(tx, read);
          known.add(keyOf(read));
          result.created += 1;
        }
      }
      if (result.created > 0) await tx.audit({ type: 'check.imported', article: '第20条', data: { created: result.created, known: result.known, errors: result.errors.length } });
      return result;
    });
  }
}

const keyOf = (row: Pick<NewCheck, 'client_id' | 'subject_kind' | 'subject_name' | 'tool' | 'result' | 'checked_on'>): string => [row.client_id, row.subject_kind, subjectKey(row.subject_name), row.tool, row.result, row.checked_on].join('|');

function clientOf(name: string, clients: readonly CheckedClient[]): CheckedClient | null {
  const exact = clients.filter((client) => client.company_name === name);
  const matches = exact.length > 0 ? exact : clients.filter((client) => name !== '' && nameKey(client.company_name) === nameKey(name));
  return matches.length === 1 ? (matches[0] ?? null) : null;
}

/** The check a line describes, or the first thing that is wrong with it. */
function readLine(record: CsvRecord, work: { readonly columns: Partial<Record<Column, number>>; readonly clients: readonly CheckedClient[]; readonly today: string; readonly by: string }): NewCheck | LineError {
  const cell = (column: Column): string => { const index = work.columns[column]; return index === undefined ? '' : (record.cells[index] ?? '').replace(/\s+/g, ' '); };
  const refusal = (column: Column, because: keyof typeof words): LineError => ({ line: record.line, subjectName: cell('subjectName').slice(0, 100), field: headings[column][0], ja: words[because][0], en: words[because][1] });
  const client = clientOf(cell('client'), work.clients);
  if (!client) return refusal('client', 'client');
  const result = results[cell('result').normalize('NFKC').toLowerCase()];
  if (!result) return refusal('result', 'result');
  const isCompany = nameKey(cell('subjectName')) === nameKey(client.company_name);
  const parsed = checkInput.safeParse({
    subjectKind: kinds[cell('subjectKind').toLowerCase()] ?? (isCompany ? 'company' : 'officer'), subjectName: cell('subjectName'), tool: cell('tool'), query: cell('query') || cell('subjectName'), result, checkedOn: dayOf(cell('checkedOn')), checkedBy: cell('checkedBy') || work.by, note: cell('note'),
  });
  if (!parsed.success) {
    const column = String(parsed.error.issues[0]?.path[0] ?? '');
    return isColumn(column) ? refusal(column, column === 'checkedOn' || column === 'subjectName' ? column : 'other') : refusal('subjectName', 'other');
  }
  const { data } = parsed;
  if (data.checkedOn > work.today) return refusal('checkedOn', 'checkedOn');
  return { client_id: client.id, subject_kind: data.subjectKind, subject_name: data.subjectName, tool: data.tool, query: data.query, result: data.result, checked_on: data.checkedOn, checked_by: data.checkedBy, note: data.note, file_id: null, is_imported: true };
}
