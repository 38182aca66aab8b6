import type { Explanation as WireExplanation } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { addMonths, explain, feeDueDate, monthOf, serviceMonthsBetween, splitAddress, survivalLastDay, termSchedule, type FeeCharge, type FeeTerms, type LocalDate, type RuleFunctionName, type RuleInput } from '@hoshu/domain';

export interface ExplainedValue { readonly key: string; readonly label: { readonly ja: string; readonly en: string }; readonly value: string; readonly explanation: WireExplanation }

function explained<Name extends RuleFunctionName>(field: Pick<ExplainedValue, 'key' | 'label'>, rule: { name: Name; input: RuleInput<Name> }, show: (result: unknown) => string): ExplainedValue {
  const { result, steps, article, law, confidence, needsReview } = explain(rule.name, rule.input);
  return { ...field, value: show(result), explanation: { result, steps: [...steps], article, law, confidence, needsReview } };
}

const text = (result: unknown): string => (typeof result === 'string' ? result : '');

/** The computed dates of a contract with the reason for each (F111, F185); those whose inputs are still blank are absent. */
export function explainTerms(terms: ContractTerms): ExplainedValue[] {
  const values: ExplainedValue[] = [];
  const { startOn, startsAtMidnight, months, firstEndOn } = terms.term;
  if (startOn && firstEndOn) {
    values.push(explained({ key: 'lastOn', label: { ja: '満了日', en: 'Last day of the term' } }, { name: 'periodEnd', input: { start: startOn, startsAtMidnight, unit: 'month', n: months } }, text));
    values.push(explained({ key: 'noticeDeadlineOn', label: { ja: '終了通知の期限（到達日）', en: 'Last day a non-renewal notice may arrive' } }, { name: 'nonRenewalDeadline', input: { termEnd: firstEndOn, noticeDays: terms.noticeDays17 } }, (result) => (result as { lastValid: string }).lastValid));
    values.push(explained({ key: 'survivalOn', label: { ja: '初回満了で終わった場合の秘密保持義務の最終日', en: 'Last day of confidentiality if it ends then' } }, { name: 'survivalLastDay', input: { endDate: firstEndOn, years: terms.survivalYears } }, text));
  }
  if (startOn && terms.dueDay) {
    const serviceMonth = startOn.slice(0, 7) as RuleInput<'feeDueDate'>['serviceMonth'];
    values.push(explained({ key: 'firstDueOn', label: { ja: '最初の支払期日', en: 'First due date' } }, { name: 'feeDueDate', input: { serviceMonth, timing: terms.timing, dueDay: terms.dueDay, convention: terms.dueConvention } }, text));
  }
  const office = splitAddress({ address: terms.parties[terms.court.kind === 'vendor' ? 'vendor' : 'client'].address });
  if (terms.court.kind !== 'named' && office.prefecture) {
    values.push(explained({ key: 'court', label: { ja: '合意管轄裁判所', en: 'Agreed court' } }, { name: 'districtCourt', input: { prefecture: office.prefecture, city: office.city ?? '' } }, text));
  }
  return values;
}

/** The fee facts of a contract for the schedule, the run and the settlement: one mapping for all of them (D30). Null while fee, due day or start are blank. */
export function feeTermsOf(terms: ContractTerms, contract: { readonly startOn: LocalDate | null; readonly realEndOn: LocalDate | null; readonly taxRounding: 'floor' | 'round' | 'ceil' }): FeeTerms | null {
  if (terms.feeYen === null || terms.dueDay === null || contract.startOn === null) return null;
  return {
    feeYen: terms.feeYen as FeeTerms['feeYen'], contractStartOn: contract.startOn, realEndOn: contract.realEndOn, dueDay: terms.dueDay, timing: terms.timing, convention: terms.dueConvention,
    priceMode: terms.taxMode, taxRounding: contract.taxRounding, prorationBasis: terms.proration.method === 'daily' ? terms.proration.basis : 'none', prorationRounding: terms.proration.rounding,
  };
}

/** Every invoice of the first term, 12 or 13 (F066). */
export function firstTermSchedule(terms: ContractTerms, taxRounding: 'floor' | 'round' | 'ceil'): FeeCharge[] {
  const fee = feeTermsOf(terms, { startOn: terms.term.startOn, realEndOn: null, taxRounding });
  const { startOn, firstEndOn } = terms.term;
  return fee && startOn && firstEndOn ? termSchedule({ ...fee, termStartOn: startOn, termEndOn: firstEndOn }) : [];
}

export interface DueDateEntry { readonly serviceMonth: string; readonly dueOn: string; readonly moved: boolean; readonly explanation: WireExplanation }

const previewedDueDates = 24;

/** The due dates of the first two years, each with its reason (F064, R09). */
export function dueDatesOf(terms: ContractTerms): DueDateEntry[] {
  const { dueDay, timing, dueConvention: convention, term } = terms;
  if (dueDay === null || term.startOn === null) return [];
  const first = monthOf(term.startOn);
  return serviceMonthsBetween(first, addMonths(first, previewedDueDates - 1)).map((serviceMonth) => {
    const { value, explanation } = explained({ key: 'dueOn', label: { ja: '支払期日', en: 'Due date' } }, { name: 'feeDueDate', input: { serviceMonth, timing, dueDay, convention } }, text);
    return { serviceMonth, dueOn: value, moved: value !== feeDueDate({ serviceMonth, timing, dueDay, convention: 'none' }), explanation };
  });
}

/** 第13条2項: the last day of confidentiality after an end. */
export const confidentialUntil = (endDate: LocalDate, years: number): LocalDate => survivalLastDay({ endDate, years });
