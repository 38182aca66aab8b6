import type { Session } from '../session/session.js';
import type { Signer } from './types.js';

/** A signed-in person as a signer; the name of somebody behind a shared mailbox is asked, not assumed (D19). */
export const signerOf = ({ user }: Session): Signer => ({ name: user.sharedMailbox ? '' : user.name, secondFactor: user.totpEnrolled ? 'ready' : 'can_enrol' });
