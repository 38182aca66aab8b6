import { dateInBothCalendars } from '@hoshu/contract-text';
import { localDate } from '@hoshu/domain';
import type { ContractFacts } from '../contracts/index.js';
import { otherParty, type NoticeRecord } from '../notices/index.js';
import type { MailRow } from './received-mail.repository.js';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const longest = 8_000;

/** The notice on its way to the other side's notice address: the sender's own words in full, so that it arrives without anybody opening the portal (D7). */
export function forwardedMail(facts: ContractFacts, notice: NoticeRecord, from: { readonly mail: MailRow; readonly hasOriginal: boolean; readonly publicUrl: string }): { subject: string; text: string; html: string } {
  const { mail } = from;
  const [giver, recipient] = [facts.terms.parties[notice.giverParty], facts.terms.parties[otherParty(notice.giverParty)]];
  const lines = [
    `${recipient.companyName} 御中`,
    `契約番号 ${facts.number} について、${giver.companyName} の ${notice.giverName} 様（${mail.from_address}）から次のメールが届いたため、別紙1の通知先へ届けます。`,
    `件名：${mail.subject || '（なし）'}\n通知の種類：${notice.article === 17 ? '終了通知（第17条2項）' : '解約通知（第18条）'}${notice.requestedEndOn ? `\n希望の終了日：${dateInBothCalendars(localDate(notice.requestedEndOn))}` : ''}`,
    `----- 本文 -----\n${mail.body.slice(0, longest) || '（本文を読み取れませんでした。原本をご確認ください。）'}${mail.body.length > longest ? '\n（続きは原本にあります）' : ''}\n----- 本文ここまで -----`,
    from.hasOriginal ? '受け取ったメールの原本を添付します。' : `原本は大きいため添付していません。ポータルで保存できます：${from.publicUrl}`,
    `原本のハッシュ値（SHA-256）：${notice.contentHash}`,
    '※ このメールは契約上の通知です。貴社のメールサーバーが受け付けた時に到達したものとして記録されます。',
  ];
  return {
    subject: `【${notice.article === 17 ? '終了通知' : '解約通知'}】契約番号 ${facts.number}｜${giver.companyName}`, text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body style="font-family:'Hiragino Sans',Meiryo,sans-serif;font-size:16px;line-height:1.8;color:#1a1a1a">${lines.map((line) => `<p>${escapeHtml(line).replaceAll('\n', '<br>')}</p>`).join('')}</body></html>`,
  };
}
