/** One figure of the bench. `goal` null: measured for information. */
export interface Result { readonly id: string; readonly what: string; readonly value: number; readonly goal: number | null; readonly better: 'less' | 'more'; readonly unit: string; readonly detail: string }

export function isMet({ value, goal, better }: Result): boolean | null {
  if (goal === null) return null;
  return better === 'more' ? value >= goal : value <= goal;
}

const marks = new Map<boolean | null, string>([[true, 'ok'], [false, 'MISSED'], [null, '']]);

export const row = (result: Result): string => [
  result.id.padEnd(4), result.what.padEnd(48), `${result.value} ${result.unit}`.padStart(12), (result.goal === null ? '' : `${result.better === 'more' ? '≥' : '≤'} ${result.goal}`).padStart(9), (marks.get(isMet(result)) ?? '').padEnd(7), result.detail,
].join('  ');
