import { AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';

/** 甲's address for reports: the 通知先 of 別紙1, else the one of its organisation. Throws recipient_missing. */
export async function clientAddress(tx: Tx, facts: Pick<ContractFacts, 'clientId' | 'terms'>): Promise<string> {
  const row = await tx.one<{ notice_email: string }>('select notice_email from hoshu.client where id = $1', [facts.clientId]);
  const address = facts.terms.annex.notices.client.email || row?.notice_email;
  if (!address) throw new AppError('recipient_missing');
  return address;
}
