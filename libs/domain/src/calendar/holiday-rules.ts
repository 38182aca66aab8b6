/** 国民の祝日に関する法律 2条: the holidays with the years in which each stands. `nthMonday` replaces `day` for moving Mondays. */
export interface HolidayRule {
  readonly name: string;
  readonly month: number;
  readonly day?: number;
  readonly nthMonday?: number;
  readonly since?: number;
  readonly until?: number;
}

export const HOLIDAY_RULES: readonly HolidayRule[] = [
  { name: '元日', month: 1, day: 1 },
  { name: '成人の日', month: 1, nthMonday: 2 },
  { name: '建国記念の日', month: 2, day: 11 },
  { name: '天皇誕生日', month: 2, day: 23, since: 2020 },
  { name: '昭和の日', month: 4, day: 29 },
  { name: '憲法記念日', month: 5, day: 3 },
  { name: 'みどりの日', month: 5, day: 4 },
  { name: 'こどもの日', month: 5, day: 5 },
  { name: '海の日', month: 7, nthMonday: 3 },
  { name: '山の日', month: 8, day: 11, since: 2016 },
  { name: '敬老の日', month: 9, nthMonday: 3 },
  { name: '体育の日', month: 10, nthMonday: 2, until: 2019 },
  { name: 'スポーツの日', month: 10, nthMonday: 2, since: 2020 },
  { name: '文化の日', month: 11, day: 3 },
  { name: '勤労感謝の日', month: 11, day: 23 },
  { name: '天皇誕生日', month: 12, day: 23, until: 2018 },
];

/**
 * Days that a special law or the official gazette moved: name = a holiday is added, null = the computed one does not stand.
 * The equinoxes are fixed officially one year ahead; a day that differs from the forecast is entered here.
 */
export const HOLIDAY_OVERRIDES: Readonly<Record<string, string | null>> = {
  '2019-05-01': '即位の日',
  '2019-10-22': '即位礼正殿の儀の行われる日',
  '2020-07-20': null,
  '2020-07-23': '海の日',
  '2020-07-24': 'スポーツの日',
  '2020-08-10': '山の日',
  '2020-08-11': null,
  '2020-10-12': null,
  '2021-07-19': null,
  '2021-07-22': '海の日',
  '2021-07-23': 'スポーツの日',
  '2021-08-08': '山の日',
  '2021-08-11': null,
  '2021-10-11': null,
};

/** The present form of the Act (振替休日 to the next day that is no holiday) stands since 2007. */
export const FIRST_HOLIDAY_YEAR = 2007;
/** The forecast formula of the equinoxes ends here. */
export const LAST_HOLIDAY_YEAR = 2099;
