// What pages use of the API client.
export { addressOf, call, type CallInput } from './api/call.js';
export { routeQuery, useAct, useRoute, type ActOptions } from './api/hooks.js';
export { ApiProblem, asProblem } from './api/problem.js';
