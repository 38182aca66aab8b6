import type { NoticeArticle, Party } from './notice-rules.js';
import type { NoticeChannel } from './notice.repository.js';

export type CheckResult = '充足' | '要確認' | '不足';
export interface RequirementCheck { readonly key: string; readonly result: CheckResult; readonly label: { readonly ja: string; readonly en: string }; readonly rule: { readonly ja: string; readonly en: string }; readonly article: string }
/** What the checks look at; nothing of the contract's text. `electronicAgreed`: null = not known yet. */
export interface CheckedNotice {
  readonly article: NoticeArticle; readonly side: Party; readonly channel: NoticeChannel; readonly deadlineOn: string | null; readonly arrivedOn: string | null;
  readonly requestedEndOn: string | null; readonly electronicAgreed: boolean | null; readonly authority: 'ok' | 'needs_check'; readonly bounced: boolean;
}

// 第17条2項 asks for writing, 第18条 for writing or e-mail.
function form(notice: CheckedNotice): RequirementCheck {
  const rule = notice.article === 17
    ? { ja: '第17条2項の終了通知は書面で行います。電子メールは、別紙1に電子通知の特約があるときだけ書面にあたります。', en: 'Article 17(2) asks for paper; e-mail counts only where annex 1 agrees electronic notices.' }
    : { ja: '第18条の解約通知は書面又は電子メールで行います。', en: 'Article 18 asks for paper or e-mail.' };
  const electronic: CheckResult = notice.electronicAgreed === null ? '要確認' : notice.electronicAgreed ? '充足' : '不足';
  const result: CheckResult = notice.article === 18 || notice.channel === 'paper' ? '充足' : electronic;
  return { key: 'form', result, label: { ja: '通知の方式', en: 'Form' }, rule, article: `第${notice.article}条${notice.article === 17 ? '2項' : ''}` };
}

function arrival(notice: CheckedNotice): RequirementCheck {
  const result: CheckResult = notice.arrivedOn ? '充足' : notice.bounced ? '不足' : '要確認';
  return {
    key: 'arrival', result, label: { ja: '相手方への到達', en: 'Arrival' }, article: `第${notice.article}条`,
    rule: { ja: '通知は相手方に到達した時に効力が生じます（民法97条1項）。発送や窓口への到着は到達ではありません。', en: 'A notice takes effect when it reaches the other side (Civil Code art. 97(1)); posting, or reaching this desk, is not arrival.' },
  };
}

function time(notice: CheckedNotice, today: string): RequirementCheck {
  const on = notice.arrivedOn ?? today;
  const label = { ja: '通知の時期', en: 'Time' };
  if (notice.article === 18) {
    const lifted = notice.deadlineOn !== null && on > notice.deadlineOn;
    return { key: 'time', result: lifted ? '要確認' : '充足', label, article: '第18条', rule: { ja: '第18条の解約は到達から通知期間が過ぎた日より前には終了しません。希望日が早いときは最短の日になります。', en: 'Article 18: the contract ends no earlier than the notice period after arrival; an earlier wish is lifted.' } };
  }
  const result: CheckResult = notice.deadlineOn === null || on === notice.deadlineOn ? '要確認' : on > notice.deadlineOn ? '不足' : notice.arrivedOn ? '充足' : '要確認';
  return { key: 'time', result, label, article: '第17条2項', rule: { ja: '終了通知は期限の日までに到達する必要があります。期限の当日は数え方により結論が分かれます。', en: 'The notice must arrive by the deadline; on that very day the two ways of counting differ.' } };
}

const authority = (notice: CheckedNotice): RequirementCheck => ({
  key: 'authority', result: notice.authority === 'ok' ? '充足' : '要確認', label: { ja: '通知する権限', en: 'Authority' }, article: `第${notice.article}条`,
  rule: { ja: '通知権限のある方からの通知かを、当事者どうしで確認します。権限が確認できない通知も「到達済・権限要確認」として扱います。', en: 'The parties themselves confirm that the giver was authorised; until then the notice counts as arrived, authority to be confirmed.' },
});

/** 要件チェック (D8): each line with its rule; hints for people, never a judgement of a notice. `today`: YYYY-MM-DD JST. */
export const requirementChecks = (notice: CheckedNotice, today: string): RequirementCheck[] => [form(notice), arrival(notice), time(notice, today), authority(notice)];

/** The weakest of the lines. */
export const overallResult = (checks: readonly RequirementCheck[]): CheckResult =>
  checks.some(({ result }) => result === '不足') ? '不足' : checks.some(({ result }) => result === '要確認') ? '要確認' : '充足';
