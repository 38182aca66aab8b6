import type { Explanation } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { addMonths, districtCourt, dueDateNotBefore, feeDueDate, monthOf, serviceMonthsBetween, splitAddress, survivalLastDay, termSchedule, type FeeCharge, type FeeTerms, type LocalDate, type RuleFunctionName, type RuleInput, type ServiceMonth } from '@hoshu/domain';
import { why, type ExplainedValue } from '../../platform/explain/index.js';
import { dueExplanation } from './due-explanation.js';

function explained<Name extends RuleFunctionName>(field: Pick<ExplainedValue, 'key' | 'label'>, rule: { name: Name; input: RuleInput<Name> }, show: (result: unknown) => string): ExplainedValue {
  const { result, explanation } = why(rule.name, rule.input);
  return { ...field, value: show(result), explanation };
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
  const firstDue = startOn ? firstDueOf(terms, startOn) : null;
  if (firstDue) values.push({ key: 'firstDueOn', label: { ja: '最初の支払期日', en: 'First due date' }, value: firstDue.dueOn, explanation: firstDue.explanation });
  const office = officeOfCourt(terms);
  if (office) values.push(explained({ key: 'court', label: { ja: '合意管轄裁判所', en: 'Agreed court' } }, { name: 'districtCourt', input: office }, text));
  return values;
}

// 第22条: the office whose district counts; null = a court is named, or the address is still blank.
function officeOfCourt(terms: ContractTerms): RuleInput<'districtCourt'> | null {
  if (terms.court.kind === 'named') return null;
  const office = splitAddress({ address: terms.parties[terms.court.kind].address });
  return office.prefecture ? { prefecture: office.prefecture, city: office.city ?? '' } : null;
}

/** The agreed court of 第22条 by its name, null while nothing decides it. */
export function agreedCourt(terms: ContractTerms): string | null {
  const office = officeOfCourt(terms);
  return (office && text(districtCourt(office))) || terms.court.name || null;
}

/** The fee facts of a contract for the schedule, the run and the settlement: one mapping for all of them (D30). Null while fee, due day or start are blank. */
export function feeTermsOf(terms: ContractTerms, contract: { readonly startOn: LocalDate | null; readonly realEndOn: LocalDate | null; readonly taxRounding: 'floor' | 'round' | 'ceil' }): FeeTerms | null {
  if (terms.feeYen === null || terms.dueDay === null || contract.startOn === null) return null;
  return {
    feeYen: terms.feeYen as FeeTerms['feeYen'], contractStartOn: contract.startOn, realEndOn: contract.realEndOn, dueDay: terms.dueDay, timing: terms.timing, convention: terms.dueConvention,
    priceMode: terms.taxMode, taxRounding: contract.taxRounding, prorationBasis: terms.proration.method === 'daily' ? terms.proration.basis : 'none', prorationRounding: terms.proration.rounding,
  };
}

/** 別紙1「1か月に満たない最初の月及び最後の月の保守管理費は、請求しない」: such a month makes no charge at all. Previews and the run ask the same question. */
export const isBilled = (terms: Pick<ContractTerms, 'proration'>) => (charge: Pick<FeeCharge, 'amountYen' | 'prorated'>): boolean => charge.amountYen > 0 && !(charge.prorated && terms.proration.method === 'none');

/** Every invoice of the first term, 12 or 13, as the run will bill it if the contract is concluded by its first day (F066). */
export function firstTermSchedule(terms: ContractTerms, taxRounding: 'floor' | 'round' | 'ceil'): FeeCharge[] {
  const fee = feeTermsOf(terms, { startOn: terms.term.startOn, realEndOn: null, taxRounding });
  const { startOn, firstEndOn } = terms.term;
  if (!fee || !startOn || !firstEndOn) return [];
  const charges = termSchedule({ ...fee, termStartOn: startOn, termEndOn: firstEndOn }).filter(isBilled(terms));
  return charges.map((charge) => ({ ...charge, dueOn: dueDateNotBefore(charge.dueOn, fee, startOn) }));
}

export interface DueDateEntry { readonly serviceMonth: string; readonly dueOn: string; readonly moved: boolean; readonly explanation: Explanation }

const previewedDueDates = 24;

/** When the fee of a service month is due, never before the contract's first day. Null while the due day is blank. */
function dueOf(terms: ContractTerms, startOn: LocalDate, serviceMonth: ServiceMonth): { readonly dueOn: LocalDate; readonly explanation: Explanation } | null {
  const { dueDay, timing, dueConvention: convention } = terms;
  if (dueDay === null) return null;
  const input = { serviceMonth, timing, dueDay, convention };
  const dueOn = dueDateNotBefore(feeDueDate(input), { dueDay, convention }, startOn);
  return { dueOn, explanation: dueExplanation(input, { issuedOn: startOn, dueOn, startsOn: startOn }) };
}

/** The first due date: that of the first month that is billed at all. */
function firstDueOf(terms: ContractTerms, startOn: LocalDate): ReturnType<typeof dueOf> {
  const month = monthOf(startOn);
  const skipped = terms.proration.method === 'none' && !startOn.endsWith('-01');
  return dueOf(terms, startOn, skipped ? addMonths(month, 1) : month);
}

/** The due dates of the first two years, each with its reason (F064, R09). */
export function dueDatesOf(terms: ContractTerms): DueDateEntry[] {
  const { dueDay, timing, term: { startOn } } = terms;
  if (dueDay === null || startOn === null) return [];
  const first = monthOf(startOn);
  return serviceMonthsBetween(first, addMonths(first, previewedDueDates - 1)).flatMap((serviceMonth) => {
    const due = dueOf(terms, startOn, serviceMonth);
    return due ? [{ serviceMonth, ...due, moved: due.dueOn !== feeDueDate({ serviceMonth, timing, dueDay, convention: 'none' }) }] : [];
  });
}

/** 第13条2項: the last day of confidentiality after an end. */
export const confidentialUntil = (endDate: LocalDate, years: number): LocalDate => survivalLastDay({ endDate, years });
