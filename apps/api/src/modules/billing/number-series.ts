import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

/**
 * The next number of a series, four digits or more. Gapless: the counter's row is locked until this transaction ends, so a number is used or was never taken (F069).
 * Samples count in a series of their own: adding and removing them leaves no gap among the real numbers (F166).
 */
export async function nextOfSeries(tx: Tx, series: 'invoice' | 'receipt', clientId: string): Promise<{ digits: string; sample: boolean }> {
  const client = found(await tx.one<{ sample: boolean }>('select is_sample as sample from hoshu.client where id = $1', [clientId]));
  const row = found(await tx.one<{ last: string }>(
    `insert into hoshu.number_counter (tenant_id, series, last_number) values ($1, $2, 1) on conflict (tenant_id, series) do update set last_number = number_counter.last_number + 1 returning last_number as last`, [tx.actor.tenantId, client.sample ? `sample-${series}` : series]));
  return { digits: row.last.padStart(4, '0'), sample: client.sample };
}
