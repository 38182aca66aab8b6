import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { periodEnd } from '../term/period-end.js';

export const DEFAULT_CHECK_VALIDITY_MONTHS = 12;

/** The last check of the other side, and the day on which it is asked about (validity default: 12 months). */
export interface AntisocialGateInput {
  readonly checkedOn?: LocalDate;
  readonly result?: 'clear' | 'hit';
  readonly asOf: LocalDate;
  readonly validityMonths?: number;
}

export type AntisocialGate = 'missing' | 'ok' | 'expired' | 'blocked';

/** The last day on which a check counts (R01: the day itself is not counted). */
export const checkValidUntil = (checkedOn: LocalDate, months: number = DEFAULT_CHECK_VALIDITY_MONTHS): LocalDate => periodEnd({ start: checkedOn, startsAtMidnight: false, unit: 'month', n: months });

/** R27: whether the check of 反社会的勢力 lets a contract go on. 第20条, 企業が反社会的勢力による被害を防止するための指針. */
export function antisocialGate({ checkedOn, result, asOf, validityMonths = DEFAULT_CHECK_VALIDITY_MONTHS }: AntisocialGateInput): AntisocialGate {
  if (checkedOn === undefined || result === undefined) return 'missing';
  if (result === 'hit') return 'blocked';
  return asOf > checkValidUntil(checkedOn, validityMonths) ? 'expired' : 'ok';
}

/** The steps of `antisocialGate`. */
export function antisocialGateSteps(input: AntisocialGateInput, gate: AntisocialGate): readonly Step[] {
  const { checkedOn, asOf, validityMonths = DEFAULT_CHECK_VALIDITY_MONTHS } = input;
  if (checkedOn === undefined || gate === 'missing') return [step(`${asOf} 現在、確認の記録がありません`, `There is no record of a check as of ${asOf}`)];
  if (gate === 'blocked') return [step(`${checkedOn} の確認で該当の可能性が見つかりました。人が判断するまで進められません`, `The check of ${checkedOn} found a possible match: blocked until people decide`)];
  const until = checkValidUntil(checkedOn, validityMonths);
  return [
    step(`${checkedOn} の確認（該当なし）は${validityMonths}か月間、${until} まで有効`, `The clear check of ${checkedOn} is valid for ${validityMonths} months, until ${until}`),
    gate === 'ok' ? step(`${asOf} は有効期間内です`, `${asOf} is within that time`) : step(`${asOf} は有効期間を過ぎています。再確認が必要です`, `${asOf} is after that: it must be repeated`),
  ];
}
