import type { ContractTerms } from '@hoshu/contract-text';
import type { FeeCharge } from '@hoshu/domain';
import { why } from '../../platform/explain/index.js';

/** The fee of a service month and the way to it (R10): by the days on which the contract runs, as 別紙1 says. */
export const whyProrated = (terms: ContractTerms, charge: Pick<FeeCharge, 'serviceMonth' | 'periodStartOn' | 'periodEndOn'>) => why('prorate', {
  monthlyFee: terms.feeYen ?? 0, serviceStart: charge.periodStartOn, serviceEnd: charge.periodEndOn, month: charge.serviceMonth, basis: terms.proration.method === 'daily' ? terms.proration.basis : 'none', rounding: terms.proration.rounding,
});
