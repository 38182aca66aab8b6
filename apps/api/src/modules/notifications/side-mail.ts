import type { Tx } from '../../platform/db/tx.js';
import { isLive, type ContractFacts } from '../contracts/index.js';
import type { MailPayload } from './send-mail.js';
import { mailTemplates } from './templates/index.js';

type Contract = Pick<ContractFacts, 'id' | 'clientId' | 'goesLiveOn'>;
type Side = 'client' | 'vendor';
/**
 * What a mail comes from. `declaration`: a notice, a rescission, or word about one; it goes out at any time, as a legal clock never waits (D12).
 * `act`: somebody did something in the product; 甲 is not told of it before the contract is live, 乙 always is. `calendar`: a day came; before the contract is live neither side is told.
 */
export type MailCause = 'declaration' | 'act' | 'calendar';
export type SideMail = MailPayload & { readonly side: Side; readonly cause: MailCause };
type Held = Pick<SideMail, 'side' | 'template' | 'data' | 'subjectRef'> & { readonly cause: 'act' | 'calendar' };

/** The subject of a mail in both languages. Throws for a template that does not exist. */
export function mailSubject(template: string, data: MailPayload['data']): { readonly ja: string; readonly en: string } {
  const texts = mailTemplates[template];
  if (!texts) throw new Error(`no mail template ${template}`);
  const facts = { data, url: '', code: '', publicUrl: '' };
  return { ja: texts.ja(facts).subject, en: texts.en(facts).subject };
}

/** Keeps that a mail was not sent because the contract is not live yet, in the transaction that would have sent it (D11). It is not sent later either. */
export async function holdMail(tx: Tx, { id, clientId, goesLiveOn }: Contract, { side, cause, template, data, subjectRef }: Held): Promise<void> {
  const subject = mailSubject(template, data);
  await tx.query('insert into hoshu.held_mail (tenant_id, client_id, contract_id, held_on, goes_live_on, side, cause, template, subject_ja, subject_en, subject_ref) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [tx.actor.tenantId, clientId, id, tx.today, goesLiveOn, side, cause, template, subject.ja, subject.en, subjectRef ?? null]);
}

/**
 * One mail to one side of a contract: every such mail passes here. It is sent, or (false) kept as held back while the contract is not live (D11).
 * The mail names contract and client unless it says otherwise.
 */
export async function mailSide(tx: Tx, contract: Contract, { side, cause, ...mail }: SideMail): Promise<boolean> {
  const waits = cause === 'calendar' || (cause === 'act' && side === 'client');
  if (waits && !isLive(contract, tx.today)) {
    await holdMail(tx, contract, { ...mail, side, cause });
    return false;
  }
  await tx.emit('mail', { clientId: contract.clientId, contractId: contract.id, ...mail });
  return true;
}
