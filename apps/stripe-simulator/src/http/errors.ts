/** The body of `error` in an answer of Stripe's API. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  param?: string;
}

/** An answer other than 200: thrown by a route, written as `{ error: … }` by the server. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly body: ErrorBody) {
    super(body.message);
  }
}

/** 400 invalid_request_error. `param` is the name in Stripe's bracket form, e.g. `lines[0][amount]`. */
export function invalidRequest(message: string, details: { code?: string; param?: string } = {}): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', message, ...details });
}

/** 404 resource_missing, as Stripe answers for an id of another account too. */
export function missing(noun: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${noun}: '${id}'`, param });
}

/** 501: the SDK knows the route or the option, this simulator does not serve it. */
export function notServed(what: string): ApiError {
  return new ApiError(501, { type: 'api_error', code: 'simulator_not_implemented', message: `The simulator does not serve ${what}` });
}
