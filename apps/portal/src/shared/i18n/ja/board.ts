const board = {
  'board.title': '22条の状態',
  'board.lead': '契約書の条文ごとに、いまの状態と理由、次にすることを示します。',
  'board.counts': 'まとめ',
  'board.count': '{state} {count}条',
  'board.article': '条文',
  'board.articleOf': '第{number}条',
  'board.state': '状態',
  'board.state.good': '問題なし',
  'board.state.attention': '確認が必要',
  'board.state.bad': '対応が必要',
  'board.state.none': '記録なし',
  'board.reason': '理由',
  'board.action': '次にすること',
  'board.records': '証跡',
  'board.recordsOf': '第{number}条の証跡',
} as const;
export default board;
