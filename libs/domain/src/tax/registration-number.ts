import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

export type RegistrationNumberProblem = 'format' | 'leadingZero' | 'checkDigit';

/** The result of looking at a registration number; `warning` where a problem does not refuse it. */
export interface RegistrationNumberCheck {
  readonly ok: boolean;
  readonly normalized?: string;
  readonly reason?: RegistrationNumberProblem;
  readonly warning?: RegistrationNumberProblem;
}

/** As typed. `soleProprietor`: the number is no 法人番号, its check digit only warns. */
export interface RegistrationNumberInput {
  readonly value: string;
  readonly soleProprietor?: boolean;
}

const HYPHENS_AND_SPACES = /[\s\-‐‑‒–—―−ー－]/gu;

const weightedSum = (base12: string): number =>
  [...base12].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);

/** R12: check digit (1–9) of a 12-digit corporate number base. Throws RangeError when it is not 12 digits. 法人番号省令. */
export function corporateCheckDigit({ base12 }: { readonly base12: string }): number {
  if (!/^\d{12}$/.test(base12)) throw new RangeError(`not 12 digits: ${base12}`);
  return 9 - (weightedSum(base12) % 9);
}

/** R12: form and check digit of a number T + 13 digits. It proves nothing about the registration itself. 消費税法57条の2. */
export function registrationNumber({ value, soleProprietor = false }: RegistrationNumberInput): RegistrationNumberCheck {
  const normalized = value.normalize('NFKC').toUpperCase().replace(HYPHENS_AND_SPACES, '');
  if (!/^T\d{13}$/.test(normalized)) return { ok: false, reason: 'format' };
  const digits = normalized.slice(1);
  const problem = digits.startsWith('0')
    ? 'leadingZero'
    : Number(digits[0]) === corporateCheckDigit({ base12: digits.slice(1) }) ? null : 'checkDigit';
  if (problem === null) return { ok: true, normalized };
  return soleProprietor ? { ok: true, normalized, warning: problem } : { ok: false, reason: problem, normalized };
}

/** The steps of `corporateCheckDigit`. */
export function corporateCheckDigitSteps({ base12 }: { readonly base12: string }, digit: number): readonly Step[] {
  const sum = weightedSum(base12);
  return [
    step(`${base12} を右から奇数桁×1、偶数桁×2で合計 → ${sum}`, `Digits of ${base12} from the right, odd × 1, even × 2, sum ${sum}`),
    step(`9 −（${sum} を9で割った余り ${sum % 9}）＝ ${digit}`, `9 − (${sum} mod 9 = ${sum % 9}) = ${digit}`),
  ];
}

const PROBLEM_TEXT: Readonly<Record<RegistrationNumberProblem, readonly [string, string]>> = {
  format: ['「T」と13桁の数字の形ではありません', 'It is not "T" followed by 13 digits'],
  leadingZero: ['先頭の数字が0です（検査用数字は1〜9）', 'It starts with 0 (the check digit is 1–9)'],
  checkDigit: ['検査用数字が合いません', 'The check digit is wrong'],
};

/** The steps of `registrationNumber`. */
export function registrationNumberSteps({ value }: RegistrationNumberInput, check: RegistrationNumberCheck): readonly Step[] {
  const read = check.normalized === undefined ? [] : [step(`「${value}」を ${check.normalized} と読みました`, `"${value}" reads as ${check.normalized}`)];
  const problem = check.reason ?? check.warning;
  const text = problem === undefined
    ? (['形式と検査用数字は合っています。登録の有無は国税庁の公表サイトで確認してください', 'Form and check digit fit; whether it is registered must be looked up at the tax agency']) as const
    : PROBLEM_TEXT[problem];
  return [...read, step(text[0], text[1])];
}
