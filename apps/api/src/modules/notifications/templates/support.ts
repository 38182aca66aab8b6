import type { MailTemplate } from '../mail-text.js';

type Said = readonly [ja: string, en: string];
const subjects: Readonly<Record<string, Said>> = {
  case: ['【窓口】担当の決まらない通知があります', 'Desk: a notice that nobody has taken up'],
  mail: ['【窓口】契約の分からないメールが残っています', 'Desk: a mail without a contract is waiting'],
  escalated: ['【窓口】案件が引き継がれました', 'Desk: a case was escalated to you'],
};
const texts: Readonly<Record<string, Said>> = {
  case: ['窓口の通知を、まだ誰も引き受けていないか、転送していません。', 'A notice at the desk has not been taken up, or not been forwarded yet.'],
  mail: ['契約の分からないメールを、まだ誰も契約に割り当てていません。', 'A mail of which the contract is not known has not been assigned yet.'],
  escalated: ['窓口の担当者だけでは進められない案件があります。担当者に事情を確かめてください。', 'There is a case that the desk cannot solve alone. Please ask whoever has it.'],
};
const nothing: Said = ['', ''];

/** Mails to the platform's own people. They name no party and no content (D8). */
export const supportTemplates = {
  'support.overdue': {
    ja: ({ data, url }) => ({
      subject: `${(subjects[data['what'] ?? ''] ?? nothing)[0]}${data['contractNumber'] ? `｜契約番号 ${data['contractNumber']}` : ''}`,
      paragraphs: [(texts[data['what'] ?? ''] ?? nothing)[0], ...(data['deadlineOn'] ? [`通知の期限は ${data['deadlineOn']} です。`] : []), ...(data['what'] !== 'escalated' && data['step'] === '2' ? ['二度目のお知らせです。窓口の上長にも送っています。'] : [])],
      action: { label: '窓口を開く', url }, notes: ['窓口は通知を受領・承認する立場になく、有効かどうかの判断もいたしません。'],
    }),
    en: ({ data, url }) => ({
      subject: `${(subjects[data['what'] ?? ''] ?? nothing)[1]}${data['contractNumber'] ? ` | contract ${data['contractNumber']}` : ''}`,
      paragraphs: [(texts[data['what'] ?? ''] ?? nothing)[1], ...(data['deadlineOn'] ? [`Its deadline is ${data['deadlineOn']}.`] : []), ...(data['what'] !== 'escalated' && data['step'] === '2' ? ['This is the second reminder; the superiors of the desk were told as well.'] : [])],
      action: { label: 'Open the desk', url }, notes: ['The desk neither receives nor confirms notices and does not judge them.'],
    }),
  },
} as const satisfies Record<string, MailTemplate>;
