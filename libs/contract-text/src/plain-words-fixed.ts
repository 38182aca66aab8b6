/** The same thing said easily, in both languages. It explains; the article binds. */
export interface PlainWords {
  ja: string;
  en: string;
}

/** Articles in which no number and no name of the contract occurs. */
export const FIXED_WORDS: Record<number, PlainWords> = {
  1: {
    ja: 'お客様（甲）のWebサイトを安定して動かし続けるために、保守会社（乙）が保守を行う契約です。',
    en: 'The maintenance company looks after the client’s website so that it keeps running reliably.',
  },
  3: {
    ja: '保守会社（乙）が行う業務は、稼働確認、更新、軽微な修正、バックアップ、障害対応など9種類です。頻度は別紙1で決めます。',
    en: 'There are nine kinds of work, such as uptime checks, updates, minor edits, backups and incident response. Annex 1 says how often.',
  },
  4: {
    ja: 'リニューアルや新しいページの制作などは月額に含まれません。行うときは、別の契約か見積りが必要です。',
    en: 'Redesigns, new pages and similar work are not in the monthly fee. They need a separate contract or quotation.',
  },
  5: {
    ja: '保守会社（乙）は専門家として注意深く業務を行い、障害を見つけたら速やかにお客様（甲）へ報告します。',
    en: 'The maintenance company works with professional care and reports incidents to the client without delay.',
  },
  6: {
    ja: 'お客様（甲）は、業務に必要な情報や資料を渡します。遅れたために業務ができなかった場合、保守会社（乙）は責任を負いません。',
    en: 'The client provides the information needed. If it is late and the work cannot be done, the maintenance company is not liable for that.',
  },
  7: {
    ja: 'お客様（甲）はIDやパスワードを適切に管理します。保守会社（乙）は業務に必要なときだけ使い、他人に教えません。',
    en: 'The client manages accounts properly. The maintenance company uses them only for the work and discloses them to nobody.',
  },
  8: {
    ja: '保守会社（乙）は定期的にバックアップを取ります。頻度、期間、方法は別に決めます。完全に戻せることの保証ではありません。',
    en: 'Backups are taken regularly; how often, how long and how is agreed separately. That the data is complete is not guaranteed.',
  },
  9: {
    ja: '障害が起きたら、保守会社（乙）は合理的な範囲で原因を調べて復旧します。サーバー会社や通信会社などが原因の障害には、直接の責任を負いません。',
    en: 'When something fails, the maintenance company investigates and restores within reason. It is not directly liable for failures of hosts, carriers or other third parties.',
  },
  10: {
    ja: '保守会社（乙）は業務を他社に任せることができます。任せた相手にも同じ義務を負わせ、その行為の責任は保守会社（乙）が負います。',
    en: 'The maintenance company may subcontract. It binds its subcontractors to the same duties and answers for what they do.',
  },
  12: {
    ja: '契約の前から持っている権利は、それぞれのものです。新しく作った物の権利は業務ごとに決めます。成果物を他人に渡すには、お客様（甲）の事前の承諾が必要です。',
    en: 'Each side keeps the rights it already had. Rights in new work are agreed job by job, and passing work to others needs the client’s prior consent.',
  },
  14: {
    ja: '保守会社（乙）は個人情報を扱うとき、個人情報保護法などを守り、安全に管理します。',
    en: 'When it handles personal data, the maintenance company follows the privacy laws and keeps the data safe.',
  },
  15: {
    ja: '災害、通信回線やサーバー会社の障害、第三者による不正アクセスなど6つの原因による損害について、保守会社（乙）は責任を負いません。',
    en: 'The maintenance company is not liable for damage from six causes, such as disasters, failures of lines or hosts, and attacks by third parties.',
  },
  19: {
    ja: '重大な違反、支払不能、破産などの申立て、反社会的勢力との関係があったときは、相手方は直ちに契約を解除できます。',
    en: 'After a serious breach, insolvency, a bankruptcy petition or ties to organised crime, the other side can end the contract at once.',
  },
  20: {
    ja: 'お互いに、反社会的勢力ではないことを約束します。違反が分かったときは、直ちに契約を解除できます。',
    en: 'Both sides declare that they have no ties to organised crime. If that proves untrue, the contract can be ended at once.',
  },
  21: {
    ja: '契約に書かれていないことや分かりにくいことは、お互いに誠実に話し合って決めます。',
    en: 'Whatever the contract does not settle is settled by talking in good faith.',
  },
};
