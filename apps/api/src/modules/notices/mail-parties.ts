import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { mailSide, type MailCause } from '../notifications/index.js';
import type { Party } from './notice-rules.js';

/** The page of a contract for one side. */
export const contractPath = (party: Party, contractId: string): string => `/${party === 'vendor' ? 'app' : 'portal'}/contracts/${contractId}`;

/** The notice address of a side in 別紙1; empty when the contract names none. */
export const noticeEmail = (facts: ContractFacts, party: Party): string => facts.terms.annex.notices[party].email;

interface PartyMail { readonly cause: MailCause; readonly template: string; readonly data: Readonly<Record<string, string>>; readonly subjectRef: string }

/** One mail to the notice address of one side; nothing when 別紙1 has no address, and held back before the contract is live unless a declaration is its cause (D11). */
export async function mailParty(tx: Tx, facts: ContractFacts, mail: PartyMail & { readonly party: Party }): Promise<void> {
  const to = noticeEmail(facts, mail.party);
  if (!to) return;
  await mailSide(tx, facts, {
    side: mail.party, cause: mail.cause, template: mail.template, to, locale: 'ja', data: { companyName: facts.terms.parties[mail.party].companyName, contractNumber: facts.number, ...mail.data }, path: contractPath(mail.party, facts.id), subjectRef: mail.subjectRef,
  });
}

/** The same mail to the notice addresses of both sides. */
export async function mailParties(tx: Tx, facts: ContractFacts, mail: PartyMail): Promise<void> {
  for (const party of ['client', 'vendor'] as const) await mailParty(tx, facts, { ...mail, party });
}
