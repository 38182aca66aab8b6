import type { LocalDate, OwnTerm } from '@hoshu/domain';

export type PartyKey = 'client' | 'vendor';

/** One side as printed in the contract. Empty strings are blanks. */
export interface PartyTerms {
  /** Whole registered name, legal form included (医療法人, 合同会社 …). */
  companyName: string;
  address: string;
  /** 肩書, for example 代表取締役. */
  representativeTitle: string;
  representativeName: string;
}

/** 第2条1号〜5号. */
export interface SiteTerms {
  name: string;
  url: string;
  server: string;
  cms: string;
  /** 5号: other systems agreed for this site. */
  others: string[];
}

export type TaxMode = 'inclusive' | 'exclusive';
export type DueConvention = 'next' | 'previous' | 'none';
export type PaymentTiming = 'arrears' | 'sameMonth' | 'advance';
export type SigningForm = 'electronic' | 'paper';

export interface ProrationTerms {
  method: 'daily' | 'none' | 'full';
  /** Days a month is divided by. Used by `daily` only. */
  basis: 'actual' | '30';
  rounding: 'floor' | 'round' | 'ceil';
}

/** 第17条: the term. Both days are inclusive. */
export interface TermTerms {
  startOn: LocalDate | null;
  /** 民法140条但書: true when the first day counts because the period begins at 0:00. */
  startsAtMidnight: boolean;
  months: number;
  /** Length of each renewal; the length of the first term when absent. */
  renewalMonths?: number;
  firstEndOn: LocalDate | null;
}

export interface CourtTerms {
  kind: PartyKey | 'named';
  /** Name of the court, used when `kind` is `named`. */
  name: string;
}

/** Where notices to one side go (別紙1). */
export interface NoticeAddress {
  email: string;
  postal: string;
}

export interface WorkTerms {
  /** 第3条1号〜9号. */
  number: number;
  applies: boolean;
  frequency: string;
}

export type BackupTerms =
  | { frequency: string; retention: string; method: string }
  | { underDiscussionUntil: LocalDate };

/** Promised times; a null is not promised and only measured. */
export interface ResponseTargets {
  reportWithinMinutes: number | null;
  startWithinMinutes: number | null;
  restoreWithinMinutes: number | null;
  /** For example 平日 9:00〜18:00. */
  serviceHours: string;
}

/** 特約. Absent or false means that it was not chosen. */
export interface SpecialTerms {
  electronicNotice?: boolean;
  /** Per year, above the legal rate. */
  lateInterestPercent?: number;
  /** Cap floor = monthly fee × this many months. */
  capFloorMonths?: number;
  emergencyAccess?: boolean;
  confidentialityExceptions?: boolean;
  deemedArrival?: boolean;
}

/** 別紙1 個別条件. */
export interface AnnexTerms {
  notices: Record<PartyKey, NoticeAddress>;
  works: WorkTerms[];
  minorWork: { perMonth: number | null; minutesEach: number | null };
  backup: BackupTerms;
  responseTargets?: ResponseTargets;
  specialTerms: SpecialTerms;
  /** 特約 in the vendor's own words, in printing order. */
  ownTerms?: OwnTerm[];
}

/** Every fact that one version of the contract fixes. Plain JSON. */
export interface ContractTerms {
  signingForm: SigningForm;
  parties: Record<PartyKey, PartyTerms>;
  sites: SiteTerms[];
  feeYen: number | null;
  taxMode: TaxMode;
  /** 1–31; 31 is the last day of the month. */
  dueDay: number | null;
  dueConvention: DueConvention;
  timing: PaymentTiming;
  transferFeeBearer: PartyKey;
  proration: ProrationTerms;
  contractDate: LocalDate | null;
  term: TermTerms;
  noticeDays17: number;
  noticeDays18: number;
  capWindowMonths: number;
  survivalYears: number;
  court: CourtTerms;
  annex: AnnexTerms;
}

const emptyParty = (): PartyTerms => ({ companyName: '', address: '', representativeTitle: '', representativeName: '' });

/**
 * The terms of an empty form: all blanks open, every number at the form's own value.
 * @returns a fresh object that the caller may change
 */
export function blankTerms(): ContractTerms {
  return {
    signingForm: 'paper',
    parties: { client: emptyParty(), vendor: emptyParty() },
    sites: [{ name: '', url: '', server: '', cms: '', others: [] }],
    feeYen: null,
    taxMode: 'inclusive',
    dueDay: null,
    dueConvention: 'next',
    timing: 'arrears',
    transferFeeBearer: 'client',
    proration: { method: 'daily', basis: 'actual', rounding: 'floor' },
    contractDate: null,
    term: { startOn: null, startsAtMidnight: false, months: 12, firstEndOn: null },
    noticeDays17: 30,
    noticeDays18: 30,
    capWindowMonths: 6,
    survivalYears: 3,
    court: { kind: 'client', name: '' },
    annex: {
      notices: { client: { email: '', postal: '' }, vendor: { email: '', postal: '' } },
      works: Array.from({ length: 9 }, (_, index) => ({ number: index + 1, applies: index < 8, frequency: '' })),
      minorWork: { perMonth: null, minutesEach: null },
      backup: { frequency: '', retention: '', method: '' },
      specialTerms: {},
    },
  };
}
