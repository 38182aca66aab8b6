import type { MailTemplate } from '../mail-text.js';

const outcomeJa = (data: Readonly<Record<string, string>>): string => ({
  ended: `契約は、${data['arrivedOn']} の到達の時に終了しました。`, earlier_end_stands: 'より早い終了がすでに決まっているため、終了日は変わりません。', already_ended: '契約は、到達の時にはすでに終了していました。',
  demanded: `契約は続いています。${data['lastOn']} の終わりまでに履行がないときは、解除されることがあります（民法541条）。`,
}[data['outcome'] ?? ''] ?? '');
const outcomeEn = (data: Readonly<Record<string, string>>): string => ({
  ended: `The contract ended on arrival, on ${data['arrivedOn']}.`, earlier_end_stands: 'An earlier end stands already; the last day does not change.', already_ended: 'The contract had ended before it arrived.',
  demanded: `The contract goes on. Without performance by the end of ${data['lastOn']} it may be rescinded (Civil Code art. 541).`,
}[data['outcome'] ?? ''] ?? '');

export const rescissionTemplates = {
  'rescission.confirm': {
    ja: ({ data, url }) => ({
      subject: `【確認のお願い】${data['title']}｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['person']} 様`, `${data['first']} 様が「${data['title']}」を確認しました。送るには、もう一人の権限者の確認が必要です。資料と理由をご確認ください。`],
      action: { label: '内容を確認する', url }, notes: ['相手方には、まだ何も送られていません。'],
    }),
    en: ({ data, url }) => ({
      subject: `Please confirm: ${data['titleEn']} | contract ${data['contractNumber']}`, paragraphs: [`To ${data['person']}`, `${data['first']} confirmed “${data['titleEn']}”. A second authorised person must confirm before it is sent. Please look at evidence and reasons.`],
      action: { label: 'Look at it', url }, notes: ['Nothing has been sent to the other side.'],
    }),
  },
  'rescission.arrived': {
    ja: ({ data, url }) => ({
      subject: `通知が到達しました（${data['title']}）｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['companyName']} 御中`, `${data['giver']} からの「${data['title']}」（${data['clause']}）が、${data['arrivedOn']} に相手方へ到達しました。`, outcomeJa(data)],
      action: { label: '内容とこれからの手続を確認する', url }, notes: ['事由にあたるかどうかは当事者が判断するもので、このメールは判断するものではありません。'],
    }),
    en: ({ data, url }) => ({
      subject: `It has arrived: ${data['titleEn']} | contract ${data['contractNumber']}`, paragraphs: [`To ${data['companyName']},`, `“${data['titleEn']}” (${data['clause']}) of ${data['giver']} arrived on ${data['arrivedOn']}.`, outcomeEn(data)],
      action: { label: 'See it and what follows', url }, notes: ['Whether a ground is given is for the parties; this mail does not judge it.'],
    }),
  },
  'rescission.bounced': {
    ja: ({ data, url }) => ({ subject: `【要対応】${data['title']}のメールが届きませんでした｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['companyName']} 御中`, 'メールが相手方に届かなかったため、通知はまだ到達していません。通知書を印刷して郵送してください。'], action: { label: '通知書を印刷する', url } }),
    en: ({ data, url }) => ({ subject: `Action needed: ${data['titleEn']} bounced | contract ${data['contractNumber']}`, paragraphs: [`To ${data['companyName']},`, 'The mail did not reach the other side, so it has not arrived. Print and post the letter.'], action: { label: 'Print the letter', url } }),
  },
} as const satisfies Record<string, MailTemplate>;
