import { wareki, type LocalDate } from '@hoshu/domain';
import type { ContractTerms, CourtTerms, PartyKey, PartyTerms } from './terms.js';

/** Integer with thousands separators: 1234567 → 1,234,567. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 12 → 1年間, 24 → 2年間, 6 → 6か月間. */
export function lengthInWords(months: number): string {
  return months % 12 === 0 ? `${months / 12}年間` : `${months}か月間`;
}

/** 民法143条但書 by analogy: a due day of 31 is the last day of each month. */
export function dueDayInWords(dueDay: number): string {
  return dueDay === 31 ? '末日' : `${dueDay}日`;
}

/** 令和8年11月22日（2026年11月22日）. */
export function dateInBothCalendars(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${wareki({ date })}（${year}年${month}月${day}日）`;
}

export const PARTY_NAME: Record<PartyKey, string> = { client: '甲', vendor: '乙' };

function courtInWords(court: CourtTerms): string | null {
  // 第22条: 本店所在地を管轄する地方裁判所 is the form's own wording for either side; a named court replaces it whole.
  if (court.kind === 'named') return court.name || null;
  return `${PARTY_NAME[court.kind]}の本店所在地を管轄する地方裁判所`;
}

function representative(party: PartyTerms): string | null {
  if (!party.representativeName) return null;
  return [party.representativeTitle, party.representativeName].filter(Boolean).join('　');
}

function partyValue(party: PartyTerms, field: string): string | null {
  if (field === 'representative') return representative(party);
  return (field === 'companyName' ? party.companyName : party.address) || null;
}

const FIELDS: Record<string, (terms: ContractTerms) => string | null> = {
  'sites.0.name': (terms) => terms.sites[0]?.name || null,
  'sites.0.url': (terms) => terms.sites[0]?.url || null,
  'sites.0.server': (terms) => terms.sites[0]?.server || null,
  'sites.0.cms': (terms) => terms.sites[0]?.cms || null,
  feeYen: (terms) => (terms.feeYen === null ? null : `${grouped(terms.feeYen)}円`),
  taxMode: (terms) => (terms.taxMode === 'inclusive' ? '税込' : '税抜'),
  dueDay: (terms) => (terms.dueDay === null ? null : dueDayInWords(terms.dueDay)),
  transferFeeBearer: (terms) => PARTY_NAME[terms.transferFeeBearer],
  survivalYears: (terms) => `${terms.survivalYears}年間`,
  capWindowMonths: (terms) => `${terms.capWindowMonths}か月間`,
  'term.months': (terms) => lengthInWords(terms.term.months),
  'term.renewalMonths': (terms) => lengthInWords(terms.term.renewalMonths ?? terms.term.months),
  noticeDays17: (terms) => `${terms.noticeDays17}日`,
  noticeDays18: (terms) => `${terms.noticeDays18}日`,
  court: (terms) => courtInWords(terms.court),
  contractDate: (terms) => (terms.contractDate === null ? null : wareki({ date: terms.contractDate })),
};

/**
 * The text of one variable of the contract.
 * @param field the name before the bar in `{field|blank}`
 * @returns the words to print, or null while the blank is open
 */
export function fieldText(terms: ContractTerms, field: string): string | null {
  const party = /^parties\.(client|vendor)\.(\w+)$/.exec(field);
  if (party) return partyValue(terms.parties[party[1] as PartyKey], party[2] ?? '');
  const read = FIELDS[field];
  if (!read) throw new Error(`The contract has no variable ${field}.`);
  return read(terms);
}
