import type { LocalDate } from '@hoshu/domain';

/** A contract as a row of the file describes it: everything that is written when the row is imported. */
export interface ImportRow {
  /** Empty: the next number of the tenant. */
  readonly number: string;
  readonly client: {
    readonly companyName: string; readonly companyKana: string; readonly postalCode: string; readonly prefecture: string; readonly city: string; readonly street: string;
    readonly representativeTitle: string; readonly representativeName: string; readonly telephone: string; readonly noticeEmail: string; readonly payerNames: readonly string[];
  };
  readonly contactName: string;
  readonly site: { readonly siteName: string; readonly url: string; readonly server: string; readonly cms: string };
  readonly contractDate: LocalDate;
  readonly startOn: LocalDate;
  /** 民法140条ただし書. */
  readonly startsAtMidnight: boolean;
  readonly months: number;
  /** Every term from the first to the one that runs today (第17条). */
  readonly periods: readonly { readonly number: number; readonly startsOn: LocalDate; readonly lastOn: LocalDate }[];
  readonly feeYen: number;
  readonly taxMode: 'inclusive' | 'exclusive';
  readonly dueDay: number;
  readonly timing: 'arrears' | 'sameMonth' | 'advance';
  readonly noticeDays17: number;
  readonly noticeDays18: number;
  readonly capMonths: number;
  readonly court: { readonly kind: 'client' | 'vendor' | 'named'; readonly name: string };
  readonly method: 'paper' | 'external';
  /** Name of its PDF in an archive; empty without one. */
  readonly paper: string;
  readonly goesLiveOn: LocalDate;
  readonly billingStartsOn: LocalDate;
  readonly unpaid: readonly { readonly number: string; readonly month: string; readonly dueOn: LocalDate; readonly amountYen: number }[];
  readonly paid: readonly { readonly paidOn: LocalDate; readonly amountYen: number }[];
  readonly deposit: { readonly amountYen: number; readonly paidOn: LocalDate } | null;
}
