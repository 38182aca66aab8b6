import type { MailTemplate } from '../mail-text.js';

export const billingTemplates = {
  'billing.account-changed': {
    ja: ({ data, url }) => ({
      subject: `お振込先の変更のお知らせ｜${data['vendor']}`,
      paragraphs: [
        `${data['recipient']} ${data['honorific']}`,
        `いつもお世話になっております。${data['vendor']} です。お振込先の口座が変わりました。`,
        `新しいお振込先：${data['bank']} ${data['branch']}（口座番号の末尾 ${data['lastDigits']}）\n変更日：${data['since']}`,
        '口座番号は、下のリンクからサインインして確認してください。',
      ],
      action: { label: 'お振込先を確認する', url }, notes: ['このメールに心当たりがない場合は、お振込みの前に、これまでお使いの電話番号で保守会社にご確認ください。'],
    }),
    en: ({ data, url }) => ({
      subject: `The account to pay to has changed | ${data['vendor']}`,
      paragraphs: [
        `To ${data['recipient']}`, `${data['vendor']} has changed the bank account to pay to.`,
        `New account: ${data['bank']} ${data['branch']} (number ending in ${data['lastDigits']})\nSince: ${data['since']}`, 'Please sign in by the link below to see the number.',
      ],
      action: { label: 'See the account', url }, notes: ['If you did not expect this mail, call your vendor by a number you already know before you pay.'],
    }),
  },
  'billing.payment-planned': {
    ja: ({ data, url }) => ({
      subject: `振込予定日の連絡｜請求書 ${data['number']}｜${data['client']}`,
      paragraphs: [
        `${data['vendor']} 御中`,
        `${data['client']}（${data['person']} 様）から、振込予定日の連絡がありました。`,
        `請求書番号：${data['number']}\n残額：${data['remaining']}円\n振込予定日：${data['plannedOn']}\nお支払期限：${data['dueOn']}`,
        ...(data['note'] ? [`連絡事項：${data['note']}`] : []),
        ...(data['late'] ? ['振込予定日は、お支払期限より後の日です。'] : []),
      ],
      action: { label: '請求書を確認する', url }, notes: ['この連絡によって、お支払期限と遅延損害金の扱いは変わりません（第11条）。'],
    }),
    en: ({ data, url }) => ({
      subject: `Day of transfer | invoice ${data['number']} | ${data['client']}`,
      paragraphs: [
        `To ${data['vendor']}`, `${data['client']} (${data['person']}) tells you when it will transfer.`,
        `Number: ${data['number']}\nRemaining: ¥${data['remaining']}\nTransfer on: ${data['plannedOn']}\nDue: ${data['dueOn']}`,
        ...(data['note'] ? [`Note: ${data['note']}`] : []), ...(data['late'] ? ['The day of the transfer lies after the due date.'] : []),
      ],
      action: { label: 'See the invoice', url }, notes: ['This changes neither the due date nor interest for delay (article 11).'],
    }),
  },
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
