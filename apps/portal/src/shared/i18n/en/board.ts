import type ja from '../ja/board.js';

const board = {
  'board.title': 'The 22 articles',
  'board.lead': 'For each article of the contract: where it stands, why, and what to do next.',
  'board.counts': 'Summary',
  'board.count': '{state}: {count}',
  'board.article': 'Article',
  'board.articleOf': 'Article {number}',
  'board.state': 'State',
  'board.state.good': 'All well',
  'board.state.attention': 'Needs a look',
  'board.state.bad': 'Needs action',
  'board.state.none': 'Nothing on record',
  'board.reason': 'Reason',
  'board.action': 'Next step',
  'board.records': 'Records',
  'board.recordsOf': 'Records of article {number}',
} satisfies Record<keyof typeof ja, string>;
export default board;
