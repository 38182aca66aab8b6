import { textLanguage, type Translate } from '../i18n/translate.js';
import type { SigningView } from './types.js';

/** Whose act an open request waits for, in words; empty when nobody's. */
export function waitingText({ waitingFor, vendorName }: SigningView, t: Translate): string {
  const names = waitingFor.map(({ party, role, personName }) => t(role === 'approver' ? 'signing.waits.approver' : party === 'client' ? 'signing.waits.signer' : 'signing.waits.vendor', { name: personName, company: vendorName }));
  return new Intl.ListFormat(textLanguage()).format(names);
}
