import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { Call } from '../call.js';
import type { Clock } from '../clock.js';
import { routes } from '../resources/index.js';
import { texts } from '../resources/parameters.js';
import { PLATFORM } from '../store/kinds.js';
import { newId, type Store } from '../store/store.js';
import type { Dispatcher } from '../webhooks/dispatcher.js';
import { checkParameters } from './check-parameters.js';
import { ApiError, invalidRequest, notServed } from './errors.js';
import { parseForm, type Raw, type RawObject } from './form.js';
import { earlierAnswer, keepAnswer, keyed, type Keyed } from './idempotency.js';
import { expanded } from './render.js';
import { apiVersion, matchRoute, type RouteMatch } from './routes.js';

export const KEY_PREFIX = 'sk_test_sim';

export interface Simulation { store: Store; dispatcher: Dispatcher; clock: Clock; pagesUrl: string }

function refuseForeignKey(header: string | undefined): void {
  const key = header?.match(/^Bearer (\S+)$/)?.[1] ?? '';
  const start = Buffer.from(key.slice(0, KEY_PREFIX.length).padEnd(KEY_PREFIX.length));
  if (timingSafeEqual(start, Buffer.from(KEY_PREFIX))) return;
  const kind = key.includes('_live_') ? 'A live key was sent to the simulator: revoke it.' : `The simulator takes only keys that begin with ${KEY_PREFIX}.`;
  throw new ApiError(401, { type: 'invalid_request_error', message: kind });
}

function accountOf(request: Request, store: Store): string {
  const account = request.get('stripe-account') ?? request.get('stripe-context');
  if (account === undefined || account === '') return PLATFORM;
  if (store.get('account', PLATFORM, account)) return account;
  throw new ApiError(403, {
    type: 'invalid_request_error', code: 'account_invalid',
    message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}

function bodyParameters(request: Request): RawObject {
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (!request.is('application/json')) return parseForm(body);
  try {
    const parsed = JSON.parse(body === '' ? '{}' : body) as Raw;
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    throw invalidRequest('Invalid request body: not JSON.');
  }
  throw invalidRequest('Invalid request body: not an object.');
}

function matched(request: Request): RouteMatch {
  const match = matchRoute(request.method, request.path);
  if (!match) throw new ApiError(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${request.method}: ${request.path}).` });
  if (!routes[match.route]) throw notServed(match.route);
  return match;
}

interface Answer { status: number; body: string; isReplay?: boolean }
interface Work { request: Request; match: RouteMatch; parameters: RawObject; key: Keyed | undefined; requestId: string }

const failure = (error: ApiError): Answer => ({ status: error.status, body: JSON.stringify({ error: error.body }) });

async function perform(simulation: Simulation, work: Work): Promise<Answer> {
  const { store } = simulation;
  const now = Math.floor(await simulation.clock() / 1000);
  const callOf = (): Call => new Call(store, accountOf(work.request, store), now, { id: work.requestId, idempotency_key: work.key?.key ?? null }, simulation.pagesUrl);
  try {
    return await store.transaction(() => {
      const call = callOf();
      const replay = work.key && earlierAnswer(call, work.key);
      if (replay) return { status: replay.status, body: replay.body, isReplay: true };
      const object = routes[work.match.route]!(call, work.parameters, work.match.ids);
      const answer = { status: 200, body: JSON.stringify(expanded(call, object, texts(work.parameters.expand))) };
      if (work.key) keepAnswer(call, work.key, answer);
      return answer;
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const answer = failure(error);
    const { key } = work;
    if (key && error.body.type !== 'idempotency_error' && error.status !== 403) await store.transaction(() => keepAnswer(callOf(), key, answer));
    return answer;
  }
}

async function answerTo(simulation: Simulation, request: Request, requestId: string): Promise<Answer> {
  refuseForeignKey(request.get('authorization'));
  const version = request.get('stripe-version') ?? apiVersion;
  if (version !== apiVersion) throw invalidRequest(`The simulator speaks only Stripe-Version ${apiVersion}, not ${version}.`);
  const match = matched(request);
  const sent = request.method === 'GET' ? parseForm(request.url.split('?')[1] ?? '') : bodyParameters(request);
  const parameters = checkParameters(match.route, sent);
  const key = keyed({ key: request.get('idempotency-key'), method: request.method, path: request.path, parameters });
  return perform(simulation, { request, match, parameters, key, requestId });
}

function send(response: Response, answer: Answer): void {
  if (answer.isReplay) response.setHeader('Idempotent-Replayed', 'true');
  // The SDK would repeat a 5xx; what the simulator does not serve stays unserved.
  if (answer.status === 501) response.setHeader('Stripe-Should-Retry', 'false');
  response.status(answer.status).type('application/json').send(answer.body);
}

/** Everything below /v1 and /v2. Errors are always `{ error: … }`, for the SDK takes any other body for success. */
export function apiHandler(simulation: Simulation): RequestHandler {
  return async (request, response) => {
    const requestId = newId('req');
    response.setHeader('Request-Id', requestId);
    response.setHeader('Stripe-Version', apiVersion);
    for (const name of ['Idempotency-Key', 'Stripe-Account']) {
      const value = request.get(name);
      if (value !== undefined) response.setHeader(name, value);
    }
    try {
      send(response, await answerTo(simulation, request, requestId));
      simulation.dispatcher.wake();
    } catch (error) {
      if (error instanceof ApiError) return send(response, failure(error));
      const message = error instanceof Error ? error.message : 'unknown';
      send(response, failure(new ApiError(500, { type: 'api_error', message: `The simulator failed: ${message}` })));
    }
  };
}
