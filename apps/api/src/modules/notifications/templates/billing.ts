import type { MailTemplate } from '../mail-text.js';

export const billingTemplates = {
  'billing.invoice': {
    ja: ({ data, url }) => ({
      subject: `請求書 ${data['number']} のお知らせ｜${data['vendor']}`,
      paragraphs: [
        `${data['recipient']} ${data['honorific']}`,
        `いつもお世話になっております。${data['vendor']} です。請求書をお送りします。`,
        `請求書番号：${data['number']}\n対象期間：${data['period']}\nご請求金額（税込）：${data['total']}円\nお支払期限：${data['dueOn']}`,
        ...(data['replaces'] ? [`この請求書は、請求書 ${data['replaces']}（無効）に代わるものです。`] : []),
      ],
      action: { label: '請求書を確認する', url }, notes: ['請求書のPDFを添付しています。', 'すでにお支払いいただいている場合は、行き違いをお許しください。'],
    }),
    en: ({ data, url }) => ({
      subject: `Invoice ${data['number']} | ${data['vendor']}`,
      paragraphs: [
        `To ${data['recipient']}`, `${data['vendor']} sends you an invoice.`,
        `Number: ${data['number']}\nPeriod: ${data['period']}\nAmount with tax: ¥${data['total']}\nDue: ${data['dueOn']}`,
        ...(data['replaces'] ? [`It replaces invoice ${data['replaces']}, which is void.`] : []),
      ],
      action: { label: 'See the invoice', url }, notes: ['The invoice is attached as a PDF.', 'Please ignore this mail if you have already paid.'],
    }),
  },
} as const satisfies Record<string, MailTemplate>;
