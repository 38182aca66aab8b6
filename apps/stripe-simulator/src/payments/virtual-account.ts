import { createHash } from 'node:crypto';
import type { Call } from '../call.js';
import { PLATFORM, type StoredVirtualAccount, type Zengin } from '../store/kinds.js';

const BANK_CODE = '9998';
const BRANCHES = 900;
const NUMBERS = 10_000_000;
const EMPTY_ADDRESS = { city: null, country: 'JP', line1: null, line2: null, postal_code: null, state: null };

/** The n-th candidate for a customer's number: the same on every machine, so that demo papers do not change. */
function candidate(seed: string, attempt: number): { branchCode: string; accountNumber: string } {
  const digest = createHash('sha256').update(`${seed}|${attempt}`).digest();
  return {
    branchCode: String((digest.readUInt32BE(0) % BRANCHES) + 100),
    accountNumber: String(digest.readUInt32BE(4) % NUMBERS).padStart(7, '0'),
  };
}

function isTaken(call: Call, branchCode: string, accountNumber: string): boolean {
  return call.store.accountsWith('virtual_account').some((account) => call.store.list('virtual_account', account)
    .some(({ zengin }) => zengin.branch_code === branchCode && zengin.account_number === accountNumber));
}

/** The customer's bank account to pay to; made at the first call and permanent from then on. */
export function virtualAccountOf(call: Call, customerId: string): StoredVirtualAccount {
  const existing = call.find('virtual_account', customerId);
  if (existing) return existing;
  for (let attempt = 0; ; attempt += 1) {
    const { branchCode, accountNumber } = candidate(`${call.account}|${customerId}`, attempt);
    if (isTaken(call, branchCode, accountNumber)) continue;
    const holder = call.store.get('account', PLATFORM, call.account)?.displayName ?? 'プラットフォーム';
    const zengin: Zengin = {
      account_holder_address: EMPTY_ADDRESS,
      account_holder_name: holder,
      account_number: accountNumber,
      account_type: 'futsu',
      bank_address: EMPTY_ADDRESS,
      bank_code: BANK_CODE,
      bank_name: '模擬銀行',
      branch_code: branchCode,
      branch_name: `模擬第${branchCode}支店`,
    };
    return call.put('virtual_account', { id: customerId, customerId, zengin });
  }
}

/** The answer of POST /v1/customers/{}/funding_instructions. */
export function fundingInstructions(zengin: Zengin): { object: 'funding_instructions' } & Record<string, unknown> {
  return {
    object: 'funding_instructions',
    bank_transfer: { country: 'JP', financial_addresses: [{ type: 'zengin', supported_networks: ['zengin'], zengin }], type: 'jp_bank_transfer' },
    currency: 'jpy',
    funding_type: 'bank_transfer',
    livemode: false,
  };
}
