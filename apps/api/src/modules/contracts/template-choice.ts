import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

/** F164: the template version a draft begins with. Throws not_found, template_retired. */
export async function chooseTemplate(tx: Tx, versionId: string | undefined): Promise<string | null> {
  if (versionId === undefined) return null;
  const chosen = found(await tx.one<{ id: string; is_retired: boolean }>('select v.id, t.is_retired from hoshu.contract_template_version v join hoshu.contract_template t on t.id = v.template_id where v.id = $1', [versionId]));
  if (chosen.is_retired) throw new AppError('template_retired');
  return chosen.id;
}

/** The template of a contract for the vendor; 甲's role has no right to know. */
export async function templateOf(tx: Tx, contractId: string): Promise<{ id: string; name: string; number: number } | null> {
  if (tx.actor.kind !== 'vendor') return null;
  return tx.one('select t.id, t.template_name as name, v.number from hoshu.contract c join hoshu.contract_template_version v on v.id = c.template_version_id join hoshu.contract_template t on t.id = v.template_id where c.id = $1', [contractId]);
}
