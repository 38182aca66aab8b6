import type { EntityManager } from 'typeorm';
import type { LinkName } from '../../platform/links/link-tokens.js';

/** Asks the worker to send a mail that belongs to no tenant. The link is named, never spelled out: the worker derives it. */
export async function requestMail(manager: EntityManager, mail: { template: string; to: string; locale: 'ja' | 'en'; link?: LinkName; data?: Record<string, string> }): Promise<string> {
  const rows: { id: string }[] = await manager.query('select platform.emit_identity($1, $2) as id', ['mail', JSON.stringify({ data: {}, ...mail })]);
  return rows[0]?.id ?? '';
}
