/** Who worked on the samples; a person's name does not belong into them. */
export const sampleWorker = '保守担当（サンプル）';

/** 第11条3項: a bank fee that was kept back from a transfer. */
export const shortByYen = 660;

/** An outage with its timeline; restored and reported, not yet closed. */
export const sampleIncident = {
  title: '予約フォームが開けない', description: '予約フォームを開くと、サーバーエラー（500）が表示されます。',
  steps: [
    { kind: 'acknowledged', minutesAgo: 61, text: '確認しました。調査を始めます。' },
    { kind: 'investigating', minutesAgo: 52, text: '前日のプラグイン更新のあとからエラーが出ています。' },
    { kind: 'restored', minutesAgo: 27, text: 'プラグインを前の版に戻し、フォームが開くことを確認しました。' },
  ],
  report: {
    impact: '約37分間、予約フォームを開けませんでした。ほかのページは表示できました。', cause: '予約フォームのプラグインの更新に不具合がありました。',
    measures: 'プラグインを前の版に戻しました。', prevention: '更新は、確認用の環境で試してから行います。',
  },
} as const;

export const sampleMonth = { comment: '大きな問題はありませんでした。プラグインを3件更新し、バックアップから戻せることを確認しました。', decisions: 'お問い合わせフォームの項目を増やすかどうかをお決めください。' };
