import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { sampleRoutes, supportRoutes, type RouteShape } from '@hoshu/api-schema';
import { patternOf, type PathName } from '../../../apps/portal/src/paths.js';
import { fillCompany } from '../../../libs/testing/src/builders.js';
import { clientPerson, staffPerson } from '../../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../../libs/testing/src/person.js';
import type { World } from '../../../libs/testing/src/world.js';
import { product } from './product.js';

/** Somebody who has signed in, and the address of every page of the own audience that has something to show. */
export interface Visitor { readonly audience: 'vendor' | 'client' | 'staff'; readonly person: Person; readonly addresses: readonly string[]; readonly unfilled: readonly string[] }

const sources = path.resolve(import.meta.dirname, '../../../apps/portal/src');

/** The names of an audience's pages, read from its tables as the build reads them. */
function pageNames(audience: Visitor['audience']): PathName[] {
  const folder = path.join(sources, audience);
  const files = readdirSync(folder).map((slice) => path.join(folder, slice, 'pages.ts')).filter((file) => existsSync(file));
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/name: '([\w.]+)'/g)].map(([, name]) => name as PathName));
}

/** The id of the first thing of each kind that the person may read; absent kinds stay out. */
async function firstIds(person: Person, audience: Visitor['audience']): Promise<Record<string, string>> {
  const first = async (path: string): Promise<string | undefined> => {
    const answer = await person.try({ id: 'first', method: 'GET', path, permission: 'session', audience: [] } as unknown as RouteShape);
    return answer.status === 200 ? (answer.body as { items?: { id?: string }[] }).items?.[0]?.id : undefined;
  };
  const contractId = (await first('/api/v1/contracts?limit=1&status=in_force')) ?? (await first('/api/v1/contracts?limit=1'));
  const found = {
    contractId, invoiceId: await first('/api/v1/invoices?limit=1'), incidentId: await first('/api/v1/incidents?limit=1'), reportId: await first(audience === 'client' ? '/api/v1/client/reports?limit=1' : '/api/v1/reports?limit=1'),
    siteId: await first('/api/v1/sites?limit=1'), clientId: await first('/api/v1/clients?limit=1'), paymentId: await first('/api/v1/payments?limit=1'), monitorId: await first('/api/v1/monitors?limit=1'), caseId: await first(supportRoutes.notices.path),
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function visitor(person: Person, audience: Visitor['audience']): Promise<Visitor> {
  const ids = await firstIds(person, audience);
  const patterns = pageNames(audience).map((name) => patternOf(name));
  const isFilled = (pattern: string) => [...pattern.matchAll(/\$(\w+)/g)].every(([, name]) => ids[name ?? ''] !== undefined);
  return { audience, person, addresses: patterns.filter(isFilled).map((pattern) => pattern.replace(/\$(\w+)/g, (_, name: string) => ids[name] ?? '')), unfilled: patterns.filter((pattern) => !isFilled(pattern)) };
}

/** A vendor with the samples in, the owner of a sample client, and a member of the desk. */
export async function visitors(stage: World, name: string): Promise<Visitor[]> {
  const owner = await signUpVendor(stage, { companyName: `株式会社${name}`, personName: '見本 花子', email: `owner-${Date.now()}@visitors.example` });
  await fillCompany(owner, `株式会社${name}`);
  await owner.do(sampleRoutes.add, { body: {} });
  await stage.drain();
  const [sample] = await stage.sql<{ tenantId: string; clientId: string }>(
    `select c.tenant_id as "tenantId", c.id as "clientId" from hoshu.client c join hoshu.contract k on k.client_id = c.id and k.tenant_id = c.tenant_id join hoshu.contract_conclusion x on x.contract_id = k.id
     where c.is_sample and c.tenant_id = (select m.tenant_id from identity.membership m join identity."user" u on u.id = m.user_id where u.email = $1 limit 1) order by k.contract_number limit 1`, [owner.email]);
  if (!sample) throw new Error('the samples are not in');
  const client = await clientPerson(stage, sample, { name: '緑川 薫', email: `client-${Date.now()}@visitors.example`, role: 'owner' });
  const staff = await staffPerson(stage, 'support', `desk-${Date.now()}@visitors.example`);
  return Promise.all([visitor(owner, 'vendor'), visitor(client, 'client'), visitor(staff, 'staff')]);
}

/** Puts a person's session into the browser. */
export function sitDown(context: BrowserContext, person: Person): Promise<void> {
  const [name = '', ...value] = person.cookie.split('=');
  return context.addCookies([{ name, value: value.join('='), url: product().url }]);
}
