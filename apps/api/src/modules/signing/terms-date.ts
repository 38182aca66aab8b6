import { bodyHash, renderContract, type ContractTerms, type SigningForm } from '@hoshu/contract-text';
import { sha256 } from '../../platform/digest.js';
import { firstTermEnd, localDate } from '@hoshu/domain';


/** The hash both originals carry: SHA-256 of the rendering model (D42). */
export const hashOf = (terms: ContractTerms): string => bodyHash(renderContract(terms), sha256);

/**
 * The terms with a contract date. 第17条1項: the term begins on that day unless the draft agreed another first day, and its last
 * day follows by R01 (民法140条・143条). `lastOn` replaces the computed last day where a signed document states it.
 */
export function datedTerms(terms: ContractTerms, date: { contractDate: string; form?: SigningForm; lastOn?: string | undefined }): ContractTerms {
  const contractDate = localDate(date.contractDate);
  const follows = terms.term.startOn === null || terms.term.startOn === terms.contractDate;
  const startOn = follows ? contractDate : (terms.term.startOn ?? contractDate);
  const computed = firstTermEnd({ startOn, startsAtMidnight: terms.term.startsAtMidnight, termMonths: terms.term.months });
  return { ...terms, signingForm: date.form ?? terms.signingForm, contractDate, term: { ...terms.term, startOn, firstEndOn: date.lastOn ? localDate(date.lastOn) : computed } };
}

/** First and last day of the first term. Throws when the terms are not dated yet. */
export function termDays(terms: ContractTerms): { startsOn: string; lastOn: string } {
  const { startOn, firstEndOn } = terms.term;
  if (startOn === null || firstEndOn === null) throw new Error('a fixed version has its term');
  return { startsOn: startOn, lastOn: firstEndOn };
}
