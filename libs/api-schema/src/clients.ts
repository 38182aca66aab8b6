import { z } from 'zod';
import { clientRoles } from '@hoshu/domain';
import { email, instant, line, localDate, ok, optionalLine, optionalMultiline, pageOf, pageQuery, uuid, version } from './fields.js';
import { defineRoute } from './route.js';
import { memberView } from './company.js';

/** 甲's organisation. Empty strings are blanks that a contract needs filled before it is sent. */
export const clientInput = z.strictObject({
  companyName: line(100),
  companyKana: optionalLine(100),
  postalCode: z.union([z.literal(''), z.string().regex(/^\d{3}-\d{4}$/)]),
  prefecture: optionalLine(4),
  city: optionalLine(40),
  street: optionalLine(100),
  building: optionalLine(100),
  representativeTitle: optionalLine(40),
  representativeName: optionalLine(60),
  telephone: z.union([z.literal(''), z.string().regex(/^0[\d-]{9,13}$/)]),
  noticeEmail: z.union([z.literal(''), email]),
  noticePostal: optionalLine(200),
  department: optionalLine(60),
  honorific: z.enum(['御中', '様']),
  purchaseOrder: optionalLine(60),
  billingStartsOn: localDate.nullable(),
  goesLiveOn: localDate.nullable(),
  payerNames: z.array(line(60)).max(20),
  invoiceRecipients: z.array(email).max(10),
  internalNote: optionalMultiline(2000),
});
export const contactInput = z.strictObject({ personName: line(60), email, department: optionalLine(60), title: optionalLine(40), telephone: z.union([z.literal(''), z.string().regex(/^0[\d-]{9,13}$/)]), isSharedMailbox: z.boolean() });
export const contactView = z.strictObject({ ...contactInput.shape, email: z.string(), telephone: z.string(), id: uuid, version });
const text = { postalCode: z.string(), telephone: z.string(), noticeEmail: z.string(), invoiceRecipients: z.array(z.string()) };
export const clientView = z.strictObject({ ...clientInput.shape, ...text, id: uuid, version, isSample: z.boolean(), createdAt: instant, contacts: z.array(contactView), court: z.string().nullable() });
export const clientRow = z.strictObject({ id: uuid, companyName: z.string(), prefecture: z.string(), contractCount: z.int(), siteCount: z.int(), isSample: z.boolean() });

/** 甲's own data as 甲 sees them, and how to reach 乙. */
const organisation = z.strictObject({
  id: uuid, companyName: z.string(), companyKana: z.string(), postalCode: z.string(), address: z.string(), telephone: z.string(), department: z.string(),
  representativeTitle: z.string(), representativeName: z.string(), noticeEmail: z.string(), noticePostal: z.string(),
  vendor: z.strictObject({ companyName: z.string(), telephone: z.string(), email: z.string() }),
});

const read = { permission: 'client.read', audience: ['vendor'] } as const;
const write = { permission: 'client.write', audience: ['vendor'] } as const;
const clientId = z.strictObject({ clientId: uuid });

export const clientRoutes = {
  list: defineRoute({ ...read, id: 'clients.list', method: 'GET', path: '/api/v1/clients', summary: { ja: '取引先一覧', en: 'Clients' }, query: z.strictObject({ ...pageQuery, search: z.string().max(100).optional() }), response: pageOf(clientRow) }),
  create: defineRoute({ ...write, id: 'clients.create', method: 'POST', path: '/api/v1/clients', summary: { ja: '取引先を登録', en: 'Register a client' }, body: z.strictObject({ ...clientInput.shape, contact: contactInput.nullable() }), response: clientView }),
  /** Organisations that may be the same one: the name without its legal form, or a contact at the same mail domain. */
  similar: defineRoute({ ...read, id: 'clients.similar', method: 'GET', path: '/api/v1/clients/similar', summary: { ja: '似た名前の取引先', en: 'Clients with a similar name' }, query: z.strictObject({ name: z.string().min(1).max(100), email: z.string().max(254).optional() }), response: z.strictObject({ items: z.array(z.strictObject({ id: uuid, companyName: z.string(), prefecture: z.string(), because: z.enum(['name', 'domain']) })) }) }),
  get: defineRoute({ ...read, id: 'clients.get', method: 'GET', path: '/api/v1/clients/:clientId', summary: { ja: '取引先', en: 'A client' }, params: clientId, response: clientView }),
  update: defineRoute({ ...write, id: 'clients.update', method: 'PUT', path: '/api/v1/clients/:clientId', ifMatch: true, summary: { ja: '取引先を変更', en: 'Change a client' }, params: clientId, body: clientInput, response: clientView }),
  addContact: defineRoute({ ...write, id: 'clients.addContact', method: 'POST', path: '/api/v1/clients/:clientId/contacts', summary: { ja: '担当者を追加', en: 'Add a contact' }, params: clientId, body: contactInput, response: clientView }),
  removeContact: defineRoute({ ...write, id: 'clients.removeContact', method: 'DELETE', path: '/api/v1/clients/:clientId/contacts/:contactId', summary: { ja: '担当者を外す', en: 'Remove a contact' }, params: z.strictObject({ clientId: uuid, contactId: uuid }), response: clientView }),
  members: defineRoute({ permission: 'member.read', audience: ['vendor'], id: 'clients.members', method: 'GET', path: '/api/v1/clients/:clientId/members', summary: { ja: 'お客様ポータルの利用者', en: 'People of the client portal' }, params: clientId, response: z.strictObject({ items: z.array(memberView), invitations: z.array(z.strictObject({ id: uuid, email: z.string(), role: z.string(), createdAt: instant })) }) }),
  invite: defineRoute({ ...write, id: 'clients.invite', method: 'POST', path: '/api/v1/clients/:clientId/invitations', summary: { ja: 'お客様をポータルに招待', en: 'Invite to the client portal' }, params: clientId, body: z.strictObject({ email, role: z.enum(clientRoles), noticeAuthority: z.boolean() }), response: z.strictObject({ id: uuid }) }),
  /** 甲's own organisation, seen by its people. */
  mine: defineRoute({ permission: 'company.read', audience: ['client'], id: 'clients.mine', method: 'GET', path: '/api/v1/organisation', summary: { ja: '自社（お客様）の情報', en: 'Our organisation' }, response: organisation }),
  myMembers: defineRoute({ permission: 'member.read', audience: ['client'], id: 'clients.myMembers', method: 'GET', path: '/api/v1/organisation/members', summary: { ja: '自社（お客様）の利用者', en: 'People of our organisation' }, response: z.strictObject({ items: z.array(memberView), invitations: z.array(z.strictObject({ id: uuid, email: z.string(), role: z.string(), createdAt: instant })) }) }),
  inviteMine: defineRoute({ permission: 'member.invite', audience: ['client'], id: 'clients.inviteMine', method: 'POST', path: '/api/v1/organisation/invitations', summary: { ja: '自社（お客様）の利用者を招待', en: 'Invite a colleague of the client' }, body: z.strictObject({ email, role: z.enum(clientRoles), noticeAuthority: z.boolean() }), response: z.strictObject({ id: uuid }) }),
  changeMyMember: defineRoute({ permission: 'member.invite', audience: ['client'], id: 'clients.changeMyMember', method: 'PATCH', path: '/api/v1/organisation/members/:membershipId', summary: { ja: '自社（お客様）の利用者の役割を変更', en: 'Change the role of a colleague of the client' }, params: z.strictObject({ membershipId: uuid }), body: z.strictObject({ role: z.enum(clientRoles), noticeAuthority: z.boolean() }), response: ok }),
  revokeMyInvitation: defineRoute({ permission: 'member.invite', audience: ['client'], id: 'clients.revokeMyInvitation', method: 'DELETE', path: '/api/v1/organisation/invitations/:invitationId', summary: { ja: '自社（お客様）の招待を取り消す', en: 'Take an invitation of the client back' }, params: z.strictObject({ invitationId: uuid }), response: ok }),
  removeMyMember: defineRoute({ permission: 'member.invite', audience: ['client'], id: 'clients.removeMyMember', method: 'DELETE', path: '/api/v1/organisation/members/:membershipId', summary: { ja: '自社（お客様）の利用者を外す', en: 'Remove a colleague of the client' }, params: z.strictObject({ membershipId: uuid }), response: ok }),
} as const;
