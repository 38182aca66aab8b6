import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { nonNegativeYen, yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';
import { splitTaxInclusive } from '../tax/consumption-tax.js';

/** A contract as the stamp duty sees it. Defaults: tax not shown apart, 10 %, two originals, both merchants, renewable. */
export interface StampDutyInput {
  readonly form: 'paper' | 'electronic';
  readonly nature: 'ukeoi' | 'junin';
  readonly fee: Yen | null;
  readonly months: number | null;
  readonly sep?: boolean;
  readonly rate?: number;
  readonly copies?: number;
  readonly merchants?: boolean;
  readonly renewal?: boolean;
}

/** The document's class, its amount and the duty in yen. */
export interface StampDuty {
  readonly doc: '2' | '7' | null;
  readonly amount: Yen | null;
  readonly perCopy: Yen;
  readonly total: Yen;
}

/** 印紙税法別表第一 第2号: up to this amount, this duty (yen). */
const CLASS_2_STEPS: readonly (readonly [number, Yen])[] = [
  [9_999, 0], [1_000_000, 200], [2_000_000, 400], [3_000_000, 1_000], [5_000_000, 2_000], [10_000_000, 10_000], [50_000_000, 20_000],
  [100_000_000, 60_000], [500_000_000, 100_000], [1_000_000_000, 200_000], [5_000_000_000, 400_000], [Infinity, 600_000],
];
const CLASS_2_WITHOUT_AMOUNT_YEN = 200;
const CLASS_7_YEN = 4_000;
const CLASS_7_MONTHS = 3;

const class2Duty = (amount: Yen): Yen => CLASS_2_STEPS.find(([limit]) => amount <= limit)?.[1] ?? 0;

function monthlyBase({ fee, sep = false, rate = 10 }: StampDutyInput): Yen {
  const amount = nonNegativeYen(fee ?? 0);
  return sep ? splitTaxInclusive({ total: amount, rate, rounding: 'floor' }).net : amount;
}

/** R16: stamp duty of the contract, per original and in total (yen). 印紙税法別表第一 第2号・第7号. */
export function stampDuty(input: StampDutyInput): StampDuty {
  const { form, nature, fee, months, copies = 2, merchants = true, renewal = true } = input;
  if (form === 'electronic' || nature === 'junin') return { doc: null, amount: null, perCopy: 0, total: 0 };
  if (fee !== null && months !== null) {
    const amount = monthlyBase(input) * months;
    const perCopy = class2Duty(amount);
    return { doc: '2', amount, perCopy, total: perCopy * copies };
  }
  const continuing = merchants && (months === null || months > CLASS_7_MONTHS || renewal);
  const perCopy = continuing ? CLASS_7_YEN : CLASS_2_WITHOUT_AMOUNT_YEN;
  return { doc: continuing ? '7' : '2', amount: null, perCopy, total: perCopy * copies };
}

/** The steps of `stampDuty`. */
export function stampDutySteps(input: StampDutyInput, duty: StampDuty): readonly Step[] {
  if (input.form === 'electronic') return [step('電子契約は課税文書の「作成」にあたらないため、印紙税は0円です', 'An electronic contract is no taxable document: ¥0')];
  if (duty.doc === null) return [step('準委任の契約書は課税文書ではないため、印紙税は0円です', 'A quasi-mandate (junin) is not taxable: ¥0')];
  const copies = input.copies ?? 2;
  const total = step(`1通 ${yenJa(duty.perCopy)} × ${copies}通 ＝ ${yenJa(duty.total)}`, `${yenEn(duty.perCopy)} × ${copies} originals = ${yenEn(duty.total)}`);
  if (duty.amount === null) {
    return [duty.doc === '7'
      ? step('契約金額を計算できない継続的な請負のため、第7号文書です', 'A continuing contract for work without a computable amount: class 7')
      : step('契約金額の記載がない請負のため、第2号文書（記載金額なし）です', 'A contract for work without an amount: class 2'), total];
  }
  const base = monthlyBase(input);
  return [
    step(`月額 ${yenJa(base)}${input.sep === true ? '（税抜。消費税が区分記載されているため）' : ''} × ${input.months}か月 ＝ ${yenJa(duty.amount)}（更新後の期間は含めません）`, `${yenEn(base)} a month${input.sep === true ? ' (net, tax being shown apart)' : ''} × ${input.months} months = ${yenEn(duty.amount)} (renewals not counted)`),
    step(`請負の第2号文書として1通 ${yenJa(duty.perCopy)}`, `Class 2 (contract for work): ${yenEn(duty.perCopy)} per original`),
    total,
  ];
}
