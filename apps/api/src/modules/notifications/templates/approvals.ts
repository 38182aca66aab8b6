import type { MailFacts, MailTemplate, MailText } from '../mail-text.js';

const facts = (language: 'ja' | 'en', { data }: MailFacts): string => (language === 'ja'
  ? [`契約番号：${data['contractNumber']}`, `お客様：${data['clientName']}`, `月額：${data['fee']}`, `ひな形との違い：${data['deviations']}`, ...(data['note'] ? [`依頼のことば：${data['note']}`] : [])]
  : [`Contract: ${data['contractNumber']}`, `Client: ${data['clientName']}`, `Monthly fee: ${data['fee']}`, `Differs from the form in: ${data['deviations']}`, ...(data['note'] ? [`Note: ${data['note']}`] : [])]).join('\n');
const mail = (language: 'ja' | 'en', given: MailFacts, { subject, lead }: { readonly subject: string; readonly lead: string }): MailText => ({
  subject: `${subject}｜${given.data['contractNumber']}`, paragraphs: [lead, facts(language, given)], action: { label: language === 'ja' ? '内容を確認する' : 'See the request', url: given.url },
});

/** Mails of the approval inside 乙 (F137). */
export const approvalTemplates = {
  'approval.asked': {
    ja: (given) => mail('ja', given, { subject: '【承認のお願い】契約書の送信', lead: `${given.data['requestedBy']} さんから、契約書を送信する前の承認（${given.data['step']}）の依頼です。${given.data['onBehalfOf'] ? `${given.data['onBehalfOf']} さんの不在の代理としてお願いします。` : ''}` }),
    en: (given) => mail('en', given, { subject: '[Please approve] Sending a contract', lead: `${given.data['requestedBy']} asks for your approval (${given.data['step']}) before a contract is sent.${given.data['onBehalfOf'] ? ` You stand in for ${given.data['onBehalfOf']}.` : ''}` }),
  },
  'approval.approved': {
    ja: (given) => mail('ja', given, { subject: '承認されました', lead: 'すべての段階で承認されました。下書きを変えなければ、契約書を送信できます。' }),
    en: (given) => mail('en', given, { subject: 'Approved', lead: 'Every step is approved. The contract can be sent while the draft stays as it is.' }),
  },
  'approval.sent-back': {
    ja: (given) => mail('ja', given, { subject: '差し戻されました', lead: `${given.data['person']} さんが差し戻しました。理由：${given.data['reason']}` }),
    en: (given) => mail('en', given, { subject: 'Sent back', lead: `${given.data['person']} sent the request back: ${given.data['reason']}` }),
  },
} as const satisfies Record<string, MailTemplate>;
