import type { MailFacts, MailTemplate, MailText } from '../mail-text.js';

type Data = MailFacts['data'];
const linkNote = { ja: 'リンクは72時間有効です。期限が切れた場合は、開くと同じ宛先に新しいリンクを送ります。', en: 'The link is valid for 72 hours; an expired one sends a new link to the same address.' };
const personal = { ja: 'このリンクはご本人専用です。署名の担当者がほかにいる場合は、画面から転送してください。', en: 'This link is personal. If somebody else signs, forward it from the page.' };
const message = (data: Data, ja: boolean): string[] => (data['message'] ? [`${ja ? 'メッセージ' : 'Message'}：\n${data['message']}`] : []);
const subject = (title: string, data: Data): string => `${title}｜${data['contractNumber']}`;

/** A mail that only informs: subject, paragraphs, one way to the contract. */
const informs = (ja: (data: Data) => [string, string[]], en: (data: Data) => [string, string[]]): MailTemplate => {
  const mail = ([title, paragraphs]: [string, string[]], { data, url }: MailFacts, label: string): MailText => ({ subject: subject(title, data), paragraphs, action: { label, url } });
  return { ja: (facts) => mail(ja(facts.data), facts, '契約を確認する'), en: (facts) => mail(en(facts.data), facts, 'Open the contract') };
};

const request: MailTemplate = {
  ja: ({ data, url }) => ({
    subject: subject(`契約書の確認と署名のお願い（${data['vendorName']}）`, data),
    paragraphs: [
      `${data['recipientName']} 様`, data['forwardedBy'] ? `${data['forwardedBy']} 様から、署名の担当者として転送されました。` : `${data['vendorName']} の ${data['senderName']} です。保守管理契約書をお送りします。`,
      `契約書の日付：${data['contractDate']}\n署名の期限：${data['expiresOn']}`, ...message(data, true),
    ],
    action: { label: '契約書を確認する', url }, notes: [linkNote.ja, personal.ja],
  }),
  en: ({ data, url }) => ({
    subject: subject(`Please read and sign the contract (${data['vendorName']})`, data),
    paragraphs: [
      `Dear ${data['recipientName']},`, data['forwardedBy'] ? `${data['forwardedBy']} forwarded this to you as the person who signs.` : `${data['senderName']} of ${data['vendorName']} sends you the maintenance contract.`,
      `Date of the contract: ${data['contractDate']}\nPlease sign by: ${data['expiresOn']}`, ...message(data, false),
    ],
    action: { label: 'Read the contract', url }, notes: [linkNote.en, personal.en],
  }),
};

const onlyYours = { ja: 'このリンクはご本人専用です。', en: 'This link is personal.' };
/** F130: an approver of 甲 is asked, or asked again. */
const approval = (again: boolean): MailTemplate => ({
  ja: ({ data, url }) => ({
    subject: subject(again ? '契約書の承認をお待ちしています' : `契約書の承認のお願い（${data['vendorName']}）`, data),
    paragraphs: [
      `${data['recipientName']} 様`, again ? `${data['vendorName']} からの契約書の承認がまだ済んでいません。` : `${data['vendorName']} の ${data['senderName']} です。${data['clientName']} の承認者として、保守管理契約書の確認をお願いします。`,
      `全員の承認がそろうと、${data['signerName'] || '署名する方'}${data['signerName'] ? ' 様' : ''}に署名のお願いが届きます。直してほしい所があれば、理由を伝えて差し戻せます。`, `署名の期限：${data['expiresOn']}`, ...(again ? [] : message(data, true)),
    ],
    action: { label: '契約書を確認する', url }, notes: [...(again ? ['以前のメールのリンクは使えなくなりました。'] : []), linkNote.ja, onlyYours.ja],
  }),
  en: ({ data, url }) => ({
    subject: subject(again ? 'The contract is waiting for your approval' : `Please approve the contract (${data['vendorName']})`, data),
    paragraphs: [
      `Dear ${data['recipientName']},`, again ? `The contract of ${data['vendorName']} is not approved yet.` : `${data['senderName']} of ${data['vendorName']} asks you to read the maintenance contract as an approver of ${data['clientName']}.`,
      `Once everyone has approved, ${data['signerName'] || 'the signer'} is asked to sign. You can also send it back with a reason.`, `Last day for signing: ${data['expiresOn']}`, ...(again ? [] : message(data, false)),
    ],
    action: { label: 'Read the contract', url }, notes: [...(again ? ['The links of earlier mails no longer work.'] : []), linkNote.en, onlyYours.en],
  }),
});

/** F130: who gets a copy reads by a link and has nothing to do. */
const copy: MailTemplate = {
  ja: ({ data, url }) => ({
    subject: subject(`契約書の写しのお知らせ（${data['vendorName']}）`, data),
    paragraphs: [`${data['recipientName']} 様`, `${data['vendorName']} が ${data['clientName']} に送った保守管理契約書を、写しの受け手としてお知らせします。`, '手続きは必要ありません。締結が完了すると、契約書の原本をメールでお送りします。', ...message(data, true)],
    action: { label: '契約書を読む', url }, notes: [linkNote.ja, onlyYours.ja],
  }),
  en: ({ data, url }) => ({
    subject: subject(`Your copy of a contract (${data['vendorName']})`, data),
    paragraphs: [`Dear ${data['recipientName']},`, `${data['vendorName']} sent a maintenance contract to ${data['clientName']}; you get a copy of it.`, 'There is nothing for you to do. Once it is concluded, the original comes to you by mail.', ...message(data, false)],
    action: { label: 'Read the contract', url }, notes: [linkNote.en, onlyYours.en],
  }),
};

const reminder: MailTemplate = {
  ja: ({ data, url }) => ({
    subject: subject('契約書の署名をお待ちしています', data), paragraphs: [`${data['recipientName']} 様`, `${data['vendorName']} からの契約書の署名がまだ済んでいません。期限は ${data['expiresOn']} です。`],
    action: { label: '契約書を確認する', url }, notes: ['以前のメールのリンクは使えなくなりました。', linkNote.ja],
  }),
  en: ({ data, url }) => ({
    subject: subject('The contract is waiting for your signature', data), paragraphs: [`Dear ${data['recipientName']},`, `The contract of ${data['vendorName']} is not signed yet. The last day is ${data['expiresOn']}.`],
    action: { label: 'Read the contract', url }, notes: ['The links of earlier mails no longer work.', linkNote.en],
  }),
};

const linkRenewed: MailTemplate = {
  ja: ({ data, url }) => ({ subject: subject(data['role'] === 'signer' ? '新しい署名リンクをお送りします' : '新しいリンクをお送りします', data), paragraphs: [`${data['recipientName']} 様`, 'リンクの期限が切れていたため、新しいリンクをお送りします。'], action: { label: '契約書を確認する', url }, notes: [linkNote.ja] }),
  en: ({ data, url }) => ({ subject: subject(data['role'] === 'signer' ? 'Your new signing link' : 'Your new link', data), paragraphs: [`Dear ${data['recipientName']},`, 'Your link had expired; here is a new one.'], action: { label: 'Read the contract', url }, notes: [linkNote.en] }),
};

/** Mails about signing a contract; the ones with a personal link are `request`, `reminder`, `approval`, `approval-reminder`, `copy`, `date` (甲) and `link-renewed`. */
export const signingTemplates = {
  'signing.request': request,
  'signing.reminder': reminder,
  'signing.approval': approval(false),
  'signing.approval-reminder': approval(true),
  'signing.copy': copy,
  'signing.link-renewed': linkRenewed,
  'signing.your-turn': informs(
    (data) => ['契約書の署名をお待ちしています', [`${data['clientName']} との契約書に、自社の署名がまだありません。`, `署名の期限：${data['expiresOn']}`]],
    (data) => ['The contract is waiting for your signature', [`Your side has not yet signed the contract with ${data['clientName']}.`, `Please sign by: ${data['expiresOn']}`]],
  ),
  'signing.date': informs(
    (data) => ['契約日と契約期間の確認のお願い', ['双方の署名がそろいましたが、最後の署名の日が契約書の日付と異なります（第17条）。', `新しい契約日：${data['contractDate']}${data['termLastOn'] ? `\n契約期間の満了日：${data['termLastOn']}` : ''}`, '内容を確認すると、契約の締結が完了します。']],
    (data) => ['Please confirm the contract date and term', ['Both sides have signed, but the last signature falls on another day than the contract date (article 17).', `New date: ${data['contractDate']}${data['termLastOn'] ? `\nLast day of the term: ${data['termLastOn']}` : ''}`, 'Your confirmation concludes the contract.']],
  ),
  'signing.forwarded': informs(
    (data) => ['署名の依頼が転送されました', [`${data['personName']} 様が、${data['clientName']} の署名の依頼を ${data['newName']} 様（${data['newEmail']}）に転送しました。`]],
    (data) => ['The request was forwarded', [`${data['personName']} forwarded the request to ${data['newName']} (${data['newEmail']}) of ${data['clientName']}.`]],
  ),
  'signing.code-locked': informs(
    (data) => ['アクセスコードの入力が止まっています', [`${data['clientName']} の ${data['personName']} 様あての署名のリンクで、アクセスコードの間違いが5回続きました。入力を止めています。`, 'ご本人に電話などで確かめ、契約の画面で新しいコードを決めてお伝えください。コードはメールに書かないでください。']],
    (data) => ['The access code is locked', [`The access code was wrong five times at the signing link of ${data['personName']} of ${data['clientName']}. No more codes are accepted.`, 'Please check with the person by telephone, set a new code on the page of the contract and tell it. Never write it in a mail.']],
  ),
  'signing.asked-again': informs(
    (data) => ['署名の依頼の再送を頼まれています', [`${data['clientName']} の ${data['personName']} 様が、期限の過ぎた契約書をもう一度送ってほしいと頼んでいます。`, '契約の画面から、日付を確かめて送り直せます。']],
    (data) => ['You are asked to send a request again', [`${data['personName']} of ${data['clientName']} asks for the contract whose period for signing is over.`, 'You can send it again from the page of the contract.']],
  ),
  'signing.declined': informs(
    (data) => ['契約書が差し戻されました', [`${data['clientName']} の${data['as'] === 'approver' ? '承認者 ' : ' '}${data['personName']} 様が契約書を差し戻しました。これまでの署名による契約は成立していません。`, `理由：\n${data['reason']}`]],
    (data) => ['The contract was declined', [`${data['personName']}${data['as'] === 'approver' ? ', approver' : ''} of ${data['clientName']} ${data['as'] === 'approver' ? 'sent the contract back' : 'declined'}. No contract has come about by the signatures so far.`, `Reason:\n${data['reason']}`]],
  ),
  'signing.cancelled': informs(
    (data) => ['署名の依頼が取り消されました', [`${data['vendorName']} の ${data['personName']} が、契約書の署名の依頼を取り消しました。`, ...(data['reason'] ? [`理由：\n${data['reason']}`] : [])]],
    (data) => ['The request was cancelled', [`${data['personName']} of ${data['vendorName']} cancelled the request.`, ...(data['reason'] ? [`Reason:\n${data['reason']}`] : [])]],
  ),
  'signing.expired': informs(
    (data) => ['署名の期限が過ぎました', [`${data['vendorName']} と ${data['clientName']} の契約書は、期限の ${data['expiresOn']} までに署名がそろいませんでした。`, '続ける場合は、保守会社から再送します。']],
    (data) => ['The period for signing is over', [`The contract between ${data['vendorName']} and ${data['clientName']} was not signed by ${data['expiresOn']}.`, 'To go on, the vendor sends it again.']],
  ),
  'signing.completed': informs(
    (data) => ['契約の締結が完了しました', [`${data['vendorName']} と ${data['clientName']} の保守管理契約が ${data['concludedOn']} に成立しました。`, `契約期間の満了日：${data['termLastOn']}`, '契約書の原本と合意締結証明書を添付します。大切に保管してください。']],
    (data) => ['The contract is concluded', [`The maintenance contract between ${data['vendorName']} and ${data['clientName']} was concluded on ${data['concludedOn']}.`, `Last day of the term: ${data['termLastOn']}`, 'Your original and the certificate are attached. Please keep them.']],
  ),
  'signing.registered': informs(
    (data) => ['締結済みの契約書を登録しました', [`${data['vendorName']} が、${data['clientName']} との署名済みの契約書を登録しました。登録された写しを添付します。`, 'お手元の契約書と異なる場合は、このメールに返信してお知らせください。']],
    (data) => ['A signed contract was registered', [`${data['vendorName']} registered the signed contract with ${data['clientName']}; the registered copy is attached.`, 'If it differs from yours, please reply to this mail.']],
  ),
} as const satisfies Record<string, MailTemplate>;
