import { createHash } from 'node:crypto';
import { dateInBothCalendars, TITLE } from '@hoshu/contract-text';
import { canonicalJson, localDate, wareki } from '@hoshu/domain';
import type { DeclarationLetter } from '../../platform/pdf/index.js';
import type { ContractFacts } from '../contracts/index.js';
import { clauseOf, otherSide } from './declaration-rules.js';
import type { DeclarationRecord } from './declaration.repository.js';

type Declared = Pick<DeclarationRecord, 'number' | 'side' | 'kind' | 'event' | 'demandSubject' | 'reason' | 'periodDays' | 'demandedYen'>;
/** For a rescission after a demand: the demand that was not met. */
type Demand = Pick<DeclarationRecord, 'effect'> | null;
/** The part of a letter that differs between rescission and demand; the mail says the same. */
export type LetterText = Pick<DeclarationLetter, 'title' | 'paragraphs' | 'rows'>;

const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;

function paragraphsOf(facts: ContractFacts, declared: Declared, demand: Demand): string[] {
  const concludedOn = localDate(facts.conclusion?.concludedOn ?? '');
  const subject = `貴社と当社との間の${wareki({ date: concludedOn })}付「${TITLE}」（契約番号 ${facts.number}。以下「本契約」といいます。）について、`;
  if (declared.kind === 'rescission') return [
    `${subject}貴社に下記の事由がありますので、${clauseOf(declared)}に基づき、催告なく直ちに本契約を解除いたします。`,
    '本契約は、本通知が貴社に到達した時に終了します。終了日までの報酬の精算、お預かりしているアカウント等の返還、秘密保持その他終了後も続く義務は、本契約の定めによります。',
  ];
  if (declared.kind === 'after_demand') return [
    `${subject}当社は、相当の期間を定めて履行を催告し、催告は ${demand?.effect?.arrivedOn ?? ''} に貴社に到達しましたが、期間の末日である ${demand?.effect?.demandLastOn ?? ''} までに履行がありませんでした。`,
    '民法541条に基づき、本契約を解除いたします。本契約は、本通知が貴社に到達した時に終了します。',
  ];
  const what = declared.demandSubject === 'payment' ? `本契約第11条に基づく報酬のうち、支払期日を過ぎた ${yen(declared.demandedYen ?? 0)} が支払われておりません` : '下記のとおり、本契約に基づく義務の履行又は是正が必要です';
  return [
    `${subject}${what}。`, `つきましては、本通知の到達の日の翌日から${declared.periodDays ?? 0}日以内に、${declared.demandSubject === 'payment' ? 'お支払い' : '履行又は是正'}くださるよう、催告いたします。`,
    '上記の期間内に履行がないときは、民法541条に基づき本契約を解除することがあります。本通知のみによって本契約が終了することはありません。',
  ];
}

/** Title, body and table of the letter (解除通知書, 催告書). `facts`: those of the day it set out. */
export function letterText(facts: ContractFacts, declared: Declared, demand: Demand): LetterText {
  const rows: (readonly [string, string])[] = [['契約書', `${TITLE}（契約番号 ${facts.number}）`], ['契約締結日', dateInBothCalendars(localDate(facts.conclusion?.concludedOn ?? ''))], ['根拠となる条項', clauseOf(declared)]];
  if (declared.kind === 'demand') rows.push(['履行の期間', `本通知の到達の日の翌日から${declared.periodDays ?? 0}日間`], ...(declared.demandedYen === null ? [] : [['金額', yen(declared.demandedYen)] as const]));
  rows.push([declared.kind === 'demand' ? '催告の内容' : '解除の理由となる事実', declared.reason]);
  return { title: declared.kind === 'demand' ? '催告書' : '解除通知書', paragraphs: paragraphsOf(facts, declared, demand), rows };
}

/** SHA-256 over the canonical words of a declaration: letter, mail and record name the same one. */
export const declarationHash = (facts: ContractFacts, declared: Declared, demand: Demand): string =>
  createHash('sha256').update(canonicalJson({ number: declared.number, side: declared.side, recipient: facts.terms.parties[otherSide(declared.side)].companyName, ...letterText(facts, declared, demand) })).digest('hex');

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The mail that is the declaration itself (D7): its words in full, so that nobody needs to open the portal. */
export function declarationMail(facts: ContractFacts, declared: Declared, more: { readonly demand: Demand; readonly sentBy: string; readonly sentOn: string; readonly contentHash: string }): { subject: string; text: string; html: string } {
  const { title, paragraphs, rows } = letterText(facts, declared, more.demand);
  const [giver, recipient] = [facts.terms.parties[declared.side].companyName, facts.terms.parties[otherSide(declared.side)].companyName];
  const lines = [
    `${recipient} 御中`, `${giver} ${more.sentBy}`, ...paragraphs, ...rows.map(([label, value]) => `${label}：${value}`), `通知日：${dateInBothCalendars(localDate(more.sentOn))}`, `内容のハッシュ値（SHA-256）：${more.contentHash}`,
    '※ このメールは契約上の通知です。貴社のメールサーバーが受け付けた時に到達したものとして記録されます。',
  ];
  return {
    subject: `【${title}】契約番号 ${facts.number}｜${giver}`, text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body style="font-family:'Hiragino Sans',Meiryo,sans-serif;font-size:16px;line-height:1.8;color:#1a1a1a">${lines.map((line) => `<p>${escapeHtml(line).replaceAll('\n', '<br>')}</p>`).join('')}</body></html>`,
  };
}

