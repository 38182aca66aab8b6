import type { ErrorEntry } from './entry.js';

export const contractErrors = {
  contract_not_draft: { status: 422, ja: 'この契約はもう下書きではないため、変更できません。', en: 'This contract is no longer a draft and cannot be changed.' },
  site_of_other_client: { status: 422, ja: '選んだサイトは別の取引先のものです。', en: 'A chosen site belongs to another client.', article: '第2条' },
  site_overlap: { status: 422, ja: '対象サイトは、同じ業務で別の契約の対象になっています。前の契約の終了日の翌日から始めるか、前の契約を終了してください。', en: 'Another contract covers this site with the same service. Begin on the day after it ends, or end it first.', article: '第2条' },
  court_unchanged: { status: 422, ja: 'いまの裁判所と同じです。', en: 'This is the court already.', article: '第22条' },
} as const satisfies Record<string, ErrorEntry>;
