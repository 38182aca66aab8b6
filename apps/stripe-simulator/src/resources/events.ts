import type { Call, Route } from '../call.js';
import { page } from '../http/list.js';
import { PLATFORM } from '../store/kinds.js';
import { texts } from './parameters.js';

const KEPT_SECONDS = 30 * 86_400;

function isUndelivered(call: Call, eventId: string): boolean {
  return call.store.list('delivery', PLATFORM).some((delivery) => delivery.eventId === eventId);
}

const list: Route = (call, parameters) => {
  const types = texts(parameters.types);
  return page(call.list('event').filter((event) =>
    event.created >= call.now - KEPT_SECONDS
    && (parameters.type === undefined || event.type === parameters.type)
    && (types.length === 0 || types.includes(event.type))
    && (parameters.delivery_success === undefined || parameters.delivery_success === !isUndelivered(call, event.id))),
  parameters, '/v1/events');
};

export const eventRoutes: Record<string, Route> = {
  'GET /v1/events': list,
  'GET /v1/events/{}': (call, _parameters, [id]) => call.need('event', id!),
};
