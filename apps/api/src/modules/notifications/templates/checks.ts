import type { MailFacts, MailTemplate, MailText } from '../mail-text.js';

interface Words { readonly subject: string; readonly lead: string; readonly more?: string }

const mail = (language: 'ja' | 'en', { data, url }: MailFacts, { subject, lead, more }: Words): MailText => ({
  subject: `${subject}｜${language === 'ja' ? '契約' : 'contract'} ${data['contractNumber']}`,
  paragraphs: [...(data['companyName'] ? [language === 'ja' ? `${data['companyName']} 御中` : `To ${data['companyName']}`] : []), lead, ...(more ? [more] : [])],
  action: { label: language === 'ja' ? '内容を確認する' : 'See the page', url },
  notes: [language === 'ja' ? 'このメールは連絡のためのもので、第17条〜第19条の通知ではありません。' : 'This mail only informs; it is no notice under articles 17 to 19.'],
});
const template = (ja: (data: MailFacts['data']) => Words, en: (data: MailFacts['data']) => Words): MailTemplate => ({ ja: (facts) => mail('ja', facts, ja(facts.data)), en: (facts) => mail('en', facts, en(facts.data)) });

/** Mails of representations and checks (第20条). */
export const checkTemplates = {
  'representation.asked': template(
    ({ dueOn }) => ({ subject: '【年に一度のお願い】反社会的勢力でないことの表明', lead: `契約書 第20条1項の表明を、${dueOn} までに改めてお願いします。役員の一覧を確認し、画面で表明してください（1分ほどです）。` }),
    ({ dueOn }) => ({ subject: '[Once a year] Representation under article 20', lead: `Please make the representation of article 20(1) again by ${dueOn}: check the list of officers and confirm on the page.` })),
  'representation.overdue': template(
    ({ dueOn }) => ({ subject: '【期限を過ぎています】反社会的勢力でないことの表明', lead: `契約書 第20条1項の表明の期限（${dueOn}）を過ぎています。画面で表明をお願いします。` }),
    ({ dueOn }) => ({ subject: '[Overdue] Representation under article 20', lead: `The representation of article 20(1) was due on ${dueOn}. Please make it on the page.` })),
  'representation.refused': template(
    ({ other, person, reason }) => ({ subject: '【重要】相手方から「表明できない」との申告', lead: `${other} の ${person} 様から、第20条1項の表明ができないとの申告がありました。`, more: `理由：${reason}\n契約は自動では終わりません。今後の対応（第20条2項・第19条4号の解除など）は、弁護士や暴力追放運動推進センターに相談のうえ、ご判断ください。` }),
    ({ other, person, reason }) => ({ subject: '[Important] The other side cannot make the representation', lead: `${person} of ${other} declared that the representation of article 20(1) cannot be made.`, more: `Reason: ${reason}\nThe contract does not end by itself. Please take advice before you decide (articles 20(2) and 19).` })),
  'check.due': {
    ja: ({ data, url }) => ({ subject: '反社チェックの再確認の時期です', paragraphs: ['次の取引先の確認の有効期間が、まもなく終わるか、終わっています。', data['lines'] ?? ''], action: { label: '確認の一覧を開く', url } }),
    en: ({ data, url }) => ({ subject: 'Counterparty checks are due again', paragraphs: ['The checks of these clients end soon or have ended.', data['lines'] ?? ''], action: { label: 'See the checks', url } }),
  },
} as const satisfies Record<string, MailTemplate>;
