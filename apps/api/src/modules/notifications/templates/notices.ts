import type { MailTemplate } from '../mail-text.js';

const articleJa = (article: string | undefined): string => (article === '17' ? '終了通知（第17条2項）' : '解約通知（第18条）');
const articleEn = (article: string | undefined): string => (article === '17' ? 'non-renewal notice (article 17(2))' : 'termination notice (article 18)');

// To 乙 alone: what it had decided (F113).
const decisions: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  undecided: ['期限までに更新判断がなかったため、自動更新になりました。', 'Nothing was decided before the deadline, so it renewed by itself.'],
  snoozed: ['更新判断は保留のまま期限を過ぎ、自動更新になりました。', 'The decision was still snoozed at the deadline, so it renewed by itself.'],
  renew: ['更新判断は「更新」でした。', 'The decision was to renew.'],
  renegotiate: ['更新判断は「条件変更」でしたが、期間は同じ条件で更新されました。', 'The decision was to renegotiate; the term renewed on the same terms.'],
  end: ['更新判断は「終了」でしたが、期限内に届いた終了通知がないため、自動更新になりました。', 'The decision was to end, but no notice arrived in time, so it renewed by itself.'],
};
const decidedJa = (state: string | undefined): string[] => (state === undefined ? [] : [decisions[state]?.[0] ?? '']);
const decidedEn = (state: string | undefined): string[] => (state === undefined ? [] : [decisions[state]?.[1] ?? '']);

export const noticeTemplates = {
  'notices.arrived': {
    ja: ({ data, url }) => ({
      subject: `通知が到達しました｜契約番号 ${data['contractNumber']}`,
      paragraphs: [
        `${data['companyName']} 御中`, `${data['giverCompany']}（${data['giverName']} 様）からの${articleJa(data['article'])}が、${data['arrivedOn']} に相手方へ到達しました。`,
        data['basis'] ? `契約は ${data['endsOn']}（第${data['basis']}条）に終了します。${data['review'] ? '権限・時期などに確認が必要な点があります。' : ''}` : data['endsOn'] ? `契約は、すでに決まっている ${data['endsOn']} に終了します。` : 'この通知だけでは契約は終了しません。内容をご確認ください。',
      ],
      action: { label: '通知と終了日を確認する', url }, notes: ['到達の日は、相手方に届いた日（日本時間）です。'],
    }),
    en: ({ data, url }) => ({
      subject: `A notice has arrived | contract ${data['contractNumber']}`,
      paragraphs: [
        `To ${data['companyName']},`, `The ${articleEn(data['article'])} of ${data['giverCompany']} (${data['giverName']}) arrived on ${data['arrivedOn']}.`,
        data['basis'] ? `The contract ends on ${data['endsOn']} (article ${data['basis']}).${data['review'] ? ' Something has to be confirmed.' : ''}` : data['endsOn'] ? `The contract ends on ${data['endsOn']}, as already fixed.` : 'This notice alone does not end the contract. Please look at it.',
      ],
      action: { label: 'See the notice and the last day', url },
    }),
  },
  'notices.bounced': {
    ja: ({ data, url }) => ({
      subject: `【要対応】通知が届きませんでした｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `${articleJa(data['article'])}のメールが、通知先 ${data['recipientEmail']} に届きませんでした。通知はまだ到達していません。`, '通知書を印刷して郵送するか、相手方に通知先を確認してください。'],
      action: { label: '通知書を印刷する', url },
    }),
    en: ({ data, url }) => ({
      subject: `Action needed: your notice bounced | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `The ${articleEn(data['article'])} could not be delivered to ${data['recipientEmail']}. It has not arrived.`, 'Please print and post the letter, or ask the other side for its address.'],
      action: { label: 'Print the letter', url },
    }),
  },
  'notices.ended': {
    ja: ({ data, url }) => ({
      subject: `契約が終了しました｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `契約は ${data['endedOn']} をもって終了しました。`, `秘密保持の義務は、終了後も${data['survivalYears']}年間（${data['survivalLastOn']} まで）続きます（第13条2項）。`],
      action: { label: '引継ぎと残る義務を確認する', url }, notes: ['契約書・請求書・報告書・監査証跡は、これからも閲覧・保存できます。'],
    }),
    en: ({ data, url }) => ({
      subject: `The contract has ended | ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, `The contract ended at the end of ${data['endedOn']}.`, `Confidentiality goes on for ${data['survivalYears']} years, until ${data['survivalLastOn']} (article 13(2)).`],
      action: { label: 'Hand-over and surviving duties', url }, notes: ['Contract, invoices, reports and audit trail stay readable.'],
    }),
  },
  'notices.renewed': {
    ja: ({ data, url }) => ({
      subject: `契約が更新されました｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, `契約は、第17条2項により同じ条件で更新されました。`, `新しい期間：${data['startsOn']} から ${data['lastOn']} まで`, ...decidedJa(data['decision'])],
      action: { label: '契約を確認する', url },
    }),
    en: ({ data, url }) => ({
      subject: `The contract was renewed | ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, 'The contract was renewed on the same terms under article 17(2).', `New term: ${data['startsOn']} to ${data['lastOn']}`, ...decidedEn(data['decision'])],
      action: { label: 'See the contract', url },
    }),
  },
  'notices.reminder': {
    ja: ({ data, url }) => ({
      subject: `契約期間のお知らせ（満了日 ${data['termLastOn']}）｜契約番号 ${data['contractNumber']}`,
      paragraphs: [
        `${data['companyName']} 御中`, `契約期間は ${data['termLastOn']} に満了します。`,
        `何もしない場合は、${data['nextStartsOn']} から ${data['nextLastOn']} まで、同じ条件（${data['fee']}）で更新されます（第17条2項）。`,
        `更新しない場合は、書面の通知が ${data['lastValidOn']} までに相手方へ到達する必要があります。どの数え方でも間に合うのは ${data['safeBusinessOn']} まで、郵送なら ${data['safePostingOn']} までの発送が目安です。`,
      ],
      action: { label: '期限と手続を確認する', url }, notes: ['更新と終了のどちらかをおすすめするものではありません。'],
    }),
    en: ({ data, url }) => ({
      subject: `Your contract's term ends on ${data['termLastOn']} | ${data['contractNumber']}`,
      paragraphs: [
        `To ${data['companyName']},`, `The term ends on ${data['termLastOn']}.`,
        `If nothing is done, the contract is renewed on the same terms from ${data['nextStartsOn']} to ${data['nextLastOn']} (${data['fee']}; article 17(2)).`,
        `Not to renew, a notice on paper must arrive by ${data['lastValidOn']}; safely by ${data['safeBusinessOn']}, posted by ${data['safePostingOn']}.`,
      ],
      action: { label: 'Deadlines and how to', url }, notes: ['This message recommends neither renewing nor ending.'],
    }),
  },
  'notices.reminder-vendor': {
    ja: ({ data, url }) => ({
      subject: `終了通知の期限 ${data['lastValidOn']}（${data['clientName']} 様）｜契約番号 ${data['contractNumber']}`,
      paragraphs: [
        `${data['companyName']} 御中`, `${data['clientName']} 様との契約は ${data['termLastOn']} に満了します。終了通知の期限（到達）は ${data['lastValidOn']}、郵送の目安は ${data['safePostingOn']} です。`,
        `期限までに終了通知が届かなければ、${data['nextStartsOn']} から ${data['nextLastOn']} まで、同じ条件（${data['fee']}）で更新されます（第17条2項）。`,
      ],
      action: { label: '更新するかを決める', url },
    }),
    en: ({ data, url }) => ({
      subject: `Notice deadline ${data['lastValidOn']} (${data['clientName']}) | ${data['contractNumber']}`,
      paragraphs: [
        `To ${data['companyName']},`, `The contract with ${data['clientName']} runs until ${data['termLastOn']}. A notice must arrive by ${data['lastValidOn']}; post a letter by ${data['safePostingOn']}.`,
        `Without a notice in time it is renewed on the same terms from ${data['nextStartsOn']} to ${data['nextLastOn']} (${data['fee']}; article 17(2)).`,
      ],
      action: { label: 'Decide about the renewal', url },
    }),
  },
  'notices.desk-answer': {
    ja: ({ data, url }) => ({
      subject: `終了手続の窓口からのご案内｜契約番号 ${data['contractNumber']}`,
      paragraphs: [`${data['companyName']} 御中`, data['ja'] ?? ''], action: { label: '契約を確認する', url },
      notes: ['窓口は通知を受領・承認する立場になく、有効かどうかの判断もいたしません。法的な判断は当事者どうし、または専門家にご確認ください。'],
    }),
    en: ({ data, url }) => ({
      subject: `From the termination desk | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['companyName']},`, data['en'] ?? ''], action: { label: 'See the contract', url },
      notes: ['The desk neither receives nor confirms notices and does not judge them. Please settle legal questions between the parties or with a lawyer.'],
    }),
  },
} as const satisfies Record<string, MailTemplate>;
