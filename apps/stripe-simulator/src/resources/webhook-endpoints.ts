import type { Call, Route } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import { page } from '../http/list.js';
import { apiVersion } from '../http/routes.js';
import { PLATFORM, type StoredEndpoint } from '../store/kinds.js';
import { newId } from '../store/store.js';
import { flag, mergedMetadata, text, texts } from './parameters.js';

const MOST_ENDPOINTS = 16;

function shown(endpoint: StoredEndpoint): { object: 'webhook_endpoint'; id: string; created: number } & Record<string, unknown> {
  return {
    id: endpoint.id, object: 'webhook_endpoint', api_version: apiVersion, application: null, created: endpoint.created, description: endpoint.description,
    enabled_events: endpoint.enabledEvents, livemode: false, metadata: endpoint.metadata, status: 'enabled', url: endpoint.url,
  };
}

/** Endpoints always belong to the platform; `connect` chooses whose events they hear. The secret is shown only here. */
const create: Route = (call, parameters) => {
  const platform = call.as(PLATFORM);
  const url = text(parameters.url)!;
  if (!URL.canParse(url)) throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'url' });
  if (platform.list('endpoint').length >= MOST_ENDPOINTS) throw invalidRequest(`You have reached the maximum of ${MOST_ENDPOINTS} webhook endpoints.`);
  const endpoint = platform.put('endpoint', {
    id: newId('we'), created: call.now, url, secret: newId('whsec'), scope: flag(parameters.connect) ? 'connect' : 'platform',
    enabledEvents: texts(parameters.enabled_events), description: text(parameters.description) ?? null, metadata: mergedMetadata({}, parameters.metadata),
  });
  return { ...shown(endpoint), secret: endpoint.secret };
};

export interface WebhookTarget { url: string; secret: string; scope: StoredEndpoint['scope'] }

/** Makes the endpoints that the start configuration names, or gives an existing one its new secret. */
export function configureEndpoints(call: Call, targets: WebhookTarget[]): void {
  for (const { url, secret, scope } of targets) {
    const existing = call.list('endpoint').find((endpoint) => endpoint.url === url && endpoint.scope === scope);
    call.put('endpoint', {
      id: existing?.id ?? newId('we'), created: existing?.created ?? call.now, url, secret, scope, enabledEvents: ['*'], description: '起動設定', metadata: {},
    });
  }
}

export const webhookEndpointRoutes: Record<string, Route> = {
  'POST /v1/webhook_endpoints': create,
  'GET /v1/webhook_endpoints': (call, parameters) => page(call.as(PLATFORM).list('endpoint').map(shown), parameters, '/v1/webhook_endpoints'),
  'GET /v1/webhook_endpoints/{}': (call, _parameters, [id]) => shown(call.as(PLATFORM).need('endpoint', id!)),
};
