import { createHash, randomBytes } from 'node:crypto';
import { concludedContract, signUpVendor, type ContractFixture, type World } from '@hoshu/testing';
import { tablesOf } from './catalog.js';
import { clientColumnOf, SyntheticRows } from './synthetic-rows.js';

/** One kind of visitor; `side` says whose rows are its own. */
export interface Persona { readonly name: string; readonly side: 'none' | 'vendorA' | 'clientA1' | 'clientA2' | 'clientC1' | 'vendorB' | 'staff'; readonly session: SessionSeed | null }
interface SessionSeed { readonly userId?: string; readonly membershipId?: string; readonly recipient?: { tenantId: string; clientId: string; recipientId: string }; readonly assurance?: 'one' | 'two' }

export interface Cast { readonly personas: readonly Persona[]; readonly a1: ContractFixture; readonly a2: ContractFixture; readonly b: ContractFixture; readonly c1: ContractFixture; readonly c2: ContractFixture; readonly canaryB: string; readonly canaryA2: string }

const canaryB = 'CANARYTENANTB';
const canaryA2 = 'CANARYCLIENTA2';

async function person(world: World, name: string, member: { tenantId: string; kind: 'vendor' | 'client'; clientId?: string; role: string; ended?: boolean } | null): Promise<SessionSeed> {
  const email = `${name.replaceAll(' ', '.')}@cast.example`;
  const [user] = await world.sql<{ id: string }>(`insert into identity."user" (email, name, terms_version, email_verified_at) values ($1, $2, (select max(version) from identity.terms), now()) returning id`, [email, name]);
  const userId = user?.id ?? '';
  if (!member) return { userId };
  const [membership] = await world.sql<{ id: string }>(`insert into identity.membership (user_id, tenant_id, kind, client_id, role, notice_authority, ended_at) values ($1, $2, $3, $4, $5, $6, case when $7 then now() end) returning id`,
    [userId, member.tenantId, member.kind, member.clientId ?? null, member.role, member.role === 'owner', member.ended ?? false]);
  return { userId, membershipId: membership?.id ?? '' };
}

/** Appends the canary to every text of one side that no rule binds, so that any leak is seen in the bytes. */
async function plantCanary(world: World, canary: string, condition: (table: { has: (column: string) => boolean; name: string }) => string | null): Promise<void> {
  const statements: string[] = [];
  for (const table of await tablesOf(world, ['hoshu', 'support', 'vault'])) {
    const where = condition(table);
    if (!where) continue;
    const bound = new Set(table.checks.flatMap((check) => check.columns));
    for (const column of table.columns) {
      const formal = /(kind|status|method|code|type|locale|role|template|hash|sha256|number|pattern|color|state|channel|basis|timezone|currency|severity|category|ref|_id|key)$/.test(column.name);
      if (column.type !== 'text' || column.isGenerated || bound.has(column.name) || formal) continue;
      const value = column.name.includes('email') ? `'${canary.toLowerCase()}.' || "${column.name}"` : `"${column.name}" || '${canary}'`;
      statements.push(`update ${table.name} set "${column.name}" = ${value} where ${where} and "${column.name}" <> '' and "${column.name}" !~ '^[0-9a-f]{40,}$'`);
    }
  }
  await world.sql(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`);
}

/** Tenant A with two clients, tenant B, tenant C with a second client made of synthetic rows, staff, a signer, people who were removed or disabled. Every text of B, A2 and C2 carries a canary. */
export async function buildCast(world: World): Promise<Cast> {
  const ownerA = await signUpVendor(world, { companyName: '株式会社あおば', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  const ownerB = await signUpVendor(world, { companyName: `株式会社${canaryB}`, personName: `${canaryB} 花子`, email: `${canaryB.toLowerCase()}@foreign.example` });
  const dates = { concludedOn: '2026-01-01', lastOn: '2027-12-31' };
  const a1 = await concludedContract(world, { owner: ownerA, clientName: '医療法人社団みどり会', ...dates });
  const a2 = await concludedContract(world, { owner: ownerA, clientName: '株式会社となり', ...dates });
  const b = await concludedContract(world, { owner: ownerB, clientName: '株式会社よそ', ...dates });
  const ownerC = await signUpVendor(world, { companyName: '株式会社わかば', personName: '若葉 太郎', email: 'owner@wakaba.example' });
  const c1 = await concludedContract(world, { owner: ownerC, clientName: '株式会社いちご', ...dates });
  const c2 = await concludedContract(world, { owner: ownerC, clientName: '株式会社みかん', ...dates });
  await new SyntheticRows(world, { tenantId: b.tenantId, clientId: b.clientId, canary: canaryB }).fill(['hoshu', 'support', 'vault']);
  // Rows made up from the catalog are nonsense to their own vendor's lists: they stand beside C1, whose own rows are sound.
  await new SyntheticRows(world, { tenantId: c2.tenantId, clientId: c2.clientId, canary: canaryA2 }).fill(['hoshu', 'support', 'vault'], (table) => clientColumnOf(table) !== null);
  await plantCanary(world, canaryB, (table) => (table.has('tenant_id') ? `tenant_id = '${b.tenantId}'` : null));
  await plantCanary(world, canaryA2, (table) => (table.name === 'hoshu.client' ? `id in ('${a2.clientId}', '${c2.clientId}')` : table.has('client_id') && table.has('tenant_id') ? `client_id in ('${a2.clientId}', '${c2.clientId}')` : null));
  return { personas: await people(world, { a1, a2, b, c1 }), a1, a2, b, c1, c2, canaryB, canaryA2 };
}

async function people(world: World, at: { a1: ContractFixture; a2: ContractFixture; b: ContractFixture; c1: ContractFixture }): Promise<Persona[]> {
  const { a1, a2, b, c1 } = at;
  const vendor = (role: string, ended = false) => person(world, `vendor ${role}${ended ? ' removed' : ''}`, { tenantId: a1.tenantId, kind: 'vendor', role, ended });
  const client = (role: string, of: ContractFixture, label = '') => person(world, `client ${role}${label}`, { tenantId: of.tenantId, kind: 'client', clientId: of.clientId, role });
  const staff = async (role: 'support' | 'operator', ended = false) => {
    const seed = await person(world, `staff ${role}${ended ? ' removed' : ''}`, null);
    await world.sql('insert into identity.platform_staff (user_id, role, ended_at) values ($1, $2, case when $3 then now() end)', [seed.userId, role, ended]);
    return seed;
  };
  const disabled = await person(world, 'vendor owner disabled', { tenantId: a1.tenantId, kind: 'vendor', role: 'owner' });
  await world.sql('update identity."user" set disabled_at = now() where id = $1', [disabled.userId]);
  const recipientId = (await world.sql<{ id: string }>('select uuidv7() as id'))[0]?.id ?? '';
  return [
    { name: 'anonymous', side: 'none', session: null },
    { name: 'vendor owner', side: 'vendorA', session: await vendor('owner') }, { name: 'vendor manager', side: 'vendorA', session: await vendor('manager') },
    { name: 'vendor technician', side: 'vendorA', session: await vendor('technician') }, { name: 'vendor accounting', side: 'vendorA', session: await vendor('accounting') },
    { name: 'client owner', side: 'clientA1', session: await client('owner', a1) }, { name: 'client approver', side: 'clientA1', session: await client('approver', a1) }, { name: 'client accounting', side: 'clientA1', session: await client('accounting', a1) },
    { name: 'other client owner', side: 'clientA2', session: await client('owner', a2, ' of a2') },
    { name: 'third client owner', side: 'clientC1', session: await client('owner', c1, ' of c1') },
    { name: 'other vendor owner', side: 'vendorB', session: await person(world, 'vendor owner of b', { tenantId: b.tenantId, kind: 'vendor', role: 'owner' }) },
    { name: 'signer', side: 'clientA1', session: { recipient: { tenantId: a1.tenantId, clientId: a1.clientId, recipientId } } },
    { name: 'support', side: 'staff', session: await staff('support') }, { name: 'operator', side: 'staff', session: await staff('operator') },
    { name: 'removed member', side: 'none', session: await vendor('owner', true) }, { name: 'removed staff', side: 'none', session: await staff('operator', true) },
    { name: 'disabled person', side: 'none', session: disabled },
  ];
}

/** A fresh session of a persona: what one probe does to its session never reaches the next. */
export async function cookieFor(world: World, persona: Persona): Promise<string> {
  if (!persona.session) return '';
  const token = randomBytes(32).toString('base64url');
  const seed = persona.session;
  await world.sql(
    `insert into identity.session (token_hash, user_id, membership_id, recipient, recipient_name, recipient_email, assurance, user_agent, ip, expires_at, stepped_up_until)
     values ($1, $2, $3, $4, $5, $6, $7, 'probe', '', now() + interval '1 hour', case when $2::uuid is not null then now() + interval '5 minutes' end)`,
    [createHash('sha256').update(token).digest(), seed.userId ?? null, seed.membershipId ?? null, seed.recipient ? JSON.stringify(seed.recipient) : null, seed.recipient ? 'signer' : null, seed.recipient ? 'signer@cast.example' : null, seed.assurance ?? 'two']);
  return `hoshu_sid=${token}`;
}
