import type { ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import type { ContractFacts, FixedVersion } from './contract-facts.js';

/** The version that governs a day: of those in force by then the one that took effect last. A day before the first version belongs to it. */
export function versionOn(facts: ContractFacts, day: string): FixedVersion {
  const { versions } = facts;
  return versions.findLast(({ effectiveOn }) => effectiveOn === null || effectiveOn <= day) ?? versions[0] ?? { id: facts.versionId, number: facts.versionNumber, effectiveOn: null, terms: facts.terms };
}

/**
 * The terms of a contract on a day: the one question that every computation asks (fee and due day of a month, days of notice on the day of arrival,
 * window of the cap on the day that counts, survival on the day of the end). A day before `effective_on` keeps the terms before it.
 */
export const termsOn = (facts: ContractFacts, day: string): ContractTerms => versionOn(facts, day).terms;

/**
 * 第17条2項: the days of notice for a term that ends on `termEnd`. A changed number counts for a term whose deadline under it is not before the change took effect,
 * as every 変更覚書 says; so no deadline ever lies in the past of the change.
 */
export function noticeDays17(facts: ContractFacts, termEnd: string): number {
  const fits = ({ effectiveOn, terms }: FixedVersion) => effectiveOn === null || addDays(localDate(termEnd), -terms.noticeDays17) >= effectiveOn;
  return (facts.versions.findLast(fits) ?? versionOn(facts, '0001-01-01')).terms.noticeDays17;
}

/** Of the versions `w` of a contract the one that governs on the day `$1` comes first: the rule of `versionOn` in SQL; before the conclusion the newest draft. */
export const governsDay = `(w.fixed_at is not null and (w.effective_on is null or w.effective_on <= $1)) desc, case when w.effective_on <= $1 then w.effective_on end desc nulls last, w.number desc`;

/** Of the versions `w` of a contract the one whose days of notice count for the term `t` comes first: the rule of `noticeDays17` in SQL. */
export const governsNotice = (w: string): string => `(${w}.effective_on is null or t.last_on - ${w}.notice_days >= ${w}.effective_on) desc, ${w}.effective_on desc nulls last, ${w}.number desc`;

/** `noticeDays17` in SQL for a row `t` of `contract_term`: a lateral row `v` with `notice_days`. */
export const noticeDaysOfTerm = `join lateral (select x.notice_days from (select w.notice_days, w.effective_on, w.number from hoshu.contract_version w
      where w.tenant_id = t.tenant_id and w.client_id = t.client_id and w.contract_id = t.contract_id and w.fixed_at is not null) x
    order by ${governsNotice('x')} limit 1) v on true`;
