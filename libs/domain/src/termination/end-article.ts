/** What a live end stands on: an article of the contract, 民法541条 after a demand, or an agreement. */
export type ContractEndBasis = '17' | '18' | '19' | '20' | '541' | 'agreed';

/** The article of an end, for people: 第19条, 民法541条, 合意解約. */
export function endArticle(basis: ContractEndBasis): string {
  if (basis === 'agreed') return '合意解約';
  return basis === '541' ? '民法541条' : `第${basis}条`;
}

/** A rescission takes effect the moment it arrives; every other end at 24:00 of its day. 第19条, 民法541条・97条. */
export const endsAtOnce = (basis: ContractEndBasis): boolean => basis === '19' || basis === '20' || basis === '541';
