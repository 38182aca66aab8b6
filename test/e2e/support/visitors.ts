import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { agreementRoutes, amendmentRoutes, campaignRoutes, claimRoutes, mailroomRoutes, movingInRoutes, noticeRoutes, rescissionRoutes, sampleRoutes, signalRoutes, signingRoutes, supportRoutes, templateRoutes, type RouteShape } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import '../../../apps/portal/src/paths-staff.js';
import '../../../apps/portal/src/paths-vendor.js';
import { patternOf, type PathName } from '../../../apps/portal/src/paths.js';
import { createDraft, createSite, fillCompany } from '../../../libs/testing/src/builders.js';
import { clientPerson, staffPerson } from '../../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../../libs/testing/src/person.js';
import type { World } from '../../../libs/testing/src/world.js';
import { product } from './product.js';

/** Somebody who looks at the portal, signed in or (public) not, and the address of every page of the own tree. */
export interface Visitor { readonly audience: 'vendor' | 'client' | 'staff' | 'public'; readonly person: Person | null; readonly addresses: readonly string[]; readonly unfilled: readonly string[]; /** The addresses by the names of their pages. */ readonly named: ReadonlyMap<PathName, string> }
type Ids = Readonly<Record<string, string | undefined>>;

const sources = path.resolve(import.meta.dirname, '../../../apps/portal/src');

/** The names of an audience's pages, read from its tables as the build reads them. */
function pageNames(audience: Visitor['audience']): PathName[] {
  const folder = path.join(sources, audience);
  const files = readdirSync(folder).map((slice) => path.join(folder, slice, 'pages.ts')).filter((file) => existsSync(file));
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/name: '([\w.]+)'/g)].map(([, name]) => name as PathName));
}

/** The id of the first thing of each kind that the person may read. */
async function firstIds(person: Person, audience: Visitor['audience']): Promise<Ids> {
  const first = async (path: string): Promise<string | undefined> => {
    const answer = await person.try({ id: 'first', method: 'GET', path, permission: 'session', audience: [] } as unknown as RouteShape);
    return answer.status === 200 ? (answer.body as { items?: { id?: string }[] }).items?.[0]?.id : undefined;
  };
  return {
    invoiceId: await first('/api/v1/invoices?limit=1'), incidentId: await first('/api/v1/incidents?limit=1'), reportId: await first(audience === 'client' ? '/api/v1/client/reports?limit=1' : '/api/v1/reports?limit=1'),
    siteId: await first('/api/v1/sites?limit=1'), clientId: await first('/api/v1/clients?limit=1'), monitorId: await first('/api/v1/monitors?limit=1'), caseId: await first(supportRoutes.notices.path), agreementId: await first('/api/v1/agreements?limit=1'), mailId: await first(mailroomRoutes.deskMails.path),
  };
}

async function visitor(person: Person | null, audience: Visitor['audience'], { known = {}, further = [] }: { readonly known?: Ids; readonly further?: readonly string[] }): Promise<Visitor> {
  const ids: Ids = { ...(person ? await firstIds(person, audience) : {}), ...known };
  const pages = pageNames(audience).map((name) => ({ name, pattern: patternOf(name) }));
  const isFilled = ({ pattern }: { readonly pattern: string }) => [...pattern.matchAll(/\$(\w+)/g)].every(([, name]) => ids[name ?? ''] !== undefined);
  const named = new Map(pages.filter(isFilled).map(({ name, pattern }) => [name, pattern.replace(/\$(\w+)/g, (_, key: string) => ids[key] ?? '')]));
  return { audience, person, addresses: [...named.values(), ...further], unfilled: pages.filter((page) => !isFilled(page)).map(({ pattern }) => pattern), named };
}

/** A contract of the client that is asked to sign, by link and in the portal, and one that is still written. */
async function unconcluded(stage: World, { owner, clientId, email }: { readonly owner: Person; readonly clientId: string; readonly email: string }): Promise<{ draftId: string; askedId: string }> {
  // A site of its own: the client's first one is under the sample's contract.
  const siteId = await createSite(owner, clientId, 'https://saiyo.midori.example/');
  const startOn = addDays(localDate(await stage.today()), 7);
  const make = () => createDraft(owner, { clientId, siteId, startOn });
  const [draftId, askedId] = [await make(), await make()];
  const params = { contractId: askedId };
  const { statement } = await owner.do(signingRoutes.gates, { params });
  await owner.do(signingRoutes.represent, { params, body: { personName: owner.name, officers: [owner.name], statementVersion: statement.version, agreed: true } });
  await owner.do(signingRoutes.send, { params, body: { form: 'electronic', contractDate: startOn, recipient: { personName: '緑川 薫', email, title: '理事長' }, message: 'よろしくお願いします。' } });
  return { draftId, askedId };
}

const steps = ['client', 'sites', 'works', 'money', 'term', 'special', 'review'];

/** A vendor with the samples in, a draft and a contract to be signed; the owner of a sample client who has given a notice; a member of the desk; and somebody who has not signed in. */
export async function makeVisitors(stage: World, name: string): Promise<Visitor[]> {
  const key = Date.now();
  const owner = await signUpVendor(stage, { companyName: `株式会社${name}`, personName: '見本 花子', email: `owner-${key}@visitors.example` });
  await fillCompany(owner, `株式会社${name}`);
  await owner.do(sampleRoutes.add, { body: {} });
  await stage.drain();
  const [sample] = await stage.sql<{ tenantId: string; clientId: string; contractId: string }>(
    `select c.tenant_id as "tenantId", c.id as "clientId", k.id as "contractId" from hoshu.client c join hoshu.contract k on k.client_id = c.id and k.tenant_id = c.tenant_id join hoshu.contract_conclusion x on x.contract_id = k.id
     where c.is_sample and c.tenant_id = (select m.tenant_id from identity.membership m join identity."user" u on u.id = m.user_id where u.email = $1 limit 1) order by k.contract_number limit 1`, [owner.email]);
  if (!sample) throw new Error('the samples are not in');
  const { clientId, contractId } = sample;
  const client = await clientPerson(stage, sample, { name: '緑川 薫', email: `client-${key}@visitors.example`, role: 'owner' });
  const staff = await staffPerson(stage, 'support', `desk-${key}@visitors.example`);
  const signer = `signer-${key}@visitors.example`;
  const { draftId, askedId } = await unconcluded(stage, { owner, clientId, email: signer });
  const opened = await client.do(agreementRoutes.open, { body: { contractId, kind: 'related_system', subject: '予約システム', text: '予約システムも保守に加えたいです。', about: null, personName: '' } });
  await client.do(agreementRoutes.propose, { params: { agreementId: opened.id }, body: { text: '予約システムを保守の対象に加えます。', terms: { kind: 'related_system', systemName: '予約システム', url: '' }, answerBy: null, personName: '' } });
  const change = { effectiveOn: addDays(localDate(await stage.today()), 40), changes: { feeYen: 48_000 } };
  const { bodyHash } = await owner.do(amendmentRoutes.preview, { params: { contractId }, body: change });
  const amendment = await owner.do(amendmentRoutes.propose, { params: { contractId }, body: { ...change, bodyHash, message: '', answerBy: null, authority: 'representative', personName: '' } });
  const [other] = await stage.sql<{ id: string }>(`select k.id from hoshu.contract k join hoshu.contract_conclusion x on x.contract_id = k.id where k.tenant_id = $1 and k.id <> $2 and not exists (select 1 from hoshu.contract_end e where e.contract_id = k.id) order by k.contract_number desc limit 1`, [sample.tenantId, contractId]);
  const campaign = await owner.do(campaignRoutes.create, { body: { method: 'percent', percent: 5, roundingUnitYen: 100, rounding: 'floor', contracts: [{ contractId: other?.id ?? '', newFeeYen: null }], name: '来年度の改定', message: '', authority: 'representative', personName: '' } });
  const given = await client.do(noticeRoutes.give, { params: { contractId }, body: { article: 18, channel: 'portal', requestedEnd: addDays(localDate(await stage.today()), 100), text: '', confirmName: `株式会社${name}` } });
  await stage.drain();
  const today = await stage.today();
  const claim = await client.do(claimRoutes.raise, { params: { contractId }, body: { title: '更新作業の誤り', reason: '二日間、表示されませんでした。', incidentOn: today, incidentId: null, willful: false, items: [{ description: '復旧の費用', amountYen: 50_000, direct: true, ordinary: true }] } });
  const demand = await client.do(rescissionRoutes.declare, { params: { contractId }, body: { kind: 'demand', subject: 'defect', periodDays: 14, reason: '決済の画面が開けません。' } });
  await client.do(rescissionRoutes.send, { params: { declarationId: demand.id }, body: { channel: 'portal', confirmName: demand.channels.confirmName } });
  await stage.drain();
  const { fileId } = await owner.do(signalRoutes.upload, { params: { clientId }, upload: { bytes: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'), name: '官報.pdf', type: 'application/pdf' } });
  await owner.do(signalRoutes.record, { params: { clientId }, body: { kind: 'civilRehabilitationPetition', happenedOn: today, source: '官報 第1234号', note: '', fileId } });
  const { terms } = await owner.do(templateRoutes.form);
  const template = await owner.do(templateRoutes.create, { body: { name: '標準（90日前予告）', terms: { ...terms, noticeDays17: 90 } } });
  const movingSample = await owner.try(movingInRoutes.sample);
  const moved = await owner.do(movingInRoutes.upload, { upload: { bytes: movingSample.bytes, name: 'ひな形.csv', type: 'text/csv' }, query: {} });
  await stage.sql('select platform.keep_unassigned($1, null)', [JSON.stringify({ id: randomUUID(), received_at: new Date(), mail_from: 'dare@unknown.example', recipients: ['info@notice.hoshu.example'], from_address: 'dare@unknown.example', from_name: '', subject: '解約の件', body: '解約します。', message_id: '', sha256: 'a'.repeat(64), byte_count: 1, hops: [], checks: { spf: 'none', dkim: 'none', dmarc: 'none' }, problems: [], hints: [] })]);
  const known = { contractId, noticeId: given.id, claimId: claim.id, declarationId: demand.id, moveRunId: moved.id, amendmentId: amendment.id, campaignId: campaign.id, contractTemplateId: template.id };
  const ofDraft = ['/app/contracts/' + draftId, `/app/contracts/${draftId}/register`, ...steps.map((step) => `/app/contracts/${draftId}/edit?step=${step}`), `/app/contracts/${askedId}`];
  const ofSigning = stage.mail.link(signer, '署名');
  return Promise.all([
    visitor(owner, 'vendor', { known, further: ofDraft }), visitor(client, 'client', { known, further: [`/portal/contracts/${askedId}/sign`] }), visitor(staff, 'staff', {}),
    visitor(null, 'public', { known: { token: 'nobody', person: 'nobody' }, further: [ofSigning] }),
  ]);
}

/** Puts a person's session into the browser, in place of the one before. */
export async function sitDown(context: BrowserContext, person: Person): Promise<void> {
  await context.clearCookies();
  const [name = '', ...value] = person.cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: product().url }]);
}
