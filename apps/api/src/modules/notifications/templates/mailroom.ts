import type { MailTemplate } from '../mail-text.js';

type Said = readonly [ja: readonly string[], en: readonly string[]];
// What happens next with a mail to a notice address. Never a word about validity (D8).
const outcomes: Readonly<Record<string, Said>> = {
  registered: [['通知として登録し、契約の相手方の通知先（別紙1）へ届けます。相手方のメールサーバーが受け付けた日が到達の日になります。'], ['It is registered as a notice and on its way to the other side (annex 1). The day its mail server accepts it is the day of arrival.']],
  waiting: [['内容を確認するため、契約の当事者双方に知らせました。終了通知（第17条2項）か解約通知（第18条）かをポータルで選ぶと、相手方へ届けます。まだ相手方に到達していません。'], ['Both parties have been told. Choose in the portal which notice it is; it then goes to the other side. It has not arrived there yet.']],
  unknown: [['どの契約についてのメールか分からないため、窓口が確認します。契約番号を書いて返信していただくと早く進みます。まだ相手方に到達していません。'], ['The desk is finding out which contract it is about; a reply with the contract number helps. It has not arrived at the other side yet.']],
  before_conclusion: [['この契約はまだ成立していないため、通知としては登録していません。受け取ったメールは記録として保存しました。'], ['This contract is not concluded yet, so no notice was registered. The mail is kept on record.']],
  after_end: [['この契約はすでに終了しているため、通知としては登録していません。受け取ったメールは記録として保存しました。'], ['This contract has ended already, so no notice was registered. The mail is kept on record.']],
  repeated: [['同じメールがすでに登録されているため、記録としてだけ保存しました。'], ['The same message is registered already; this copy is kept on record only.']],
};
const articleJa = (article: string | undefined): string => (article === '17' ? '終了通知（第17条2項）' : '解約通知（第18条）');
const articleEn = (article: string | undefined): string => (article === '17' ? 'non-renewal notice (article 17(2))' : 'termination notice (article 18)');
const none: Said = [[], []];

/** Mails about what came to the contracts' own notice addresses and by telephone. */
export const mailroomTemplates = {
  'mailroom.acknowledged': {
    ja: ({ data }) => ({
      subject: `メールを受け取りました${data['contractNumber'] ? `｜契約番号 ${data['contractNumber']}` : ''}`,
      paragraphs: [`件名「${data['subject']}」のメールを、${data['receivedAt']}（協定世界時）に受け取りました。`, ...(outcomes[data['outcome'] ?? ''] ?? none)[0], `受け取ったメールのハッシュ値（SHA-256）：${data['sha256']}`],
      notes: ['これは自動の受付メールです。窓口は通知を受領・承認する立場になく、有効かどうかの判断もいたしません。'],
    }),
    en: ({ data }) => ({
      subject: `Your mail was received${data['contractNumber'] ? ` | contract ${data['contractNumber']}` : ''}`,
      paragraphs: [`Your mail "${data['subject']}" came in at ${data['receivedAt']} (UTC).`, ...(outcomes[data['outcome'] ?? ''] ?? none)[1], `SHA-256 of the mail: ${data['sha256']}`],
      notes: ['This is an automatic acknowledgement. The desk neither receives nor confirms notices and does not judge them.'],
    }),
  },
  'mailroom.waiting': {
    ja: ({ data, url }) => ({
      subject: `【要確認】通知アドレスにメールが届きました｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `契約の通知アドレスに、${data['sender']} から「${data['subject']}」というメールが届きました。差出人または通知の種類が分からないため、確認をお待ちしています。`, '通知であれば種類を選んで登録してください。どちらの当事者でも登録できます。'],
      action: { label: '届いたメールを確認する', url },
    }),
    en: ({ data, url }) => ({
      subject: `Please check: a mail came to the notice address | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `A mail from ${data['sender']} ("${data['subject']}") came to the contract's notice address. Its sender or kind is not clear.`, 'If it is a notice, either side can register it by choosing its kind.'],
      action: { label: 'Look at the mail', url },
    }),
  },
  'mailroom.confirm-call': {
    ja: ({ data, url }) => ({
      subject: `【確認のお願い】お電話での${articleJa(data['article'])}｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `${data['calledOn']} に ${data['giverName']} 様からお電話で${articleJa(data['article'])}をいただいた、という記録を ${data['enteredBy']} が代理で入力しました。`, '確認のボタンを押すまでは、通知をしたことになりません。覚えのない場合や内容が違う場合は、押さずにこのメールを破棄してください。'],
      action: { label: '内容を見て確認する', url }, notes: ['このリンクは14日間、一度だけ使えます。'],
    }),
    en: ({ data, url }) => ({
      subject: `Please confirm: ${articleEn(data['article'])} by telephone | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `${data['enteredBy']} has recorded that ${data['giverName']} gave a ${articleEn(data['article'])} by telephone on ${data['calledOn']}.`, 'No notice is given until you confirm it. If you know nothing of it, or if it is wrong, do not press the button.'],
      action: { label: 'Read and confirm', url }, notes: ['The link works once, for 14 days.'],
    }),
  },
  'notices.withdrawal-requested': {
    ja: ({ data, url }) => ({
      subject: `【要返答】通知の撤回への同意のお願い｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `${data['giverCompany']} から、${articleJa(data['article'])}を撤回したいとの申し出がありました。到達した通知は、相手方の同意がなければ撤回できません。`, ...(data['text'] ? [data['text']] : [])],
      action: { label: '同意するかどうかを返答する', url },
    }),
    en: ({ data, url }) => ({
      subject: `Please answer: withdrawal of a notice | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `${data['giverCompany']} would like to withdraw its ${articleEn(data['article'])}. A notice that has arrived can only be withdrawn with your consent.`, ...(data['text'] ? [data['text']] : [])],
      action: { label: 'Consent or refuse', url },
    }),
  },
  'notices.withdrawn': {
    ja: ({ data, url }) => ({
      subject: `通知の撤回が成立しました｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `${data['giverCompany']} の${articleJa(data['article'])}は、相手方の同意により撤回されました。`, data['endsOn'] ? `ほかの通知により、契約は ${data['endsOn']} に終了します。` : 'この通知による終了はなくなり、契約は続きます。'],
      action: { label: '契約を確認する', url },
    }),
    en: ({ data, url }) => ({
      subject: `A notice was withdrawn | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `The ${articleEn(data['article'])} of ${data['giverCompany']} was withdrawn with consent.`, data['endsOn'] ? `By another notice the contract ends on ${data['endsOn']}.` : 'The contract goes on.'],
      action: { label: 'See the contract', url },
    }),
  },
} as const satisfies Record<string, MailTemplate>;
