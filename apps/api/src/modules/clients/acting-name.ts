import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import type { Db } from '../../platform/db/db.js';
import { identityRecords } from '../identity/index.js';

/** D19: behind a shared mailbox stands more than one person, so an act asks who it is. The given name, else the person's own. Throws person_name_required. */
export async function actingName(db: Db, actor: Actor, given: string): Promise<string> {
  if (given) return given;
  const user = await db.asLogin('hoshu_auth', (manager) => identityRecords.userById(manager, actor.userId ?? ''));
  const contact = actor.kind === 'client' ? await db.read(actor, (tx) => tx.one('select id from hoshu.client_contact where email = $1 and is_shared_mailbox and archived_at is null', [actor.email])) : null;
  if (user?.shared_mailbox || contact) throw new AppError('person_name_required', { fields: [{ path: 'body.personName', code: 'required', message: 'お名前を入力してください。' }] });
  return actor.name;
}
