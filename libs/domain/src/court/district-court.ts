import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { COURT_OF_PREFECTURE, DISTRICT_COURT_SUFFIX, HOKKAIDO_MUNICIPALITIES } from './court-table.js';

/** A head office: prefecture, and municipality without 郡 (the city for designated cities, 区 for Tokyo). */
export interface HeadOffice {
  readonly prefecture: string;
  readonly city: string;
}

/** 第22条 as the contract fixes it. The form: the client's head office. */
export interface AgreedCourtInput {
  readonly clause?: 'clientHeadOffice' | 'vendorHeadOffice' | 'named';
  readonly client: HeadOffice;
  readonly vendor?: HeadOffice;
  readonly named?: string;
}

const HOKKAIDO = '北海道';

function hokkaidoCourt(city: string): string | null {
  const found = Object.entries(HOKKAIDO_MUNICIPALITIES).find(([, municipalities]) => Object.hasOwn(municipalities, city));
  return found?.[0] ?? null;
}

/** R22: the district court of a place, or null when it is not in the table. 第22条, 下級裁判所の設立及び管轄区域に関する法律. */
export function districtCourt({ prefecture, city }: HeadOffice): string | null {
  const seat = prefecture === HOKKAIDO
    ? hokkaidoCourt(city)
    : Object.hasOwn(COURT_OF_PREFECTURE, prefecture) ? (COURT_OF_PREFECTURE[prefecture] ?? null) : null;
  return seat === null ? null : `${seat}${DISTRICT_COURT_SUFFIX}`;
}

/** The court of the contract's clause: by the client's (default) or the vendor's head office, or named; null when it cannot be told. 第22条, 民事訴訟法11条. */
export function agreedCourt({ clause = 'clientHeadOffice', client, vendor, named }: AgreedCourtInput): string | null {
  if (clause === 'named') return named ?? null;
  const office = clause === 'clientHeadOffice' ? client : vendor;
  return office === undefined ? null : districtCourt(office);
}

/** The steps of `districtCourt`. */
export function districtCourtSteps({ prefecture, city }: HeadOffice, court: string | null): readonly Step[] {
  const place = step(`本店所在地は ${prefecture}${city}`, `The head office is in ${prefecture}${city}`);
  if (court === null) return [place, step('管轄表に見当たりません。都道府県と市区町村を確認してください', 'The place is not in the table; check prefecture and municipality')];
  return [place, prefecture === HOKKAIDO
    ? step(`北海道は市町村ごとに4つの地方裁判所に分かれ、${city} は ${court}`, `Hokkaido has four district courts by municipality; ${city} belongs to ${court}`)
    : step(`${prefecture}の地方裁判所は1つで、${court}`, `${prefecture} has one district court: ${court}`)];
}

const CLAUSE_TEXT = {
  clientHeadOffice: ['お客様（甲）の本店所在地を管轄する地方裁判所', 'the district court of the client\'s head office'],
  vendorHeadOffice: ['保守会社（乙）の本店所在地を管轄する地方裁判所', 'the district court of the vendor\'s head office'],
  named: ['契約に記載した裁判所', 'the court named in the contract'],
} as const;

/** The steps of `agreedCourt`. */
export function agreedCourtSteps({ clause = 'clientHeadOffice', client, vendor }: AgreedCourtInput, court: string | null): readonly Step[] {
  const [ja, en] = CLAUSE_TEXT[clause];
  const head = step(`合意管轄は${ja}`, `The agreed court is ${en}`);
  if (clause === 'named') return [head, step(`専属的合意管轄裁判所は ${court ?? '未記載'}`, `Exclusive jurisdiction: ${court ?? 'not stated'}`)];
  const office = clause === 'clientHeadOffice' ? client : vendor;
  return office === undefined ? [head, step('本店所在地が登録されていません', 'The head office is not on file')] : [head, ...districtCourtSteps(office, court)];
}
