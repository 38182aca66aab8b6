import { Router, type Request, type RequestHandler, type Response } from 'express';
import { bankAccounts, sendTransfer } from '../bank.js';
import { Call } from '../call.js';
import type { Simulation } from '../http/api.js';
import { ApiError } from '../http/errors.js';
import { parseForm } from '../http/form.js';
import { completeOnboarding, needAccount } from '../resources/accounts.js';
import { text } from '../resources/parameters.js';
import { PLATFORM, type StoredAccountLink } from '../store/kinds.js';
import { accountKey, bankPage, type BankPageFacts } from './bank-page.js';
import { layout } from './layout.js';
import { onboardedPage, onboardingPage } from './onboarding-page.js';

const LOCAL_HOST = /^(localhost|[\w.-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const query = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
};
const form = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(parseForm(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '')).map(([name, value]) => [name, String(value)]));

function sendPage(response: Response, html: string, formTarget = "'self'"): void {
  response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'unsafe-inline'; form-action ${formTarget}; base-uri 'none'; frame-ancestors 'none'`);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(html);
}

/** A page of another site must neither read these pages (DNS rebinding) nor send their forms. */
const onlyLocal: RequestHandler = (request, response, next) => {
  const isForeign = !LOCAL_HOST.test(request.get('host') ?? '') || (request.method === 'POST' && request.get('sec-fetch-site') === 'cross-site');
  if (isForeign) response.status(403).type('text/plain').send('This page is only for the machine it runs on.');
  else next();
};

async function platformCall({ store, clock, pagesUrl }: Simulation): Promise<Call> {
  return new Call(store, PLATFORM, Math.floor(await clock() / 1000), null, pagesUrl);
}

/** The link of an invoice leads here: its account and what is open of it stand in the form. */
function formForInvoice(accounts: BankPageFacts['accounts'], invoiceId: string): Partial<BankPageFacts['form']> {
  for (const account of accounts) {
    const invoice = account.openInvoices.find((open) => open.id === invoiceId);
    if (invoice) return { to: accountKey(account), amount: String(invoice.remainingYen) };
  }
  return {};
}

type Given = Pick<BankPageFacts, 'form' | 'refusal' | 'sentId'> & { invoiceId?: string };

async function showBank(simulation: Simulation, response: Response, { invoiceId, ...given }: Given): Promise<void> {
  const call = await platformCall(simulation);
  const accounts = bankAccounts(call);
  const sent = call.find('transfer', given.sentId ?? '');
  const form = { ...given.form, ...(sent ? { to: accountKey(sent) } : {}), ...formForInvoice(accounts, invoiceId ?? '') };
  const numbers = new Map([PLATFORM, ...call.store.list('account', PLATFORM).map((account) => account.id)]
    .flatMap((accountId) => call.store.list('invoice', accountId).map((invoice): [string, string] => [invoice.id, invoice.number ?? invoice.id])));
  sendPage(response, bankPage({ accounts, transfers: call.list('transfer'), ...given, form }, numbers));
}

/** Digits with or without separators, half or full width; anything else is no amount. */
function amountFrom(input: string): number {
  const digits = input.normalize('NFKC').replace(/[,\s円¥]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
}

async function acceptTransfer(simulation: Simulation, request: Request, response: Response): Promise<void> {
  const { to = '', name = '', amount = '' } = form(request);
  const [accountId = '', customerId = ''] = to.split(':');
  const call = await platformCall(simulation);
  try {
    const transfer = await simulation.store.transaction(() => sendTransfer(call, { accountId, customerId, senderName: name, amountYen: amountFrom(amount) }));
    simulation.dispatcher.wake();
    response.redirect(303, `/bank?sent=${transfer.id}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const refusal = error.status === 404 ? '該当する口座がありません。' : error.message;
    await showBank(simulation, response.status(422), { form: { to, name, amount }, refusal, sentId: null });
  }
}

/** The link if it may still be used; a used or old one sends the browser to its refresh address, as at Stripe. */
function usableLink(call: Call, linkId: string): StoredAccountLink | undefined {
  const link = linkId === '' ? undefined : call.find('account_link', linkId);
  return link && !link.used && link.expiresAt >= call.now ? link : undefined;
}

async function showOnboarding(simulation: Simulation, request: Request, response: Response): Promise<void> {
  const call = await platformCall(simulation);
  const account = needAccount(call, String(request.params.account));
  const linkId = query(request, 'link');
  const link = usableLink(call, linkId);
  const stale = linkId === '' || link ? undefined : call.find('account_link', linkId);
  if (stale) response.redirect(303, stale.refreshUrl);
  else sendPage(response, onboardingPage(account, link?.id ?? null), "'self' http: https:");
}

async function finishOnboarding(simulation: Simulation, request: Request, response: Response): Promise<void> {
  const call = await platformCall(simulation);
  const accountId = String(request.params.account);
  const linkId = text(form(request).link) ?? '';
  const { account, link } = await simulation.store.transaction(() => {
    const usable = usableLink(call, linkId);
    if (usable) call.put('account_link', { ...usable, used: true });
    return { account: completeOnboarding(call, accountId), link: usable };
  });
  simulation.dispatcher.wake();
  if (link?.returnUrl) response.redirect(303, link.returnUrl);
  else sendPage(response, onboardedPage(account));
}

const handled = (work: (request: Request, response: Response) => Promise<void>): RequestHandler => async (request, response) => {
  try {
    await work(request, response);
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 500;
    sendPage(response.status(status), layout('表示できません', '<h1>表示できません</h1><p>お探しのページはありません。<a href="/bank">銀行の窓口へ</a></p>'));
  }
};

/** The pages for people: bank counter and onboarding. `isLocalOnly`: refuse host names that are not of this machine. */
export function pageRoutes(simulation: Simulation, isLocalOnly: boolean): Router {
  const router = Router();
  if (isLocalOnly) router.use(onlyLocal);
  router.get(['/', '/bank'], handled((request, response) => showBank(simulation, response, {
    form: { to: query(request, 'to'), name: query(request, 'name'), amount: query(request, 'amount') }, refusal: null, sentId: query(request, 'sent') || null, invoiceId: query(request, 'invoice'),
  })));
  router.post('/bank/transfers', handled((request, response) => acceptTransfer(simulation, request, response)));
  router.get('/onboarding/:account', handled((request, response) => showOnboarding(simulation, request, response)));
  router.post('/onboarding/:account', handled((request, response) => finishOnboarding(simulation, request, response)));
  return router;
}
