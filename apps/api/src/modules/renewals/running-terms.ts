import { noticeDaysOfTerm } from '../contracts/index.js';

/** Days before the notice deadline at which 乙 begins to decide and both sides are first told (F113, F112): a quarter, so that a change of terms can still be agreed. */
export const DECISION_DAYS = 90;

/**
 * Terms that run on the day `$1` and that no end stops, each with the last day of arrival of a notice under the version that governs that deadline
 * (第17条2項, R03: the last day of the term less the contract's days of notice). One set for any number of contracts.
 */
export const runningTerms = `
  select t.client_id, t.contract_id, t.number as term_number, t.starts_on, t.last_on, v.notice_days, f.fee_yen, f.tax_mode, t.last_on - v.notice_days as last_valid_on
  from hoshu.contract_term t
    ${noticeDaysOfTerm}
    join lateral (select w.fee_yen::float8 as fee_yen, w.tax_mode from hoshu.contract_version w where w.tenant_id = t.tenant_id and w.client_id = t.client_id and w.contract_id = t.contract_id
      order by (w.fixed_at is not null and (w.effective_on is null or w.effective_on <= $1)) desc, case when w.effective_on <= $1 then w.effective_on end desc nulls last, w.number desc limit 1) f on true
  where t.starts_on <= $1 and t.last_on >= $1
    and not exists (select 1 from hoshu.contract_end e where e.tenant_id = t.tenant_id and e.contract_id = t.contract_id and e.withdrawn_at is null and e.last_on <= t.last_on)`;
