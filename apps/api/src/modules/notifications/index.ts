import type { Tx } from '../../platform/db/tx.js';
import type { MailPayload } from './send-mail.js';

export { NotificationsModule } from './notifications.module.js';
export type { MailPayload } from './send-mail.js';
export { holdMail, mailSide, mailSubject, type MailCause } from './side-mail.js';

/** Asks the worker for one mail after commit; the template must exist in `templates/`. For people of one's own house and recipients of a signing; a side of a contract is mailed by `mailSide`. */
export const sendMail = (tx: Tx, mail: MailPayload): Promise<void> => tx.emit('mail', mail);
