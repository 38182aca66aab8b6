import { ownTermText, type OwnTerm } from '@hoshu/domain';
import type { AnnexRow } from './model.js';
import type { SpecialTerms } from './terms.js';

/**
 * The 特約 of 別紙1. Each is offered, none is chosen beforehand.
 * @returns one row per chosen 特約, or one row that says that there is none
 */
export function specialTermRows(special: SpecialTerms, own: readonly OwnTerm[] = []): AnnexRow[] {
  const rows: AnnexRow[] = [];
  const add = (label: string, text: string): void => void rows.push({ label, text });
  if (special.electronicNotice) {
    // 第17条2項・第18条: without this 特約 a notice of non-renewal needs paper.
    add('電子通知', '第17条2項の書面による通知は、本別紙の通知先への電子メール又は甲乙が合意したシステムによる電磁的な方法で行うことができる。');
  }
  if (special.deemedArrival) {
    // 民法97条: arrival stays the rule; this only eases its proof.
    add('到達', '本別紙の通知先に宛てた電子メールは、送信者に送信不能の通知が届いた場合を除き、受信側のメールサーバーが受け付けた時に到達したものとみなす。');
  }
  if (special.lateInterestPercent !== undefined) {
    add('遅延損害金', `甲が支払を遅滞したときは、支払期日の翌日から支払済みまで年${special.lateInterestPercent}％の割合による遅延損害金を支払う。`);
  }
  if (special.capFloorMonths !== undefined) {
    add('損害賠償の上限', `第16条2項の総額が月額の${special.capFloorMonths}か月分に満たないときは、月額の${special.capFloorMonths}か月分を上限とする。`);
  }
  if (special.emergencyAccess) {
    add('緊急時の認証情報', '障害への緊急の対応に必要なときは、乙の当番者は対象サイトの認証情報を60分以内に限り利用することができる。乙は利用後直ちに甲へ報告する。');
  }
  if (special.confidentialityExceptions) {
    add(
      '秘密保持の例外',
      '第13条の秘密には、公知の情報、開示前から保有していた情報、正当な権限を有する第三者から得た情報及び独自に開発した情報を含まない。法令又は公的機関の命令による開示は、必要な範囲で行うことができる。',
    );
  }
  for (const term of own) add(term.title, ownTermText(term, '●●'));
  return rows.length > 0 ? rows : [{ label: '', text: '特約は定めない。' }];
}
