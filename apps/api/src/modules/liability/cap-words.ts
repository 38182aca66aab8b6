import { yenEn, yenJa } from '@hoshu/domain';
import type { CapView } from './cap.js';

type Words = CapView['sentence'];
/** From here on the formula names how many payments there are instead of each. */
const longestSum = 8;

/** The cap in one sentence; what nobody paid is said to be unknown (D10). */
export function capSentence(state: CapView['state'], capYen: number | null): Words {
  if (state === 'unlimited') return { ja: '故意又は重過失による損害には、上限がありません（第16条2項ただし書）', en: 'There is no cap for damage by a wilful act or gross negligence (article 16(2), proviso)' };
  if (capYen === null) return { ja: '支払実績がまだないため算定できません（要確認）', en: 'Nothing has been paid yet, so the cap cannot be determined (to be confirmed)' };
  return { ja: `損害賠償の上限は ${yenJa(capYen)} です（要確認）`, en: `The liability cap is ${yenEn(capYen)} (to be confirmed)` };
}

const sumOf = (amounts: readonly number[], { text, plus, count }: { text: (amount: number) => string; plus: string; count: (length: number) => string }): string => {
  const total = text(amounts.reduce((sum, amount) => sum + amount, 0));
  if (amounts.length === 0) return count(0);
  if (amounts.length === 1) return total;
  return `${amounts.length > longestSum ? count(amounts.length) : amounts.map(text).join(plus)} = ${total}`;
};

/** How the figure comes about: the sum of the payments, and the floor of 別紙1 where one was agreed and the cap stands. */
export function capFormula(amounts: readonly number[], floor: CapView['floor']): Words {
  const ja = sumOf(amounts, { text: yenJa, plus: ' + ', count: (length) => (length === 0 ? '期間内の入金なし' : `入金${length}件の合計`) });
  const en = sumOf(amounts, { text: yenEn, plus: ' + ', count: (length) => (length === 0 ? 'no payment in the window' : `${length} payments`) });
  if (!floor) return { ja, en };
  const verdictJa = floor.applies ? '入金の合計より大きいため、この額が上限' : '入金の合計のほうが大きいため、合計が上限';
  const verdictEn = floor.applies ? 'more than was paid, so this is the cap' : 'less than was paid, so the sum is the cap';
  return {
    ja: `${ja}。特約の下限：月額 ${yenJa(floor.monthlyFeeYen)} × ${floor.months}か月 = ${yenJa(floor.amountYen)}（${verdictJa}）`,
    en: `${en}. Agreed floor: ${yenEn(floor.monthlyFeeYen)} × ${floor.months} months = ${yenEn(floor.amountYen)} (${verdictEn})`,
  };
}
