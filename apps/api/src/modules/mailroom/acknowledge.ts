import type { Config } from '../../platform/config.js';
import type { MailVerdicts } from '../../platform/mail/mail-checks.js';
import type { SpooledMail } from '../../platform/mail/spool.js';
import type { MailPayload } from '../notifications/index.js';
import type { ReadMail } from './read-mail.js';

interface Came { readonly mail: SpooledMail; readonly read: ReadMail; readonly verdicts: MailVerdicts }

/** Nobody is answered who did not write: no bounce, no program, no sender whom the checks refute (it would reach a stranger), and never ourselves. */
export function isAnswered(config: Config, { mail, read, verdicts }: Came): boolean {
  const own = [/<([^>]+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom].map((address) => address.toLowerCase());
  const from = mail.mailFrom.toLowerCase();
  return from.includes('@') && !read.isAutomatic && verdicts.spf !== 'fail' && verdicts.dmarc !== 'fail' && !own.includes(from) && !from.endsWith(`@${config.noticeDomain}`);
}

/** The automatic acknowledgement: what came, when, its hash, and what happens next. It is no statement about validity (D8). */
export const acknowledgement = ({ mail, read }: Came, told: { readonly outcome: string; readonly contractNumber: string }): MailPayload => ({
  template: 'mailroom.acknowledged', to: mail.mailFrom.toLowerCase(), locale: 'ja', data: { outcome: told.outcome, contractNumber: told.contractNumber, subject: read.subject, receivedAt: mail.receivedAt, sha256: mail.sha256 },
});
