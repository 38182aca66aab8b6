import { randomUUID } from 'node:crypto';
import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { Person } from './person.js';
import type { World } from './world.js';

export interface ContractFixture { readonly tenantId: string; readonly clientId: string; readonly contractId: string; readonly versionId: string; readonly siteId: string; readonly terms: ContractTerms }
interface Wanted { readonly owner: Person; readonly clientName?: string; readonly concludedOn: string; readonly lastOn: string; readonly terms?: Partial<ContractTerms>; readonly number?: string; readonly siteUrl?: string }

/** A concluded contract written straight into the database: for suites whose subject begins after the conclusion. */
export async function concludedContract(world: World, wanted: Wanted): Promise<ContractFixture> {
  const [membership] = await world.sql<{ tenant_id: string }>('select m.tenant_id from identity.membership m join identity."user" u on u.id = m.user_id where u.email = $1 and m.kind = $2', [wanted.owner.email, 'vendor']);
  if (!membership) throw new Error('the owner has no tenant');
  const tenantId = membership.tenant_id;
  const [clientId, contractId, versionId, siteId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const terms: ContractTerms = { ...sampleTerms(), ...wanted.terms, contractDate: wanted.concludedOn as ContractTerms['contractDate'] };
  const insert = (table: string, values: Record<string, unknown>) => {
    const entries = Object.entries({ tenant_id: tenantId, ...values });
    return world.sql(`insert into hoshu.${table} (${entries.map(([name]) => name).join(', ')}) values (${entries.map((_, index) => `$${index + 1}`).join(', ')})`, entries.map(([, value]) => value));
  };
  await insert('client', { id: clientId, company_name: wanted.clientName ?? '医療法人社団みどり会', prefecture: '東京都', city: '千代田区', street: '丸の内1-1-1', representative_title: '理事長', representative_name: '緑川 薫', notice_email: `notice-${clientId.slice(0, 8)}@client.example` });
  await insert('site', { id: siteId, client_id: clientId, site_name: '公式サイト', url: wanted.siteUrl ?? 'https://www.midori.example/' });
  await insert('contract', { id: contractId, client_id: clientId, contract_number: wanted.number ?? `HS-${contractId.slice(0, 8)}`, responsible_name: '佐藤 美咲' });
  await insert('contract_version', { id: versionId, client_id: clientId, contract_id: contractId, number: 1, terms: JSON.stringify(terms), body_hash: 'f'.repeat(64), fixed_at: new Date() });
  await insert('contract_site', { client_id: clientId, contract_id: contractId, site_id: siteId, position: 1 });
  await insert('contract_conclusion', { client_id: clientId, contract_id: contractId, version_id: versionId, concluded_on: wanted.concludedOn, method: 'electronic' });
  await insert('contract_term', { client_id: clientId, contract_id: contractId, version_id: versionId, number: 1, starts_on: wanted.concludedOn, last_on: wanted.lastOn });
  return { tenantId, clientId, contractId, versionId, siteId, terms };
}

/** A signed-in person of 甲 with a role in one client organisation. */
export async function clientPerson(world: World, fixture: Pick<ContractFixture, 'tenantId' | 'clientId'>, person: { name: string; email: string; role: 'owner' | 'approver' | 'accounting'; noticeAuthority?: boolean }): Promise<Person> {
  const [user] = await world.sql<{ id: string }>(`insert into identity."user" (email, name, terms_version, email_verified_at) values ($1, $2, (select max(version) from identity.terms), now()) on conflict (email) do update set name = excluded.name returning id`, [person.email, person.name]);
  await world.sql('insert into identity.membership (user_id, tenant_id, kind, client_id, role, notice_authority) values ($1, $2, $3, $4, $5, $6)', [user?.id, fixture.tenantId, 'client', fixture.clientId, person.role, person.noticeAuthority ?? person.role === 'owner']);
  return new Person(world, person.name, person.email).signInByMail();
}

/** A further signed-in member of 乙, beside the owner who signed up. */
export async function vendorPerson(world: World, tenantId: string, person: { name: string; email: string; role: 'owner' | 'manager' | 'technician' | 'accounting' }): Promise<Person> {
  const [user] = await world.sql<{ id: string }>(`insert into identity."user" (email, name, terms_version, email_verified_at) values ($1, $2, (select max(version) from identity.terms), now()) returning id`, [person.email, person.name]);
  await world.sql('insert into identity.membership (user_id, tenant_id, kind, role, notice_authority) values ($1, $2, $3, $4, $5)', [user?.id, tenantId, 'vendor', person.role, person.role === 'owner']);
  return new Person(world, person.name, person.email).signInByMail();
}

/** The person has just proved again who is there (D35): good for five minutes. */
export async function steppedUp(world: World, person: Person): Promise<Person> {
  await world.sql(`update identity.session set stepped_up_until = now() + interval '5 minutes' where user_id = (select id from identity."user" where email = $1)`, [person.email]);
  return person;
}

/** A signed-in member of the platform's staff. */
export async function staffPerson(world: World, role: 'support' | 'operator', email = `${role}@hoshu.example`): Promise<Person> {
  const [user] = await world.sql<{ id: string }>(`insert into identity."user" (email, name, terms_version, email_verified_at) values ($1, $2, (select max(version) from identity.terms), now()) returning id`, [email, role === 'support' ? '運営 支援' : '運営 管理']);
  await world.sql('insert into identity.platform_staff (user_id, role) values ($1, $2)', [user?.id, role]);
  return new Person(world, email, email).signInByMail();
}
