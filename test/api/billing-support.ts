import { billingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { addDays, addMonths, localDate, monthOf } from '@hoshu/domain';
import { concludedContract, type ContractFixture, type Person, type World } from '@hoshu/testing';
import type { ContractTerms } from '@hoshu/contract-text';

export type InvoiceRow = ResponseOf<typeof billingRoutes.invoices>['items'][number];

/** First day of the month `months` after the month of `day`. */
export const monthStart = (day: string, months = 0): string => `${addMonths(monthOf(localDate(day)), months)}-01`;
export const monthEnd = (day: string, months = 0): string => addDays(localDate(monthStart(day, months + 1)), -1);
export const shift = (day: string, days: number): string => addDays(localDate(day), days);

/** Moves to the third of the month or later, so that a last day of yesterday lies in this month, after its first. Returns today. */
export async function pastTheSecond(world: World): Promise<string> {
  let today = await world.today();
  while (Number(today.slice(8)) < 3) { await world.advanceDays(1); today = await world.today(); }
  return today;
}

/** A contract of 55,000 yen a month, tax included, paid in the month after the service, due at the month's end (no shift); billed from `billingStartsOn`. */
export async function billedContract(world: World, owner: Person, wanted: { concludedOn: string; billingStartsOn?: string; goesLiveOn?: string; terms?: Partial<ContractTerms>; clientName?: string }): Promise<ContractFixture> {
  const fixture = await concludedContract(world, {
    owner, concludedOn: wanted.concludedOn, lastOn: shift(wanted.concludedOn, 364), clientName: wanted.clientName ?? '医療法人社団みどり会',
    terms: { feeYen: 55_000, dueDay: 31, dueConvention: 'none', ...wanted.terms },
  });
  await world.sql('update hoshu.contract set billing_starts_on = $2, goes_live_on = $3, version = version + 1 where id = $1', [fixture.contractId, wanted.billingStartsOn ?? null, wanted.goesLiveOn ?? null]);
  return fixture;
}

/** The client's invoices, oldest service month first, drafts left out. */
export async function invoicesOf(owner: Person, fixture: ContractFixture): Promise<InvoiceRow[]> {
  const { items } = await owner.do(billingRoutes.invoices, { query: { contractId: fixture.contractId, limit: '100' } });
  return [...items].sort((a, b) => (a.supplyFirstOn + a.number < b.supplyFirstOn + b.number ? -1 : 1));
}
