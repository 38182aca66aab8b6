import type { MailTemplate } from '../mail-text.js';

export const settlementTemplates = {
  'settlement.issued': {
    ja: ({ data, url }) => ({
      subject: `最終精算書のお知らせ｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['companyName']} 御中`, `${data['endOn']} に終了した契約の最終精算書を発行しました。`, data['sentenceJa'] ?? ''],
      action: { label: '最終精算書を確認する', url }, notes: ['金額ごとの理由と根拠の条項を、画面で確認できます。'],
    }),
    en: ({ data, url }) => ({
      subject: `Final settlement | contract ${data['contractNumber']}`, paragraphs: [`To ${data['companyName']},`, `The final settlement of the contract that ended on ${data['endOn']} was issued.`, data['sentenceEn'] ?? ''],
      action: { label: 'See the settlement', url }, notes: ['Every amount is shown with its reason and article.'],
    }),
  },
  'handover.asked': {
    ja: ({ data, url }) => ({
      subject: `引渡しの確認のお願い｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['companyName']} 御中`, `${data['confirmer']} が、${data['endedOn']} に終了した契約の引渡しを確認しました。`, '一覧をご覧のうえ、確認をお願いします。双方の確認で引渡しが終わります。'],
      action: { label: '引渡しの一覧を見る', url }, notes: ['一覧が変わると、もう一度確認が必要になります。'],
    }),
    en: ({ data, url }) => ({
      subject: `Please confirm the hand-over | contract ${data['contractNumber']}`, paragraphs: [`To ${data['companyName']},`, `${data['confirmer']} confirmed the hand-over of the contract that ended on ${data['endedOn']}.`, 'Please look at the list and confirm it; with both sides the hand-over is complete.'],
      action: { label: 'See the list', url }, notes: ['A list that changes has to be confirmed anew.'],
    }),
  },
  'handover.closed': {
    ja: ({ data, url }) => ({ subject: `引渡しが完了しました｜契約番号 ${data['contractNumber']}`, paragraphs: [`${data['companyName']} 御中`, `${data['endedOn']} に終了した契約の引渡しを、双方が確認しました。引渡確認書を保存してください。`], action: { label: '引渡確認書を見る', url } }),
    en: ({ data, url }) => ({ subject: `The hand-over is complete | contract ${data['contractNumber']}`, paragraphs: [`To ${data['companyName']},`, `Both sides confirmed the hand-over of the contract that ended on ${data['endedOn']}. Please keep its paper.`], action: { label: 'See the paper', url } }),
  },
} as const satisfies Record<string, MailTemplate>;
