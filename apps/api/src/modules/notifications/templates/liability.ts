import type { MailTemplate } from '../mail-text.js';

const steps: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  raised: ['損害賠償の請求がありました', 'A claim for damages was raised'],
  investigating: ['請求について、調査を始めました', 'The claim is being investigated'],
  negotiating: ['請求について、協議を始めます', 'Negotiations begin'],
  statement: ['請求について、主張が追加されました', 'A statement was added'],
  failed: ['請求について、協議が不成立とされました', 'The negotiations were declared failed'],
  proposed: ['合意の案が届きました。内容をご確認ください', 'A settlement was proposed; please read it'],
  confirmed: ['合意の案が確認され、合意が成立しました', 'The settlement was confirmed and stands'],
};
const stepOf = (kind: string | undefined, language: 0 | 1): string => (kind && Object.hasOwn(steps, kind) ? steps[kind]?.[language] : undefined) ?? '';

export const liabilityTemplates = {
  'liability.claim-step': {
    ja: ({ data, url }) => ({
      subject: `${stepOf(data['kind'], 0)}｜契約 ${data['contractNumber']}`,
      paragraphs: [`${data['to']} 御中`, `${data['from']}（${data['person']} 様）より：${stepOf(data['kind'], 0)}。`, `契約番号：${data['contractNumber']}\n請求：第${data['number']}号「${data['title']}」\n請求額：${data['total']}円`],
      action: { label: '内容を確認する', url }, notes: ['このメールは連絡のためのもので、第17条・第18条の通知ではありません。'],
    }),
    en: ({ data, url }) => ({
      subject: `${stepOf(data['kind'], 1)} | contract ${data['contractNumber']}`,
      paragraphs: [`To ${data['to']}`, `From ${data['from']} (${data['person']}): ${stepOf(data['kind'], 1)}.`, `Contract: ${data['contractNumber']}\nClaim: no. ${data['number']} “${data['title']}”\nAmount: ¥${data['total']}`],
      action: { label: 'Read it', url }, notes: ['This mail informs you; it is no notice under article 17 or 18.'],
    }),
  },
} as const satisfies Record<string, MailTemplate>;
