import type { AnnexModel, AnnexRow, AnnexSection } from './model.js';
import { ARTICLES } from './articles.js';
import { specialTermRows } from './special-terms.js';
import type { BackupTerms, ContractTerms, NoticeAddress, ResponseTargets } from './terms.js';
import { dateInBothCalendars, PARTY_NAME } from './values.js';

/** What stands where a condition of 別紙1 is still open. */
export const OPEN = '●●';

const orOpen = (text: string): string => text || OPEN;

const TIMING = {
  // 民法648条2項・624条2項: without agreement the fee of a period is due after the period.
  arrears: '当月分を翌月の支払期日に支払う。',
  sameMonth: '当月分を当月の支払期日に支払う。',
  advance: '当月分を前月の支払期日に前払いする。',
} as const;

const CONVENTION = {
  next: '支払期日が銀行の休業日に当たるときは、翌営業日を支払期日とする。',
  previous: '支払期日が銀行の休業日に当たるときは、前営業日を支払期日とする。',
  none: '支払期日が銀行の休業日に当たるときも、支払期日を変更しない。',
} as const;

const ROUNDING = { floor: '切り捨てる', round: '四捨五入する', ceil: '切り上げる' } as const;

function prorationText(terms: ContractTerms): string {
  const { method, basis, rounding } = terms.proration;
  if (method === 'none') return '業務の提供が1か月に満たない最初の月及び最後の月の保守管理費は、請求しない。';
  if (method === 'full') return '業務の提供が1か月に満たない最初の月及び最後の月も、月額の全額を支払う。';
  const divisor = basis === 'actual' ? 'その月の暦日数' : '30日（月額を上限とする。）';
  return `業務の提供が1か月に満たない最初の月及び最後の月は、${divisor}により日割りで計算し、1円未満を${ROUNDING[rounding]}。`;
}

function noticeRow(label: string, address: NoticeAddress): AnnexRow {
  return { label, text: `電子メール：${orOpen(address.email)}\n郵送先：${orOpen(address.postal)}` };
}

function termRows(terms: ContractTerms): AnnexRow[] {
  const { startOn, firstEndOn, startsAtMidnight } = terms.term;
  const rows: AnnexRow[] = [
    { label: '初日', text: startOn ? dateInBothCalendars(startOn) : OPEN },
    { label: '末日', text: firstEndOn ? `${dateInBothCalendars(firstEndOn)}の終了まで` : OPEN },
  ];
  // 民法140条: the first day counts only if the period begins at 0:00.
  const counting = startsAtMidnight ? '初日は午前0時に始まるものとし、期間に算入する。' : '初日は期間に算入しない（業務の提供は初日から行う。）。';
  return [...rows, { label: '初日の扱い', text: counting }];
}

function siteSection(terms: ContractTerms): Omit<AnnexSection, 'number'> | null {
  const further = terms.sites.slice(1).map((site) => [site.name, site.url, site.server, site.cms].map(orOpen));
  const systems = terms.sites.flatMap((site) => site.others.map((other): AnnexRow => ({ label: site.name || OPEN, text: other })));
  if (further.length === 0 && systems.length === 0) return null;
  const table = further.length > 0 ? { head: ['サイト名称', 'URL', '管理対象サーバー', 'CMS'], rows: further } : null;
  return { heading: '追加の対象サイト及び関連システム（第2条）', rows: systems, table };
}

function feeRows(terms: ContractTerms): AnnexRow[] {
  const rows = [
    { label: '支払の対象月', text: TIMING[terms.timing] },
    { label: '銀行休業日', text: CONVENTION[terms.dueConvention] },
    { label: '1か月未満の月', text: prorationText(terms) },
  ];
  if (terms.dueDay !== null && terms.dueDay > 28 && terms.dueDay < 31) {
    rows.push({ label: '応当日がない月', text: 'その月の末日を支払期日とする。' });
  }
  if (terms.taxMode === 'exclusive') rows.push({ label: '消費税', text: '月額に消費税及び地方消費税を加算して支払う。' });
  return rows;
}

function workRows(terms: ContractTerms): string[][] {
  const names = ARTICLES[2]?.paragraphs[0]?.items ?? [];
  return terms.annex.works.map((work) => {
    const name = names[work.number - 1];
    const frequency = work.applies ? orOpen(work.frequency) : '実施しない';
    return [`第3条${work.number}号`, typeof name === 'string' ? name : OPEN, frequency];
  });
}

function minorWorkText({ perMonth, minutesEach }: ContractTerms['annex']['minorWork']): string {
  return `1件当たり${minutesEach ?? OPEN}分以内の作業を軽微なものとし、月${perMonth ?? OPEN}件までを月額に含む。`;
}

function backupRows(backup: BackupTerms): AnnexRow[] {
  if ('underDiscussionUntil' in backup) {
    return [{ label: '', text: `頻度、保存期間及び保存方法は協議中とし、${dateInBothCalendars(backup.underDiscussionUntil)}までに定める。` }];
  }
  return [
    { label: '頻度', text: orOpen(backup.frequency) },
    { label: '保存期間', text: orOpen(backup.retention) },
    { label: '保存方法', text: orOpen(backup.method) },
  ];
}

/** 90 → 1時間30分. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${hours > 0 ? `${hours}時間` : ''}${rest > 0 || hours === 0 ? `${rest}分` : ''}`;
}

function targetRows(targets: ResponseTargets | undefined): AnnexRow[] {
  if (!targets) return [{ label: '', text: '時間の目標は定めない。乙は実績を記録し、甲に報告する。' }];
  const row = (label: string, minutes: number | null): AnnexRow => ({
    label,
    text: minutes === null ? '定めない（実績を報告する。）' : `${minutesInWords(minutes)}以内`,
  });
  return [
    { label: '受付時間', text: orOpen(targets.serviceHours) },
    row('発見から報告まで', targets.reportWithinMinutes),
    row('報告から着手まで', targets.startWithinMinutes),
    row('発見から復旧まで', targets.restoreWithinMinutes),
  ];
}

/**
 * 別紙1 個別条件: what the 22 articles leave to be agreed (第2条5号, 第3条9号, 第8条2項 …) and the 特約 that were chosen.
 * @returns the sections in printing order, numbered without gaps
 */
export function renderAnnex(terms: ContractTerms): AnnexModel {
  const { annex } = terms;
  const notices = (['client', 'vendor'] as const).map((party) => noticeRow(`${PARTY_NAME[party]}の通知先`, annex.notices[party]));
  const sections: (Omit<AnnexSection, 'number'> | null)[] = [
    { heading: '通知先（第17条・第18条）', rows: notices, table: null },
    { heading: '契約期間の初日及び末日（第17条）', rows: termRows(terms), table: null },
    siteSection(terms),
    { heading: '報酬の支払（第11条）', rows: feeRows(terms), table: null },
    { heading: '業務の頻度（第3条）', rows: [], table: { head: ['条項', '業務', '頻度'], rows: workRows(terms) } },
    { heading: '軽微な修正の範囲（第3条3号）', rows: [{ label: '', text: minorWorkText(annex.minorWork) }], table: null },
    { heading: 'バックアップ（第8条2項）', rows: backupRows(annex.backup), table: null },
    { heading: '障害対応等の時間の目標（第5条3項・第9条）', rows: targetRows(annex.responseTargets), table: null },
    { heading: '特約', rows: specialTermRows(annex.specialTerms, annex.ownTerms), table: null },
  ];
  return {
    title: '別紙1　個別条件',
    lead: '本別紙は本契約の一部をなす。本別紙の定めが第1条から第22条までの定めと異なるときは、本別紙の定めによる。',
    sections: sections.filter((section) => section !== null).map((section, index) => ({ number: index + 1, ...section })),
  };
}
