import { type ContractEndBasis, endArticle, monthJa } from '@hoshu/domain';
import { plainSentences } from './sentences-of-slices.js';

type Data = Readonly<Record<string, unknown>>;
export interface Sentence { readonly ja: string; readonly en: string }

function text(data: Data, key: string): string {
  const value = data[key];
  if (Array.isArray(value)) return value.join('・');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
const yen = (data: Data, key: string): string => Number(data[key] ?? 0).toLocaleString('en-US');
const month = (data: Data): string => monthJa(text(data, 'month'));
const ofMonth = (ja: string, en: string) => (data: Data): Sentence => ({ ja: `${month(data)}分の月次報告書${ja}`, en: `The monthly report of ${text(data, 'month')} ${en}` });
const fixed = (ja: string, en: string) => (): Sentence => ({ ja, en });

const decisionWords: Readonly<Record<string, readonly [ja: string, en: string]>> = { undecided: ['未決定', 'undecided'], renew: ['更新', 'renew'], renegotiate: ['条件変更', 'renegotiate'], end: ['終了', 'end'], snoozed: ['保留', 'snoozed'] };
const sideOf = (data: Data): readonly [ja: string, en: string] => (data['side'] === 'client' ? ['お客様（甲）', 'client'] : ['保守会社（乙）', 'vendor']);
const articleOf = (data: Data): string => endArticle(text(data, 'basis') as ContractEndBasis);
const englishBasis = (data: Data): string => {
  const basis = text(data, 'basis');
  if (basis === 'agreed') return 'by agreement';
  return basis === '541' ? 'Civil Code article 541' : `article ${basis}`;
};
const claimSteps: Readonly<Record<string, string>> = { investigating: '調査', negotiating: '協議', statement: '主張', failed: '不成立' };
const markWords: Readonly<Record<string, readonly [ja: string, en: string]>> = { done: ['済みにしました', 'marked as done'], waived: ['理由を付けて省略しました', 'waived'], reopened: ['未了に戻しました', 'opened again'] };
const stepJa = (data: Data): string => claimSteps[text(data, 'step')] ?? text(data, 'step');

// Reminders of before went to both sides at once and name none.
function remindedWords(data: Data): readonly [ja: string, en: string] {
  const parties = Array.isArray(data['parties']) ? data['parties'] : [];
  if (parties.length === 1) return parties[0] === 'client' ? ['お客様（甲）', 'The client was'] : ['保守会社（乙）', 'The vendor was'];
  return ['双方', 'Both sides were'];
}

/** What happened, in one sentence. A type that is not listed shows itself. */
const sentences: Readonly<Record<string, (data: Data) => Sentence>> = {
  'notice.given': (data) => ({ ja: `通知を送信しました（${data['giverParty'] === 'client' ? 'お客様（甲）' : '保守会社（乙）'}から）。`, en: `A notice was given by the ${text(data, 'giverParty')}.` }),
  'notice.letter-made': fixed('郵送用の通知書を作成しました。', 'A letter of notice was made for posting.'),
  'notice.arrived': (data) => ({ ja: `通知が ${text(data, 'arrivedOn')} に相手方へ到達しました。`, en: `The notice arrived on ${text(data, 'arrivedOn')}.` }),
  'notice.bounced': fixed('通知のメールが届きませんでした（到達していません）。', 'The notice bounced; it has not arrived.'),
  'notice.scan-kept': fixed('書面の通知の写しを保存しました。', 'The scan of a paper notice was kept.'),
  'notice.paper-registered': (data) => (data['arrivedOn'] ? { ja: `書面の通知を登録しました（到達日 ${text(data, 'arrivedOn')}）。`, en: `A paper notice was registered (arrived on ${text(data, 'arrivedOn')}).` } : { ja: '書面の通知の配達状況を登録しました。', en: 'The way of a paper notice was registered.' }),
  'notice.without-effect': fixed('この通知によって契約の終了日は変わりませんでした。', 'The notice did not change the end of the contract.'),
  'notice.forwarded-by-desk': fixed('窓口に届いた通知を、別紙1の通知先へ転送しました。', 'A notice that came to the desk was forwarded to the notice address.'),
  'handover.listed': (data) => ({ ja: data['isNew'] ? `引渡しの一覧を記録から作りました（${text(data, 'added')}件）。` : `引渡しの一覧に、新しい記録を${text(data, 'added')}件加えました。`, en: data['isNew'] ? `The hand-over list was made from the records (${text(data, 'added')} items).` : `${text(data, 'added')} new records joined the hand-over list.` }),
  'handover.item-added': (data) => ({ ja: `引渡しの項目「${text(data, 'title')}」を加えました（${sideOf(data)[0]}）。`, en: `An item was added to the hand-over by the ${sideOf(data)[1]}.` }),
  'handover.item-marked': (data) => ({ ja: `引渡しの項目「${text(data, 'title')}」を${markWords[text(data, 'kind')]?.[0] ?? ''}（${sideOf(data)[0]}）。`, en: `An item of the hand-over was ${markWords[text(data, 'kind')]?.[1] ?? 'changed'} by the ${sideOf(data)[1]}.` }),
  'handover.confirmed': (data) => ({ ja: `${sideOf(data)[0]}が引渡しを確認しました。`, en: `The ${sideOf(data)[1]} confirmed the hand-over.` }),
  'settlement.issued': (data) => ({ ja: `最終精算書 ${text(data, 'number')} を発行しました（${Number(data['totalYen']) < 0 ? '乙から甲へ' : '甲から乙へ'} ${Math.abs(Number(data['totalYen'] ?? 0)).toLocaleString('en-US')}円）。`, en: `The final settlement ${text(data, 'number')} was issued (${Number(data['totalYen']) < 0 ? 'vendor to client' : 'client to vendor'}, ${Math.abs(Number(data['totalYen'] ?? 0)).toLocaleString('en-US')} yen).` }),
  'settlement.refunded': (data) => ({ ja: `お客様（甲）への返金 ${yen(data, 'amountYen')}円（${text(data, 'paidOn')}）を記録しました。`, en: `A refund of ${yen(data, 'amountYen')} yen to the client (${text(data, 'paidOn')}) was recorded.` }),
  'rescission.arrived': (data) => data['kind'] === 'demand'
    ? { ja: `催告が ${text(data, 'arrivedOn')} に到達しました（${text(data, 'demandLastOn')} まで履行を待ちます）。`, en: `A demand arrived on ${text(data, 'arrivedOn')}; performance is awaited until ${text(data, 'demandLastOn')}.` }
    : { ja: `解除の通知が ${text(data, 'arrivedOn')} に到達しました。${data['outcome'] === 'ended' ? '契約は到達の時に終了しました。' : '終了日は変わりませんでした。'}`, en: `A rescission arrived on ${text(data, 'arrivedOn')}${data['outcome'] === 'ended' ? ' and ended the contract' : '; the last day did not change'}.` },
  'contract.end-decided': (data) => ({ ja: `契約の終了日が ${text(data, 'lastOn')}（${articleOf(data)}）に決まりました。`, en: `The contract will end on ${text(data, 'lastOn')} (${englishBasis(data)}).` }),
  'contract.end-superseded': (data) => ({ ja: `終了日 ${text(data, 'withdrawnLastOn')} は、より早い終了日 ${text(data, 'lastOn')} に替わりました。`, en: `The end of ${text(data, 'withdrawnLastOn')} gave way to the earlier ${text(data, 'lastOn')}.` }),
  'contract.ended': (data) => ({ ja: `契約が ${text(data, 'endedOn')} をもって終了しました。秘密保持の義務は ${text(data, 'survivalLastOn')} まで続きます。`, en: `The contract ended on ${text(data, 'endedOn')}; confidentiality lasts until ${text(data, 'survivalLastOn')}.` }),
  'contract.renewed': (data) => ({ ja: `契約が ${text(data, 'startsOn')} から ${text(data, 'lastOn')} まで更新されました。`, en: `The contract was renewed from ${text(data, 'startsOn')} to ${text(data, 'lastOn')}.` }),
  'contract.deadline-reminded': (data) => ({ ja: `終了通知の期限（${text(data, 'lastValidOn')}）を${remindedWords(data)[0]}に知らせました。`, en: `${remindedWords(data)[1]} reminded of the deadline ${text(data, 'lastValidOn')}.` }),
  'renewal.reminders-chosen': (data) => ({ ja: `お客様（甲）への期限のお知らせを「${data['mode'] === 'once' ? '1回だけ' : data['mode'] === 'ladder' ? 'すべての段' : '共通の設定'}」にしました。`, en: `Warnings to the client were set to “${data['mode'] === 'once' ? 'one' : data['mode'] === 'ladder' ? 'every step' : 'the common choice'}”.` }),
  'renewal.decided': (data) => ({ ja: `契約 ${text(data, 'contractNumber')} の更新判断を「${decisionWords[text(data, 'state')]?.[0] ?? ''}」としました。`, en: `Contract ${text(data, 'contractNumber')}: the renewal decision is “${decisionWords[text(data, 'state')]?.[1] ?? ''}”.` }),
  'renewal.decision-closed': (data) => ({ ja: `契約 ${text(data, 'contractNumber')} の第${text(data, 'termNumber')}期の更新判断（${decisionWords[text(data, 'state')]?.[0] ?? ''}）を閉じました：${data['outcome'] === 'ended' ? '終了' : '自動更新'}。`, en: `Contract ${text(data, 'contractNumber')}, term ${text(data, 'termNumber')}: the decision (${decisionWords[text(data, 'state')]?.[1] ?? ''}) was closed, the contract ${data['outcome'] === 'ended' ? 'ends' : 'renewed'}.` }),
  'representation.asked': (data) => ({ ja: `${data['party'] === 'client' ? 'お客様（甲）' : '保守会社（乙）'}に、年に一度の表明（期限 ${text(data, 'dueOn')}）を${data['kind'] === 'asked' ? 'お願いしました' : '催促しました'}。`, en: `The ${text(data, 'party')} was ${data['kind'] === 'asked' ? 'asked for' : 'reminded of'} its yearly representation (due ${text(data, 'dueOn')}).` }),
  'approval.approved': (data) => ({ ja: `社内承認の第${text(data, 'step')}段階を承認しました${data['isDelegate'] ? '（代理）' : ''}。`, en: `Step ${text(data, 'step')} of the internal approval was approved${data['isDelegate'] ? ' by a delegate' : ''}.` }),
  'approval.sent-back': (data) => ({ ja: `社内承認の第${text(data, 'step')}段階で差し戻しました（理由：${text(data, 'reason')}）。`, en: `Step ${text(data, 'step')} of the internal approval was sent back (${text(data, 'reason')}).` }),
  'check.recorded': (data) => ({ ja: `反社チェックを記録しました（${text(data, 'checkedOn')}、${data['result'] === 'clear' ? '該当なし' : '該当の可能性あり'}）。`, en: `A counterparty check of ${text(data, 'checkedOn')} was recorded (${text(data, 'result')}).` }),
  'check.decided': (data) => ({ ja: `反社チェックの該当の可能性を「${data['decision'] === 'cleared' ? '別人・該当しない' : '該当する'}」と判断しました。`, en: `A hit was decided: ${text(data, 'decision')}.` }),
  'check.imported': (data) => ({ ja: `反社チェックの結果をCSVから${text(data, 'created')}件取り込みました。`, en: `${text(data, 'created')} check results were imported.` }),
  'signing.sent': (data) => ({ ja: `契約書を署名のために送信しました（署名の期限 ${text(data, 'expiresOn')}）。`, en: `The contract was sent for signature (until ${text(data, 'expiresOn')}).` }),
  'billing.invoice-issued': (data) => ({ ja: `請求書 ${text(data, 'number')}（${yen(data, 'totalYen')}円・税込、支払期日 ${text(data, 'dueOn')}）を発行しました。`, en: `Invoice ${text(data, 'number')} was issued (JPY ${yen(data, 'totalYen')} incl. tax, due ${text(data, 'dueOn')}).` }),
  'billing.invoice-sent': (data) => ({ ja: `請求書 ${text(data, 'number')} を送信しました。`, en: `Invoice ${text(data, 'number')} was sent.` }),
  'billing.invoice-voided': (data) => ({ ja: `請求書 ${text(data, 'number')} を取り消しました。`, en: `Invoice ${text(data, 'number')} was voided.` }),
  'billing.invoice-document-made': (data) => ({ ja: `請求書 ${text(data, 'number')} のPDFを作成しました。`, en: `The PDF of invoice ${text(data, 'number')} was made.` }),
  'billing.payment-planned': (data) => ({ ja: `請求書 ${text(data, 'number')} の振込予定日 ${text(data, 'plannedOn')} をお客様（甲）が連絡しました。`, en: `The client told that it will pay invoice ${text(data, 'number')} on ${text(data, 'plannedOn')}.` }),
  'billing.payment-recorded': (data) => ({ ja: `${text(data, 'paidOn')} の入金 ${yen(data, 'amountYen')}円を記録しました。`, en: `A payment of JPY ${yen(data, 'amountYen')} on ${text(data, 'paidOn')} was recorded.` }),
  'billing.stripe-refunded': (data) => ({ ja: `請求書 ${text(data, 'number')} の入金のうち ${yen(data, 'amountYen')}円が、Stripeで返金されました。`, en: `JPY ${yen(data, 'amountYen')} paid for invoice ${text(data, 'number')} were refunded at Stripe.` }),
  'billing.stripe-refund-failed': (data) => ({ ja: `Stripeでの返金 ${yen(data, 'amountYen')}円ができませんでした。`, en: `A refund of JPY ${yen(data, 'amountYen')} at Stripe failed.` }),
  'billing.payment-undone': (data) => ({ ja: `入金 ${yen(data, 'amountYen')}円の記録を取り消しました。`, en: `The record of a payment of JPY ${yen(data, 'amountYen')} was undone.` }),
  'billing.difference-waived': (data) => ({ ja: `請求書 ${text(data, 'number')} の差額 ${yen(data, 'amountYen')}円を請求しないことにしました。`, en: `The difference of JPY ${yen(data, 'amountYen')} on invoice ${text(data, 'number')} was waived.` }),
  'billing.receipt-issued': (data) => ({ ja: `領収書 ${text(data, 'number')}（${yen(data, 'amountYen')}円）を発行しました。`, en: `Receipt ${text(data, 'number')} of JPY ${yen(data, 'amountYen')} was issued.` }),
  'contract.court-moved': (data) => ({ ja: `お客様（甲）の本店が${text(data, 'headOffice')}へ移り、合意管轄裁判所が ${text(data, 'from') || '未定'} から ${text(data, 'to') || '未定'} になりました。`, en: "The client's head office moved, and the agreed court with it." }),
  'contract.court-overridden': (data) => ({ ja: `合意管轄裁判所を、理由をつけて ${text(data, 'to')} に定め直しました。`, en: 'The agreed court was set by hand, with a reason.' }),
  'liability.opening-payment-entered': (data) => ({ ja: `利用開始前の入金（${text(data, 'paidOn')}、${yen(data, 'amountYen')}円）を登録しました。`, en: `A payment from before moving in (${text(data, 'paidOn')}, JPY ${yen(data, 'amountYen')}) was entered.` }),
  'liability.opening-payment-corrected': (data) => ({ ja: `利用開始前の入金（${text(data, 'paidOn')}、${yen(data, 'amountYen')}円）の登録を取り消しました。`, en: `A payment from before moving in (${text(data, 'paidOn')}, JPY ${yen(data, 'amountYen')}) was taken back.` }),
  'liability.basis-chosen': (data) => (data['basis'] === 'claim' ? { ja: '責任の上限の基準日を「請求日」にしました。', en: 'The cap counts back from the day of the claim.' } : { ja: '責任の上限の基準日を「事由発生日」にしました。', en: 'The cap counts back from the day of the incident.' }),
  'liability.claim-raised': (data) => ({ ja: `損害賠償の請求（第${text(data, 'number')}号、${yen(data, 'totalYen')}円）が${sideOf(data)[0]}から提起されました。`, en: `Claim ${text(data, 'number')} of JPY ${yen(data, 'totalYen')} was raised by the ${sideOf(data)[1]}.` }),
  'liability.claim-step': (data) => ({ ja: `損害賠償の請求（第${text(data, 'number')}号）で、${sideOf(data)[0]}が「${stepJa(data)}」を記録しました。`, en: `Claim ${text(data, 'number')}: ${text(data, 'step')}, recorded by the ${sideOf(data)[1]}.` }),
  'liability.settlement-proposed': (data) => ({ ja: `損害賠償の請求（第${text(data, 'number')}号）の合意の案（${yen(data, 'amountYen')}円）を、${sideOf(data)[0]}が出しました。`, en: `Claim ${text(data, 'number')}: a settlement of JPY ${yen(data, 'amountYen')} was proposed by the ${sideOf(data)[1]}.` }),
  'liability.settlement-confirmed': (data) => ({ ja: `損害賠償の請求（第${text(data, 'number')}号）の合意（${yen(data, 'amountYen')}円）が成立しました。`, en: `Claim ${text(data, 'number')} was settled for JPY ${yen(data, 'amountYen')}.` }),
  'incident.opened': (data) => ({ ja: `障害「${text(data, 'title')}」を登録しました。`, en: `The incident “${text(data, 'title')}” was opened.` }),
  'monitor.certificate-expiring': (data) => ({ ja: `証明書の期限まで、あと${text(data, 'daysLeft')}日です。`, en: `A certificate expires in ${text(data, 'daysLeft')} days.` }),
  'report.drafted': ofMonth('の下書きを作成しました。', 'was drafted.'),
  'report.commented': ofMonth('にコメントを書きました。', 'was commented on.'),
  'report.sent': ofMonth('をお客様（甲）へ送りました。', 'was sent to the client.'),
  'report.opened': ofMonth('が初めて開かれました。', 'was opened for the first time.'),
  'report.acknowledged': ofMonth('が確認されました。', 'was acknowledged.'),
  'report.question-asked': ofMonth('に質問がありました。', 'met with a question.'),
  'report.reminded': ofMonth('がまだ開かれていないことを知らせました。', 'is unread: a reminder was sent.'),
  'support.viewed-notice': fixed('運営の窓口が通知の手続情報を閲覧しました。', 'The desk opened the case of a notice.'),
  'support.took-over': fixed('運営の窓口が担当になりました。', 'A member of the desk took the case over.'),
  'support.answered': fixed('運営の窓口が標準の案内を送りました。', 'The desk sent a standard answer.'),
  'support.registered-notice': fixed('運営の窓口に届いた通知を登録しました。', 'A notice that came to the desk was registered.'),
  'support.added-scan': fixed('運営の窓口が通知の写しを保存しました。', 'The desk kept the scan of a notice.'),
  'support.forwarded-notice': fixed('運営の窓口が通知の転送を指示しました。', 'The desk had a notice forwarded.'),
};

/** Whether somebody wrote the sentence of a type; a test asks it for every type that the code writes. */
export const hasSentence = (type: string): boolean => Object.hasOwn(sentences, type) || Object.hasOwn(plainSentences, type);

/** The sentence of an event in both languages. */
export function sentenceOf(type: string, data: Data): Sentence {
  const own = Object.hasOwn(sentences, type) ? sentences[type]?.(data) : undefined;
  const plain = Object.hasOwn(plainSentences, type) ? plainSentences[type] : undefined;
  return own ?? { ja: plain?.[0] ?? type, en: plain?.[1] ?? type };
}
