import type { MailTemplate } from '../mail-text.js';

const channels: Readonly<Record<string, readonly [string, string]>> = {
  monitor: ['自動監視が障害を見つけました。', 'The monitor found an outage.'],
  client: ['お客様から障害の連絡がありました。', 'The client reported an incident.'],
  manual: ['障害が記録されました。', 'An incident was recorded.'],
};

/** Mails of monitoring, incidents and monthly reports. */
export const workTemplates = {
  'incident.opened': {
    ja: ({ data, url }) => ({
      subject: `【障害】${data['title']}`, paragraphs: [channels[data['channel'] ?? '']?.[0] ?? '', `お客様：${data['clientName']}\n対象サイト：${data['siteNames']}\n番号：${data['number']}`, '第5条3項により、発見した障害は速やかにお客様へ報告します。'],
      action: { label: '障害を開いて対応する', url },
    }),
    en: ({ data, url }) => ({
      subject: `[Incident] ${data['title']}`, paragraphs: [channels[data['channel'] ?? '']?.[1] ?? '', `Client: ${data['clientName']}\nSites: ${data['siteNames']}\nNumber: ${data['number']}`, 'Article 5(3): report the incident to the client without delay.'],
      action: { label: 'Open the incident', url },
    }),
  },
  'incident.comment': {
    ja: ({ data, url }) => ({ subject: `お客様の追記：${data['title']}`, paragraphs: [`${data['clientName']} から、障害 ${data['number']} に追記がありました。`, data['comment'] ?? ''], action: { label: '内容を確認する', url } }),
    en: ({ data, url }) => ({ subject: `Comment by the client: ${data['title']}`, paragraphs: [`${data['clientName']} commented on incident ${data['number']}.`, data['comment'] ?? ''], action: { label: 'See the comment', url } }),
  },
  'incident.report': {
    ja: ({ data, url }) => ({
      subject: `障害のご報告：${data['title']}｜${data['vendorName']}`,
      paragraphs: [`${data['clientName']} 御中`, `${data['siteNames']} の障害について、次のとおりご報告します（第5条3項）。`, `影響：${data['impact']}`, `原因：${data['cause']}`, `対応：${data['measures']}`],
      action: { label: '経過を確認する', url }, notes: [`番号 ${data['number']}。報告書（PDF）を添付しています。`],
    }),
    en: ({ data, url }) => ({
      subject: `Incident report: ${data['title']} | ${data['vendorName']}`,
      paragraphs: [`To ${data['clientName']}`, `We report an incident of ${data['siteNames']} (article 5(3)).`, `Effect: ${data['impact']}`, `Cause: ${data['cause']}`, `Measures: ${data['measures']}`],
      action: { label: 'See the timeline', url }, notes: [`Number ${data['number']}. The report is attached as PDF.`],
    }),
  },
  'monitor.certificate': {
    ja: ({ data, url }) => ({
      subject: `【SSL証明書】あと${data['daysLeft']}日：${data['siteName']}`, paragraphs: [`${data['clientName']} の ${data['siteName']}（${data['url']}）のSSL証明書は、${data['expiresOn']} に期限が切れます。`, '更新されると、この通知は自動で止まります（第3条7号）。'],
      action: { label: '監視を開く', url },
    }),
    en: ({ data, url }) => ({
      subject: `[TLS certificate] ${data['daysLeft']} days left: ${data['siteName']}`, paragraphs: [`The certificate of ${data['siteName']} (${data['url']}) of ${data['clientName']} expires on ${data['expiresOn']}.`, 'These mails end by themselves once it is renewed.'],
      action: { label: 'Open the monitor', url },
    }),
  },
  'report.monthly': {
    ja: ({ data, url }) => ({
      subject: `${data['monthText']}の保守報告書｜${data['vendorName']}`,
      paragraphs: [`${data['clientName']} 御中`, `稼働率：${data['availability']}\n防いだこと：${data['prevented']}\n直したこと：${data['fixed']}\n今月の残り枠：${data['remaining']}\nお客様の判断が必要なこと：${data['decisions']}`, data['comment'] ?? ''],
      action: { label: '報告書を開く', url }, notes: ['開いたページで「確認しました」を押すか、質問をお送りください。', ...(data['attached'] ? ['報告書（PDF）を添付しています。'] : [])],
    }),
    en: ({ data, url }) => ({
      subject: `Maintenance report ${data['month']} | ${data['vendorName']}`,
      paragraphs: [`To ${data['clientName']}`, `Uptime: ${data['availabilityEn']}\nPrevented: ${data['preventedEn']}\nFixed: ${data['fixedEn']}\nRemaining allowance: ${data['remainingEn']}\nYour decision is needed on: ${data['decisionsEn']}`, data['comment'] ?? ''],
      action: { label: 'Open the report', url }, notes: ['Acknowledge it there, or ask a question.', ...(data['attached'] ? ['The report is attached as PDF.'] : [])],
    }),
  },
  'report.reminder': {
    ja: ({ data, url }) => ({ subject: `${data['monthText']}の保守報告書をご確認ください｜${data['vendorName']}`, paragraphs: [`${data['clientName']} 御中`, `${data['sentOn']} にお送りした${data['monthText']}の保守報告書が、まだ開かれていません。`], action: { label: '報告書を開く', url } }),
    en: ({ data, url }) => ({ subject: `Please read the maintenance report ${data['month']} | ${data['vendorName']}`, paragraphs: [`To ${data['clientName']}`, `The report of ${data['month']}, sent on ${data['sentOn']}, has not been opened yet.`], action: { label: 'Open the report', url } }),
  },
  'report.question': {
    ja: ({ data, url }) => ({ subject: `報告書への質問：${data['clientName']}（${data['monthText']}）`, paragraphs: [`${data['personName']} 様から質問がありました。`, data['question'] ?? ''], action: { label: '報告書を開く', url } }),
    en: ({ data, url }) => ({ subject: `Question on the report: ${data['clientName']} (${data['month']})`, paragraphs: [`${data['personName']} asks:`, data['question'] ?? ''], action: { label: 'Open the report', url } }),
  },
} as const satisfies Record<string, MailTemplate>;
