import type { TermsChange } from '@hoshu/api-schema';
import type { ContractTerms, SiteTerms } from '@hoshu/contract-text';
import { localDate } from '@hoshu/domain';

/** The terms with a change laid over them; parties, dates and notice addresses stay. `sites`: as the register has them, where the change names sites. */
export function changedTerms(base: ContractTerms, { renewalMonths, siteIds: _siteIds, works, minorWork, backup, responseTargets, specialTerms, ownTerms, ...change }: TermsChange, sites: SiteTerms[] | null): ContractTerms {
  const agreedBackup = backup && ('underDiscussionUntil' in backup ? { underDiscussionUntil: localDate(backup.underDiscussionUntil) } : backup);
  const { responseTargets: targetsBefore, ...annex } = base.annex;
  const targets = responseTargets === undefined ? targetsBefore : responseTargets;
  return {
    ...base, ...change, ...(sites ? { sites } : {}),
    term: { ...base.term, ...(renewalMonths === undefined || renewalMonths === (base.term.renewalMonths ?? base.term.months) ? {} : { renewalMonths }) },
    annex: {
      ...annex, ...(works ? { works } : {}), ...(minorWork ? { minorWork } : {}), ...(agreedBackup ? { backup: agreedBackup } : {}), ...(targets ? { responseTargets: targets } : {}), ...(specialTerms ? { specialTerms } : {}), ...(ownTerms && (ownTerms.length > 0 || base.annex.ownTerms) ? { ownTerms } : {}),
    },
  } as ContractTerms;
}
