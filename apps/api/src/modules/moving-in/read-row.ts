import { clientInput, contactInput, siteInput } from '@hoshu/api-schema';
import { firstTermEnd, splitAddress, termsUntil, type LocalDate, type TermsUntil } from '@hoshu/domain';
import { isRequired, columnKeys, type Column } from './columns.js';
import { note, type RowNote, type Why } from './problems.js';
import { readOpening } from './read-opening.js';
import { readChoice, readDay, readDueDay, readNumber, readYen, type Read } from './read-values.js';
import type { ImportRow } from './row.js';

export type Cells = Readonly<Partial<Record<Column, string>>>;
export interface RowSettings { readonly today: LocalDate; readonly goesLiveOn: LocalDate; readonly billingStartsOn: LocalDate }

const noClient = '00000000-0000-4000-8000-000000000000';
const taxModes = { 税込: 'inclusive', 内税: 'inclusive', 税抜: 'exclusive', 税別: 'exclusive', 外税: 'exclusive', inclusive: 'inclusive', exclusive: 'exclusive' } as const;
const timings = { 翌月: 'arrears', 当月: 'sameMonth', 前月: 'advance' } as const;
const methods = { 紙: 'paper', 書面: 'paper', 電子: 'external', クラウドサイン: 'external', CloudSign: 'external', GMOサイン: 'external' } as const;
const endedWords = /終了|解約|失注|キャンセル|中止|完了|不成立/;

/** Reads one row, collecting everything that is wrong with it. */
export class RowReader {
  readonly errors: RowNote[] = [];
  readonly warnings: RowNote[] = [];

  constructor(readonly cells: Cells, readonly settings: RowSettings) {}

  text(column: Column): string {
    return (this.cells[column] ?? '').replace(/[ \t\u3000]+/g, ' ').trim();
  }

  error(column: Column, why: Why): null {
    this.errors.push(note(column, why));
    return null;
  }

  warn(column: Column, why: Why): void {
    this.warnings.push(note(column, why));
  }

  /** The value of a filled cell; null for an empty or a wrong one, which is noted. */
  value<T>(column: Column, read: (text: string) => Read<T>): T | null {
    const text = this.text(column);
    if (text === '') return null;
    const result = read(text);
    return 'value' in result ? result.value : this.error(column, result.why);
  }

  /** As `value`, with what an empty cell means. */
  valueOr<T>(column: Column, read: (text: string) => Read<T>, empty: T): T {
    return this.value(column, read) ?? empty;
  }
}

function readClient(row: RowReader): ImportRow['client'] {
  const address = row.text('address');
  const { prefecture, city, rest } = splitAddress({ address });
  if (address && (!prefecture || !city)) row.error('address', 'address');
  const digits = row.text('postalCode').normalize('NFKC').replace(/\D/g, '');
  const postalCode = digits.length === 7 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : row.text('postalCode');
  const telephone = row.text('telephone').normalize('NFKC').replace(/[()]/g, '-').replace(/[^\d-]/g, '').replace(/^-|-$/g, '');
  const client = {
    companyName: row.text('company'), companyKana: row.text('companyKana'), postalCode, prefecture: prefecture ?? '', city: city ?? '', street: rest, representativeTitle: row.text('representativeTitle') || '代表取締役', representativeName: row.text('representativeName'),
    telephone, noticeEmail: row.text('noticeEmail').normalize('NFKC'), payerNames: row.text('payerNames').split(/[;；\n]/).map((name) => name.trim()).filter(Boolean),
  };
  const parsed = clientInput.safeParse({ ...client, building: '', noticePostal: '', department: '', honorific: '御中', purchaseOrder: '', billingStartsOn: null, goesLiveOn: null, invoiceRecipients: [], internalNote: '' });
  if (!parsed.success) refuse(row, parsed.error.issues, { companyName: ['company', 'text'], companyKana: ['companyKana', 'text'], postalCode: ['postalCode', 'postalCode'], city: ['address', 'text'], street: ['address', 'text'], representativeTitle: ['representativeTitle', 'text'], representativeName: ['representativeName', 'text'], telephone: ['telephone', 'telephone'], noticeEmail: ['noticeEmail', 'email'], payerNames: ['payerNames', 'text'] });
  return { ...client, noticeEmail: parsed.success ? parsed.data.noticeEmail : client.noticeEmail };
}

// What the product's own forms refuse is refused here, under the heading of the file; an empty required cell was noted before.
function refuse(row: RowReader, issues: readonly { readonly path: readonly PropertyKey[] }[], of: Readonly<Record<string, readonly [Column, Why]>>): void {
  const seen = new Set<Column>();
  for (const { path } of issues) {
    const entry = of[String(path[0])];
    if (!entry || seen.has(entry[0]) || row.text(entry[0]) === '') continue;
    seen.add(entry[0]);
    row.error(...entry);
  }
}

function readSite(row: RowReader): ImportRow['site'] {
  const site = { siteName: row.text('siteName'), url: row.text('url'), server: row.text('server'), cms: row.text('cms') };
  const parsed = siteInput.safeParse({ ...site, clientId: noClient, otherSystems: [], internalNote: '' });
  if (!parsed.success) refuse(row, parsed.error.issues, { siteName: ['siteName', 'text'], url: ['url', 'url'], server: ['server', 'text'], cms: ['cms', 'text'] });
  return site;
}

function readContact(row: RowReader): string {
  const name = row.text('contactName') || row.text('representativeName');
  const parsed = contactInput.shape.personName.safeParse(name);
  if (!parsed.success && row.text('contactName')) row.error('contactName', 'text');
  return name;
}

function readCourt(row: RowReader): ImportRow['court'] {
  const text = row.text('court');
  if (text === '' || /^(甲の本店|甲)$/.test(text)) return { kind: 'client', name: '' };
  if (/^(乙の本店|乙)$/.test(text)) return { kind: 'vendor', name: '' };
  if (text.length > 60) row.error('court', 'text');
  return { kind: 'named', name: text };
}

interface Term { readonly contractDate: LocalDate; readonly startOn: LocalDate; readonly startsAtMidnight: boolean; readonly periods: ImportRow['periods'] }

// 民法140条: the first day is not counted unless it begins at 0:00, as it does where the term begins later than the contract was made. Where both are one day, the stated last day tells how the parties counted.
function readTerm(row: RowReader, months: number): Term | null {
  const contractDate = row.value('contractDate', readDay);
  const start = row.value('startOn', readDay);
  const lastOn = row.value('lastOn', readDay);
  if (!contractDate) return null;
  const startOn = start ?? contractDate;
  if (lastOn && lastOn <= startOn) return row.error('lastOn', 'lastBeforeStart');
  const { today } = row.settings;
  const until = (startsAtMidnight: boolean): TermsUntil => termsUntil({ startOn, firstEndOn: firstTermEnd({ startOn, startsAtMidnight, termMonths: months }), renewalMonths: months, today, statedLastOn: lastOn });
  const later = startOn > contractDate;
  const counted = until(later);
  const startsAtMidnight = later || (counted.stated === 'differs' && until(true).stated !== 'differs');
  const { periods, stated } = startsAtMidnight ? until(true) : counted;
  if (stated === 'renewed') row.warn('lastOn', 'renewed');
  if (stated === 'differs') row.warn('lastOn', 'differs');
  if (stated === 'none') row.warn('lastOn', 'noLastOn');
  if (contractDate < `${Number(today.slice(0, 4)) - 20}${today.slice(4)}`) row.warn('contractDate', 'old');
  if (startOn > today) row.warn('startOn', 'future');
  if (startOn < `${Number(contractDate.slice(0, 4)) - 1}${contractDate.slice(4)}`) row.error('startOn', 'startBeforeDate');
  return { contractDate, startOn, startsAtMidnight, periods };
}

/** The contract of one row, or null with everything that keeps it from being read in `errors`. */
export function readRow(cells: Cells, settings: RowSettings): { readonly row: ImportRow | null; readonly errors: RowNote[]; readonly warnings: RowNote[] } {
  const row = new RowReader(cells, settings);
  for (const column of columnKeys) if (isRequired(column) && row.text(column) === '') row.error(column, 'required');
  if (endedWords.test(row.text('status'))) row.error('status', 'ended');
  if (row.text('number').length > 40 || /[\n\r\t]/.test(row.text('number'))) row.error('number', 'text');
  const [client, site, contactName] = [readClient(row), readSite(row), readContact(row)];
  const months = row.valueOr('months', (text) => readNumber(text, [1, 120]), 12);
  const term = readTerm(row, months);
  const feeYen = row.value('feeYen', readYen);
  if (feeYen === 0) row.error('feeYen', 'yenPositive');
  const dueDay = row.value('dueDay', readDueDay);
  const goesLiveOn = row.valueOr('goesLiveOn', readDay, settings.goesLiveOn);
  const billingStartsOn = row.valueOr('billingStartsOn', readDay, settings.billingStartsOn);
  const rest = {
    taxMode: row.valueOr('taxMode', (text) => readChoice(text, taxModes), 'inclusive'), timing: row.valueOr('timing', (text) => readChoice(text, timings), 'arrears'), method: row.valueOr('method', (text) => readChoice(text, methods), 'paper'), court: readCourt(row),
    noticeDays17: row.valueOr('noticeDays17', (text) => readNumber(text, [1, 365]), 30), noticeDays18: row.valueOr('noticeDays18', (text) => readNumber(text, [1, 365]), 30), capMonths: row.valueOr('capMonths', (text) => readNumber(text, [1, 60]), 6),
  };
  const opening = readOpening(row, { firstOn: term && (term.startOn < term.contractDate ? term.startOn : term.contractDate), billingStartsOn });
  const { errors, warnings } = row;
  if (errors.length > 0 || !term || feeYen === null || dueDay === null) return { row: null, errors, warnings };
  return { row: { number: row.text('number'), client, contactName, site, ...term, months, feeYen, dueDay, ...rest, paper: row.text('paper').normalize('NFC'), goesLiveOn, billingStartsOn, ...opening }, errors, warnings };
}
