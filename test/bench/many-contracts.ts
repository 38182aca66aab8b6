import { sampleTerms } from '../../libs/contract-text/src/index.js';
import type { ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';

const piece = 2_000;

export interface ManyContracts { readonly owner: Person; readonly tenantId: string; readonly first: ContractFixture }
/** `lastOn`: SQL for the last day of the running term of the copy `g` (1, 2, …), with `$2` as today. */
interface Wanted { readonly name: string; readonly count: number; readonly lastOn: string; readonly today: string }

/** Tables whose rows a copy has of its own, each with what replaces the original's values. Columns that are not named stay as they are. */
const copied: readonly (readonly [table: string, key: string, replaced: Readonly<Record<string, string>>])[] = [
  ['client', 'id', { id: 'm.client_id', company_name: `x.company_name || ' ' || m.g`, notice_email: `'k' || m.g || '@client.example'` }],
  ['site', 'id', { id: 'm.site_id', client_id: 'm.client_id', url: `'https://s' || m.g || '.example/'` }],
  ['contract', 'id', { id: 'm.contract_id', client_id: 'm.client_id', contract_number: `'HB-' || lpad(m.g::text, 7, '0')`, notice_mailbox: `'n-' || substr(md5(m.contract_id::text), 1, 12)` }],
  ['contract_version', 'contract_id', { id: 'm.version_id', client_id: 'm.client_id', contract_id: 'm.contract_id' }],
  ['contract_site', 'contract_id', { id: 'gen_random_uuid()', client_id: 'm.client_id', contract_id: 'm.contract_id', site_id: 'm.site_id' }],
  ['contract_conclusion', 'contract_id', { id: 'gen_random_uuid()', client_id: 'm.client_id', contract_id: 'm.contract_id', version_id: 'm.version_id', concluded_on: 'm.last_on - 364' }],
  ['contract_term', 'contract_id', { id: 'gen_random_uuid()', client_id: 'm.client_id', contract_id: 'm.contract_id', version_id: 'm.version_id', starts_on: 'm.last_on - 364', last_on: 'm.last_on' }],
];

/** A vendor with one contract written as everywhere, and copies of it made by the database alone: nobody waits for 100,000 sign-ups. */
export async function manyContracts(world: World, { name, count, lastOn, today }: Wanted): Promise<ManyContracts> {
  const owner = await signUpVendor(world, { companyName: `株式会社${name}`, personName: '測 太郎', email: `${name}@vendor.example` });
  const { annex } = sampleTerms();
  // The night that is measured renews and reminds; it watches no site and writes no invoice.
  const works = annex.works.map((work) => (work.number === 1 ? { ...work, applies: false } : work));
  const first = await concludedContract(world, { owner, concludedOn: today, lastOn: '2099-12-31', terms: { annex: { ...annex, works } } });
  await world.sql(`update hoshu.contract set billing_starts_on = '2099-01-01', version = version + 1 where id = $1`, [first.contractId]);
  await world.sql('drop table if exists public.bench_copy');
  await world.sql(`create table public.bench_copy as select g, gen_random_uuid() as client_id, gen_random_uuid() as site_id, gen_random_uuid() as contract_id, gen_random_uuid() as version_id, ${lastOn.replace('$2', `'${today}'::date`)} as last_on from generate_series(1, ${count}) g`);
  for (const [table, key, replaced] of copied) {
    const columns = (await world.sql<{ name: string }>(`select column_name as name from information_schema.columns where table_schema = 'hoshu' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`, [table])).map((column) => column.name);
    const of = key === 'contract_id' || table === 'contract' ? first.contractId : table === 'client' ? first.clientId : first.siteId;
    // The database learns between the pieces how much there is; its triggers would go through whole tables otherwise.
    for (let from = 1; from <= count; from += piece) {
      await world.sql(`insert into hoshu.${table} (${columns.join(', ')}) select ${columns.map((column) => replaced[column] ?? `x.${column}`).join(', ')} from public.bench_copy m, hoshu.${table} x where x.${key} = $1 and m.g between $2 and $3`, [of, from, from + piece - 1]);
      if (from === 1) await world.sql('analyze');
    }
  }
  await world.sql('drop table public.bench_copy');
  await world.sql('analyze');
  return { owner, tenantId: first.tenantId, first };
}
