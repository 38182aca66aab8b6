import { civilToLocalDate, type LocalDate } from '@hoshu/domain';
import type { ContractTerms, PartyKey } from './terms.js';

/** Something that was filled into a written contract. `state`: read into the terms, not understood, or another value than the one read before. */
export interface WrittenValue { readonly field: string; readonly place: string; readonly text: string; readonly state: 'read' | 'unclear' | 'contradicts' }

type Reader = (terms: ContractTerms, text: string) => boolean;

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,]/g, '');
const within = (value: number, most: number): number | null => (Number.isInteger(value) && value >= 1 && value <= most ? value : null);
const integer = (text: string, pattern: RegExp, most: number): number | null => within(Number(pattern.exec(plain(text))?.[1] ?? NaN), most);

/** 1年間 → 12, 6か月 → 6. */
function monthsIn(text: string, most: number): number | null {
  const years = integer(text, /^(\d+)(?:年間?|か年間?)$/, most / 12);
  return years === null ? integer(text, /^(\d+)[かヶヵカケ箇ヵ]月間?$/, most) : years * 12;
}

const put = (value: number | null, set: (value: number) => void): boolean => {
  if (value !== null) set(value);
  return value !== null;
};

/** 令和8年4月1日, 2026年4月1日. */
function dateIn(text: string): LocalDate | null {
  const match = /^(令和|西暦)?(\d{1,4}|元)年(\d{1,2})月(\d{1,2})日$/.exec(plain(text));
  if (!match) return null;
  const year = match[2] === '元' ? 1 : Number(match[2]);
  return civilToLocalDate({ year: match[1] === '令和' ? 2018 + year : year, month: Number(match[3]), day: Number(match[4]) });
}

function readDue(terms: ContractTerms, text: string): boolean {
  const match = /^(毎月|当月|翌月|前月)?(末日?|\d+日)$/.exec(plain(text));
  const timing = ({ 当月: 'sameMonth', 翌月: 'arrears', 前月: 'advance' } as const)[match?.[1] as '当月'];
  if (timing) terms.timing = timing;
  return put(match?.[2]?.startsWith('末') ? 31 : within(Number.parseInt(match?.[2] ?? '', 10), 31), (value) => { terms.dueDay = value; });
}

function readCourt(terms: ContractTerms, text: string): boolean {
  const words = plain(text);
  const side = /^([甲乙])の本店所在地を管轄する地方裁判所$/.exec(words)?.[1];
  if (side) terms.court = { kind: side === '甲' ? 'client' : 'vendor', name: '' };
  else if (/^[^甲乙]{1,50}裁判所$/.test(words)) terms.court = { kind: 'named', name: words };
  return terms.court.kind !== 'client' || side === '甲';
}

const readers: Readonly<Record<string, Reader>> = {
  feeYen: (terms, text) => put(integer(text, /^金?(\d+)円$/, 999_999_999), (value) => { terms.feeYen = value; }),
  taxMode: (terms, text) => {
    const words = plain(text);
    const mode = /^(?:消費税)?(?:等)?(?:税込|込み?|内税|税込み)$/.test(words) ? 'inclusive' : /^(?:消費税)?(?:等)?(?:税抜|税別|別途?|外税|税抜き)$/.test(words) ? 'exclusive' : null;
    if (mode) terms.taxMode = mode;
    return mode !== null;
  },
  dueDay: readDue,
  transferFeeBearer: (terms, text) => {
    const side = plain(text);
    if (side === '甲' || side === '乙') terms.transferFeeBearer = side === '甲' ? 'client' : 'vendor';
    return side === '甲' || side === '乙';
  },
  survivalYears: (terms, text) => put(integer(text, /^(\d+)年間?$/, 30), (value) => { terms.survivalYears = value; }),
  capWindowMonths: (terms, text) => put(monthsIn(text, 60), (value) => { terms.capWindowMonths = value; }),
  'term.months': (terms, text) => put(monthsIn(text, 120), (value) => { terms.term.months = value; }),
  'term.renewalMonths': (terms, text) => put(monthsIn(text, 120), (value) => { terms.term.renewalMonths = value; }),
  noticeDays17: (terms, text) => put(integer(text, /^(\d+)日$/, 365), (value) => { terms.noticeDays17 = value; }),
  noticeDays18: (terms, text) => put(integer(text, /^(\d+)日$/, 365), (value) => { terms.noticeDays18 = value; }),
  court: readCourt,
  contractDate: (terms, text) => {
    const date = dateIn(text);
    if (date) terms.contractDate = date;
    return date !== null;
  },
};

const titles = /^(.*(?:取締役|社長|代表|理事長|理事|院長|会長|組合員|社員|所長|園長|学校長))[\s　]+(.+)$/;

function readText(terms: ContractTerms, field: string, text: string): boolean {
  const [, at, key = ''] = field.split('.');
  if (field.startsWith('sites.0.')) Object.assign(terms.sites[0] ?? {}, { [key]: text });
  else {
    const party = terms.parties[at as PartyKey];
    const [, title = '', name = text] = titles.exec(text) ?? [];
    Object.assign(party, key === 'representative' ? { representativeTitle: title.trim(), representativeName: name.trim() } : { [key]: text });
  }
  return true;
}

/** Whether a place was left open: only ●, ○, underlines or nothing, with the words the form prints beside its ●. */
export const isOpen = (text: string): boolean => /^(?:株式会社|令和)?[\s　●○〇◯■□＿_]*(?:円|日)?$/.test(text) || /^(?:令和)?[\s　●○〇]*年[\s　●○〇]*月[\s　●○〇]*日$/.test(text);

/** What is filled in for a field goes into the terms. Returns false, and changes nothing, where it is not understood. */
export const readValue = (terms: ContractTerms, field: string, text: string): boolean => (/^(?:parties|sites)\./.test(field) ? readText(terms, field, text) : readers[field]?.(terms, text) ?? false);

/** Where a value stands in words of the contract's own: article, field, and a pattern over the line without white space and in half width. */
export const looseValues: readonly (readonly [article: number, field: string, pattern: RegExp])[] = [
  [11, 'feeYen', /月額(?:金)?([0-9,]{1,15}円)/], [11, 'taxMode', /円\(((?:消費税)?(?:等)?(?:税込み?|税抜き?|税別|別途?|外税|内税))\)/], [11, 'dueDay', /((?:毎月|当月|翌月|前月)(?:末日?|[0-9]{1,2}日))/], [11, 'transferFeeBearer', /振込手数料は、?([甲乙])(?:の負担|が負担)/],
  [13, 'survivalYears', /終了後も?、?([0-9]{1,2}年間?)/], [16, 'capWindowMonths', /(?:直近|過去)([0-9]{1,2}(?:[かヶヵカケ箇]月|年)間?)/],
  [17, 'term.months', /契約締結(?:の)?日から([0-9]{1,2}(?:[かヶヵカケ箇]月|年)間?)/], [17, 'noticeDays17', /満了(?:日)?の([0-9]{1,3}(?:日|[かヶヵカケ箇]月))前/], [17, 'term.renewalMonths', /(?:さらに|更に)([0-9]{1,2}(?:[かヶヵカケ箇]月|年)間?)/],
  [18, 'noticeDays18', /([0-9]{1,3}(?:日|[かヶヵカケ箇]月))前までに/], [22, 'court', /([甲乙]の本店所在地を管轄する地方裁判所|[一-龠]{2,12}(?:地方|簡易)裁判所)/],
];
