// Every URL of the portal. The first word of a name is the audience and equals the folder of its pages.
const patterns = {
  'public.landing': '/',
  'public.signIn': '/signin',
  'public.signUp': '/signup',
  'public.signInLink': '/signin/link/$token',
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
  'client.sites': '/portal/sites',
  'client.site': '/portal/sites/$monitorId',
  'client.company': '/portal/company',
  'client.profile': '/portal/profile',

  'vendor.home': '/app',
  'vendor.contracts': '/app/contracts',
  'vendor.renewals': '/app/renewals',
  'vendor.campaigns': '/app/price-campaigns',
  'vendor.campaignNew': '/app/price-campaigns/new',
  'vendor.campaign': '/app/price-campaigns/$campaignId',
  'vendor.contractNew': '/app/contracts/new',
  'vendor.contract': '/app/contracts/$contractId',
  'vendor.notice': '/app/contracts/$contractId/notice',
  'vendor.noticeRegister': '/app/contracts/$contractId/notice/register',
  'vendor.noticeView': '/app/contracts/$contractId/notices/$noticeId',
  'vendor.contractEdit': '/app/contracts/$contractId/edit',
  'vendor.contractRegister': '/app/contracts/$contractId/register',
  'vendor.contractBoard': '/app/contracts/$contractId/board',
  'vendor.contractAudit': '/app/contracts/$contractId/audit',
  'vendor.representations': '/app/contracts/$contractId/representations',
  'vendor.bundle': '/app/contracts/$contractId/bundle',
  'vendor.approvals': '/app/approvals',
  'vendor.approval': '/app/contracts/$contractId/approval',
  'vendor.approvalPolicy': '/app/settings/approval',
  'vendor.checks': '/app/checks',
  'vendor.checkImport': '/app/checks/import',
  'vendor.clientChecks': '/app/checks/$clientId',
  'vendor.liability': '/app/contracts/$contractId/liability',
  'vendor.claim': '/app/contracts/$contractId/claims/$claimId',
  'vendor.ending': '/app/contracts/$contractId/ending',
  'vendor.declare': '/app/contracts/$contractId/ending/declare',
  'vendor.declaration': '/app/contracts/$contractId/declarations/$declarationId',
  'vendor.invoices': '/app/invoices',
  'vendor.invoice': '/app/invoices/$invoiceId',
  'vendor.payments': '/app/payments',
  'vendor.paymentNew': '/app/payments/new',
  'vendor.statement': '/app/payments/statement',
  'vendor.incidents': '/app/incidents',
  'vendor.incidentNew': '/app/incidents/new',
  'vendor.incident': '/app/incidents/$incidentId',
  'vendor.agreements': '/app/agreements',
  'vendor.agreementNew': '/app/agreements/new',
  'vendor.agreement': '/app/agreements/$agreementId',
  'vendor.movingIn': '/app/moving-in',
  'vendor.held': '/app/moving-in/held',
  'vendor.moveRun': '/app/moving-in/$moveRunId',
  'vendor.amendment': '/app/amendments/$amendmentId',
  'vendor.amendmentNew': '/app/contracts/$contractId/amendments/new',
  'vendor.sites': '/app/sites',
  'vendor.siteNew': '/app/sites/new',
  'vendor.siteImport': '/app/sites/import',
  'vendor.site': '/app/sites/$siteId',
  'vendor.clients': '/app/clients',
  'vendor.clientNew': '/app/clients/new',
  'vendor.client': '/app/clients/$clientId',
  'vendor.reports': '/app/reports',
  'vendor.report': '/app/reports/$reportId',
  'vendor.settings': '/app/settings',
  'vendor.stripe': '/app/settings/payments',
  'vendor.company': '/app/settings/company',
  'vendor.bank': '/app/settings/bank',
  'vendor.members': '/app/settings/members',
  'vendor.audit': '/app/settings/audit',
  'vendor.profile': '/app/profile',

  'staff.home': '/ops',
  'staff.cases': '/ops/cases',
  'staff.caseNew': '/ops/cases/new',
  'staff.case': '/ops/cases/$caseId',
  'staff.mail': '/ops/mails/$mailId',
  'staff.tenants': '/ops/tenants',
  'staff.health': '/ops/health',
  'staff.profile': '/ops/profile',
} as const;

export type PathName = keyof typeof patterns;
export type Audience = 'client' | 'vendor' | 'staff';
type Patterns = typeof patterns;
type ParameterNames<P extends string> = P extends `${string}$${infer Name}/${infer Rest}` ? Name | ParameterNames<Rest> : P extends `${string}$${infer Name}` ? Name : never;
export type PathParameters<N extends PathName> = Record<ParameterNames<Patterns[N]>, string>;
type Arguments<N extends PathName> = ParameterNames<Patterns[N]> extends never ? [] : [parameters: PathParameters<N>];

/** The router's pattern of a page, e.g. `/portal/invoices/$invoiceId`. */
export const patternOf = (name: PathName): string => patterns[name];

/** The address of a page; its parameters are encoded. Takes the name and, where the pattern has any, all parameters. */
export function pathTo<N extends PathName>(name: N, ...[parameters]: Arguments<N>): string {
  const values: Readonly<Record<string, string>> = parameters ?? {};
  return patterns[name].replace(/\$([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

/** Adds query values to an address; empty ones are left out. */
export function withSearch(path: string, search: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return query.size ? `${path}?${query.toString()}` : path;
}

const homes: Record<Audience, PathName> = { client: 'client.home', vendor: 'vendor.home', staff: 'staff.home' };
/** First page of an audience. */
export const homeOf = (audience: Audience): string => patterns[homes[audience]];

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
