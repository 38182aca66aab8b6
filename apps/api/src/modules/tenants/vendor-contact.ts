import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

/** What 甲 may know of 乙's company data: whom to call, and how tax is rounded. */
export interface VendorContact { readonly companyName: string; readonly telephone: string; readonly email: string; readonly taxRounding: 'floor' | 'round' | 'ceil' }

/** The vendor as 甲 and signers reach it today; works under every role of the tenant. */
export const vendorContact = async (tx: Tx): Promise<VendorContact> =>
  found(await tx.one<VendorContact>(
    `select company_name as "companyName", telephone, notice_email as email, tax_rounding as "taxRounding" from hoshu.company_profile where effective_on <= $1 order by effective_on desc, id desc limit 1`, [tx.today]));
