// What a first page asks the API for, asked by the page's own head while the browser still loads the modules that will ask for it.
// Only reads that nearly everybody of the audience may do; a test holds that each of them is taken up (test/e2e/pages.e2e.ts).
const session = '/api/v1/session';
const v1 = (...addresses) => addresses.map((address) => `/api/v1/${address}`);

const ofPage = {
  'client.home': v1('contracts?limit=100', 'invoices?limit=100', 'client/reports?limit=100', 'incidents?limit=100&open=1', 'agreements?limit=100&state=proposed', 'representations', 'organisation'),
  'vendor.home': v1('contracts?limit=100', 'renewal-decisions?limit=1', 'billing/overview', 'monitors?limit=100', 'incidents?open=1&limit=50', 'company/onboarding', 'invoices?status=overdue&limit=20'),
};

/** Modules that a page loads by itself as soon as it stands, from the src folder. */
export const partsBelow = { 'client.home': ['client/home/HomeBelow.tsx'] };

/** The addresses that the head of this page asks for. */
export const earlyReads = (name) => (name.startsWith('public.') ? [] : [session, ...(ofPage[name] ?? [])]);
