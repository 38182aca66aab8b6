import { billingRoutes, reportRoutes, type ResponseOf } from '@hoshu/api-schema';
import type { Person, World } from '@hoshu/testing';

export type InvoiceRow = ResponseOf<typeof billingRoutes.invoices>['items'][number];

/** Sets the clock of an empty world to a fixed Japanese day, so that every date of a scenario can stand in its text. */
export async function beginOn(world: World, day: string): Promise<void> {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${await world.today()}T00:00:00Z`)) / 86_400_000);
  if (days < 0) throw new Error(`${day} has passed: the clock only moves forward`);
  await moveWithoutWork(world, days);
}

/** Time passes while no worker runs. */
export const moveWithoutWork = (world: World, days: number): Promise<unknown> => world.sql(`update platform.clock set offset_ms = offset_ms + $1::bigint * 86400000`, [days]);

/** Every invoice of a contract, oldest first. */
export async function invoicesOf(person: Person, contractId: string): Promise<InvoiceRow[]> {
  const { items, nextCursor } = await person.do(billingRoutes.invoices, { query: { contractId, limit: '100' } });
  if (nextCursor !== null) throw new Error('more than one page');
  return [...items].reverse();
}

/** The vendor writes its words on the newest draft of a month and sends it; 甲 opens and acknowledges it. */
export async function reportMonth(people: { owner: Person; client: Person }, contractId: string, month: string): Promise<string> {
  const { owner, client } = people;
  const { items } = await owner.do(reportRoutes.list, { query: { contractId } });
  const draft = items.find((entry) => entry.month === month && entry.state === 'draft');
  if (!draft) throw new Error(`no draft of ${month}`);
  const { version } = await owner.do(reportRoutes.get, { params: { reportId: draft.id } });
  const commented = await owner.do(reportRoutes.comment, { params: { reportId: draft.id }, ifMatch: version, body: { comment: `${month} は予定どおり保守しました。`, decisions: '' } });
  await owner.do(reportRoutes.send, { params: { reportId: draft.id }, ifMatch: commented.version });
  await owner.world.drain();
  const { state } = await client.do(reportRoutes.acknowledge, { params: { reportId: (await client.do(reportRoutes.clientGet, { params: { reportId: draft.id } })).id }, body: { personName: '' } });
  return state;
}

/** Sum of every ledger entry of a client by account; accounts at zero are left out. */
export async function balances(world: World, clientId: string): Promise<Record<string, number>> {
  const rows = await world.sql<{ account: string; yen: number }>(
    'select e.account, sum(e.amount_yen)::float8 as yen from hoshu.ledger_entry e join hoshu.ledger_posting p on p.id = e.posting_id where p.client_id = $1 group by 1 having sum(e.amount_yen) <> 0 order by 1', [clientId]);
  return Object.fromEntries(rows.map(({ account, yen }) => [account, yen]));
}
