import type { StaffPatterns } from './paths-staff.js';
import type { VendorPatterns } from './paths-vendor.js';

// Every URL of the portal but those of 乙 and of the staff, which stand in files of their own: 甲's first screen does not carry them. The first word of a name is the audience and equals the folder of its pages.
const patterns = {
  'public.landing': '/',
  'public.signIn': '/signin',
  'public.signUp': '/signup',
  'public.signInLink': '/signin/link/$token',
  'public.check': '/verify',
  'public.verify': '/verify/$token',
  'public.invite': '/invite/$token',
  'public.profile': '/profile',
  'public.sign': '/sign/$token',
  'public.confirm': '/confirm/$token',
  'public.demo': '/demo',
  'public.demoEnter': '/demo/enter/$person',
  'public.terms': '/terms',
  'public.privacy': '/privacy',
  'public.processing': '/processing',

  'client.home': '/portal',
  'client.contracts': '/portal/contracts',
  'client.contract': '/portal/contracts/$contractId',
  'client.contractSign': '/portal/contracts/$contractId/sign',
  'client.contractBoard': '/portal/contracts/$contractId/board',
  'client.contractAudit': '/portal/contracts/$contractId/audit',
  'client.representations': '/portal/contracts/$contractId/representations',
  'client.bundle': '/portal/contracts/$contractId/bundle',
  'client.notice': '/portal/contracts/$contractId/notice',
  'client.noticeRegister': '/portal/contracts/$contractId/notice/register',
  'client.noticeView': '/portal/contracts/$contractId/notices/$noticeId',
  'client.liability': '/portal/contracts/$contractId/liability',
  'client.claim': '/portal/contracts/$contractId/claims/$claimId',
  'client.ending': '/portal/contracts/$contractId/ending',
  'client.declare': '/portal/contracts/$contractId/ending/declare',
  'client.declaration': '/portal/contracts/$contractId/declarations/$declarationId',
  'client.invoices': '/portal/invoices',
  'client.invoice': '/portal/invoices/$invoiceId',
  'client.statement': '/portal/statement',
  'client.reports': '/portal/reports',
  'client.report': '/portal/reports/$reportId',
  'client.incidents': '/portal/incidents',
  'client.incidentNew': '/portal/incidents/new',
  'client.incident': '/portal/incidents/$incidentId',
  'client.agreements': '/portal/agreements',
  'client.agreementNew': '/portal/agreements/new',
  'client.agreement': '/portal/agreements/$agreementId',
  'client.amendment': '/portal/amendments/$amendmentId',
  'client.amendmentNew': '/portal/contracts/$contractId/amendments/new',
  'client.sites': '/portal/sites',
  'client.site': '/portal/sites/$monitorId',
  'client.company': '/portal/company',
  'client.profile': '/portal/profile',

  'vendor.home': '/app',

  'staff.home': '/ops',
} as const;

export type PathName = keyof Patterns;
export type Audience = 'client' | 'vendor' | 'staff';
type Patterns = typeof patterns & VendorPatterns & StaffPatterns;
type ParameterNames<P extends string> = P extends `${string}$${infer Name}/${infer Rest}` ? Name | ParameterNames<Rest> : P extends `${string}$${infer Name}` ? Name : never;
export type PathParameters<N extends PathName> = Record<ParameterNames<Patterns[N]>, string>;
type Arguments<N extends PathName> = ParameterNames<Patterns[N]> extends never ? [] : [parameters: PathParameters<N>];

const known: Record<string, string> = { ...patterns };
/** Makes the addresses of an audience known; its tree does so before it names one. */
export const addPaths = (more: Readonly<Record<string, string>>): void => { Object.assign(known, more); };

/** The router's pattern of a page, e.g. `/portal/invoices/$invoiceId`; empty for another audience's page. */
export const patternOf = (name: PathName): string => known[name] ?? '';

/** The address of a page; its parameters are encoded. Takes the name and, where the pattern has any, all parameters. */
export function pathTo<N extends PathName>(name: N, ...[parameters]: Arguments<N>): string {
  const values: Readonly<Record<string, string>> = parameters ?? {};
  return patternOf(name).replace(/\$([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

/** Adds query values to an address; empty ones are left out. */
export function withSearch(path: string, search: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return query.size ? `${path}?${query.toString()}` : path;
}

const homes: Record<Audience, PathName> = { client: 'client.home', vendor: 'vendor.home', staff: 'staff.home' };
/** First page of an audience. */
export const homeOf = (audience: Audience): string => patternOf(homes[audience]);

/** Which tree serves an address; null for the public pages. */
export function audienceOf(pathname: string): Audience | null {
  const first = pathname.split('/')[1];
  if (first === 'portal') return 'client';
  if (first === 'app') return 'vendor';
  return first === 'ops' ? 'staff' : null;
}

/** A return address is followed only when it is a path of this origin; anything else becomes `fallback`. */
export function safeNext(next: string | null | undefined, fallback: string): string {
  if (!next || !next.startsWith('/') || /^\/[/\\]/.test(next) || /[\\\u0000-\u001f]/.test(next)) return fallback;
  const url = new URL(next, 'https://portal.invalid');
  return url.origin === 'https://portal.invalid' ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
