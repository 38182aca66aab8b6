import type { Call, Route } from '../call.js';
import { invalidRequest, missing } from '../http/errors.js';
import type { RawObject } from '../http/form.js';
import { PLATFORM, type StoredAccount, type StoredAccountLink } from '../store/kinds.js';
import { newId } from '../store/store.js';
import { group, mergedMetadata, text, texts } from './parameters.js';

const LINK_LIFE_SECONDS = 300;
const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** v1 view: capabilities as plain words. */
function accountV1(account: StoredAccount): { object: 'account' } & Record<string, unknown> {
  const isComplete = Object.values(account.capabilities).every((status) => status === 'active');
  const open = isComplete ? [] : ['business_profile.url', 'representative.first_name_kana'];
  return {
    id: account.id,
    object: 'account',
    business_profile: { name: account.displayName },
    business_type: account.identity.entityType,
    capabilities: Object.fromEntries(Object.entries(account.capabilities).map(([name, status]) => [name, status === 'restricted' ? 'inactive' : status])),
    charges_enabled: isComplete,
    controller: {
      fees: { payer: account.defaults.feesCollector === 'stripe' ? 'account' : 'application' },
      is_controller: true,
      losses: { payments: account.defaults.lossesCollector },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: account.dashboard },
      type: 'application',
    },
    country: account.identity.country.toUpperCase(),
    created: account.created,
    default_currency: account.defaults.currency,
    details_submitted: isComplete,
    email: account.contactEmail,
    metadata: account.metadata,
    payouts_enabled: isComplete,
    requirements: { currently_due: open, eventually_due: open, past_due: [], pending_verification: [], disabled_reason: isComplete ? null : 'requirements.past_due', errors: [], alternatives: [], current_deadline: null },
    type: 'none',
  };
}

/** v2 view: properties beyond the base only when `include` names them. */
function accountV2(account: StoredAccount, include: string[]): { object: 'v2.core.account' } & Record<string, unknown> {
  const isComplete = Object.values(account.capabilities).every((status) => status === 'active');
  const capabilities = Object.fromEntries(Object.entries(account.capabilities).map(([name, status]) => [name, {
    status,
    status_details: status === 'active' ? [] : [{ code: 'requirements_past_due', resolution: 'provide_info' }],
  }]));
  const entry = { description: 'business_details', awaiting_action_from: 'user', errors: [], impact: {}, minimum_deadline: { status: 'currently_due' }, requested_reasons: [] };
  const full: Record<string, unknown> = {
    'configuration.merchant': { merchant: { applied: true, capabilities } },
    'configuration.customer': { customer: { applied: true } },
  };
  const configuration = Object.assign({}, ...include.map((name) => full[name] ?? {})) as Record<string, unknown>;
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: ['customer', 'merchant'],
    contact_email: account.contactEmail,
    created: isoTime(account.created),
    dashboard: account.dashboard,
    display_name: account.displayName,
    livemode: false,
    metadata: account.metadata,
    ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
    ...(include.includes('identity') ? { identity: { country: account.identity.country, entity_type: account.identity.entityType, business_details: { registered_name: account.identity.registeredName } } } : {}),
    ...(include.includes('defaults') ? { defaults: { currency: account.defaults.currency, locales: account.defaults.locales, responsibilities: { fees_collector: account.defaults.feesCollector, losses_collector: account.defaults.lossesCollector } } } : {}),
    ...(include.includes('requirements') ? { requirements: { entries: isComplete ? [] : [entry] } } : {}),
  };
}

function requested(capabilities: RawObject): StoredAccount['capabilities'] {
  return Object.fromEntries(Object.entries(capabilities).filter(([, value]) => group(value).requested === true).map(([name]) => [name, 'restricted']));
}

const create = (call: Call, account: Omit<StoredAccount, 'created' | 'id'>): StoredAccount => {
  const platform = call.as(PLATFORM);
  return platform.put('account', { id: newId('acct'), created: call.now, ...account });
};

const createV2: Route = (call, parameters) => {
  const identity = group(parameters.identity);
  const defaults = group(parameters.defaults);
  const responsibilities = group(defaults.responsibilities);
  const account = create(call, {
    displayName: text(parameters.display_name) ?? '名称未設定',
    contactEmail: text(parameters.contact_email) ?? null,
    dashboard: (text(parameters.dashboard) ?? 'none') as StoredAccount['dashboard'],
    identity: { country: text(identity.country) ?? 'jp', entityType: text(identity.entity_type) ?? null, registeredName: text(group(identity.business_details).registered_name) ?? null },
    capabilities: requested(group(group(group(parameters.configuration).merchant).capabilities)),
    defaults: { currency: text(defaults.currency) ?? 'jpy', locales: texts(defaults.locales), feesCollector: text(responsibilities.fees_collector) ?? 'application', lossesCollector: text(responsibilities.losses_collector) ?? 'application' },
    metadata: mergedMetadata({}, parameters.metadata),
  });
  return accountV2(account, texts(parameters.include));
};

const createV1: Route = (call, parameters) => {
  const controller = group(parameters.controller);
  const account = create(call, {
    displayName: text(group(parameters.business_profile).name) ?? text(group(parameters.company).name) ?? '名称未設定',
    contactEmail: text(parameters.email) ?? null,
    dashboard: (text(group(controller.stripe_dashboard).type) ?? 'full') as StoredAccount['dashboard'],
    identity: { country: (text(parameters.country) ?? 'JP').toLowerCase(), entityType: text(parameters.business_type) ?? null, registeredName: text(group(parameters.company).name) ?? null },
    capabilities: requested(group(parameters.capabilities)),
    defaults: { currency: 'jpy', locales: ['ja-JP'], feesCollector: text(group(controller.fees).payer) === 'account' ? 'stripe' : 'application', lossesCollector: text(group(controller.losses).payments) ?? 'application' },
    metadata: mergedMetadata({}, parameters.metadata),
  });
  return accountV1(account);
};

/** The account, if it is one of the platform's. Throws as Stripe does for a foreign or unknown one. */
export function needAccount(call: Call, id: string): StoredAccount {
  const account = call.store.get('account', PLATFORM, id);
  if (!account) throw missing('account', id, 'account');
  return account;
}

function createLink(call: Call, link: { accountId: string; refreshUrl: string; returnUrl: string | null }): { stored: StoredAccountLink; url: string } {
  needAccount(call, link.accountId);
  const stored = call.as(PLATFORM).put('account_link', { id: newId('link'), ...link, expiresAt: call.now + LINK_LIFE_SECONDS, used: false });
  return { stored, url: `${call.pagesUrl}/onboarding/${link.accountId}?link=${stored.id}` };
}

const createLinkV2: Route = (call, parameters) => {
  const useCase = group(parameters.use_case);
  const type = text(useCase.type) ?? 'account_onboarding';
  const details = group(useCase[type]);
  const refreshUrl = text(details.refresh_url);
  if (refreshUrl === undefined) throw invalidRequest('Missing required param: refresh_url.', { code: 'parameter_missing', param: `use_case[${type}][refresh_url]` });
  const { stored, url } = createLink(call, { accountId: text(parameters.account)!, refreshUrl, returnUrl: text(details.return_url) ?? null });
  return { object: 'v2.core.account_link', account: stored.accountId, created: isoTime(call.now), expires_at: isoTime(stored.expiresAt), livemode: false, url, use_case: useCase };
};

const createLinkV1: Route = (call, parameters) => {
  const { stored, url } = createLink(call, { accountId: text(parameters.account)!, refreshUrl: text(parameters.refresh_url) ?? '', returnUrl: text(parameters.return_url) ?? null });
  return { object: 'account_link', created: call.now, expires_at: stored.expiresAt, url };
};

/** Turns every requested capability active, as Stripe does once the hosted onboarding is complete. */
export function completeOnboarding(call: Call, accountId: string): StoredAccount {
  const account = needAccount(call, accountId);
  const active = call.as(PLATFORM).put('account', {
    ...account, capabilities: Object.fromEntries(Object.keys(account.capabilities).map((name) => [name, 'active' as const])),
  });
  call.as(accountId).emit('account.updated', accountV1(active));
  return active;
}

/** Throws 400 unless the account may take this kind of payment. The platform may. */
export function needCapability(call: Call, capability: string, param: string): void {
  if (call.account === PLATFORM || needAccount(call, call.account).capabilities[capability] === 'active') return;
  throw invalidRequest(`The account needs the capability ${capability} to be active.`, { code: 'payment_method_unactivated', param });
}

export const accountRoutes: Record<string, Route> = {
  'POST /v2/core/accounts': createV2,
  'GET /v2/core/accounts/{}': (call, parameters, [id]) => accountV2(needAccount(call, id!), texts(parameters.include)),
  'POST /v2/core/account_links': createLinkV2,
  'POST /v1/accounts': createV1,
  'GET /v1/accounts/{}': (call, _parameters, [id]) => accountV1(needAccount(call, id!)),
  'POST /v1/account_links': createLinkV1,
};
