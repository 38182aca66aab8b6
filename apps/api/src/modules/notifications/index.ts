import type { Tx } from '../../platform/db/tx.js';
import type { MailPayload } from './send-mail.js';

export { NotificationsModule } from './notifications.module.js';
export type { MailPayload } from './send-mail.js';

/** Asks the worker for one mail after commit; the template must exist in `templates/`. */
export const sendMail = (tx: Tx, mail: MailPayload): Promise<void> => tx.emit('mail', mail);
