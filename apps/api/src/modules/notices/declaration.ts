import { createHash } from 'node:crypto';
import { dateInBothCalendars } from '@hoshu/contract-text';
import { canonicalJson, localDate } from '@hoshu/domain';
import type { ContractFacts } from '../contracts/index.js';
import { otherParty, type NoticeArticle, type Party } from './notice-rules.js';
import type { NoticeRecord } from './notice.repository.js';

interface Declared { readonly article: NoticeArticle; readonly giverParty: Party; readonly giverName: string; readonly requestedEndOn: string | null; readonly body: string; readonly givenOn: string }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const titleOf = (article: NoticeArticle): string => (article === 17 ? '終了通知' : '解約通知');

/** SHA-256 over the canonical facts of a notice: the letter, the mail and the record name the same one. */
export const contentHash = (facts: ContractFacts, declared: Declared): string =>
  createHash('sha256').update(canonicalJson({ ...declared, contractNumber: facts.number, recipient: facts.terms.parties[otherParty(declared.giverParty)].companyName })).digest('hex');

function clauses(facts: ContractFacts, notice: Declared): string[] {
  if (notice.article === 17) return ['本契約第17条2項に基づき、契約期間の満了をもって本契約を終了し、更新しないことを通知いたします。'];
  const wished = notice.requestedEndOn ? `終了日：${dateInBothCalendars(localDate(notice.requestedEndOn))}` : `終了日：本通知の到達から${facts.terms.noticeDays18}日を経過する日`;
  return ['本契約第18条に基づき、本契約を中途解約することを通知いたします。', wished, `本通知の到達から${facts.terms.noticeDays18}日を経過する日が上記より後となるときは、その日をもって終了します。`];
}

/** The mail that is the notice itself (D7): the declaration in full, so that nobody needs to open the portal for it to arrive. */
export function declarationMail(facts: ContractFacts, notice: Declared & Pick<NoticeRecord, 'contentHash'> & { readonly forwarded: boolean }): { subject: string; text: string; html: string } {
  const [giver, recipient] = [facts.terms.parties[notice.giverParty], facts.terms.parties[otherParty(notice.giverParty)]];
  const lines = [
    `${recipient.companyName} 御中`,
    ...(notice.forwarded ? ['次の通知が Hoshu の窓口に届いたため、別紙1の通知先へ転送します。窓口は通知を受領する立場になく、有効性の判断もいたしません。'] : []),
    `${giver.companyName} ${notice.giverName}`,
    `契約番号 ${facts.number} の保守管理契約（以下「本契約」といいます。）について`,
    ...clauses(facts, notice),
    ...(notice.body ? [notice.body] : []),
    `通知日：${dateInBothCalendars(localDate(notice.givenOn))}`,
    `内容のハッシュ値（SHA-256）：${notice.contentHash}`,
    '※ このメールは契約上の通知です。貴社のメールサーバーが受け付けた時に到達したものとして記録されます。',
  ];
  return {
    subject: `【${titleOf(notice.article)}】契約番号 ${facts.number}｜${giver.companyName}`, text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body style="font-family:'Hiragino Sans',Meiryo,sans-serif;font-size:16px;line-height:1.8;color:#1a1a1a">${lines.map((line) => `<p>${escapeHtml(line).replaceAll('\n', '<br>')}</p>`).join('')}</body></html>`,
  };
}
