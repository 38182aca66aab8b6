import { IncomingMessage } from 'node:http';
import Stripe from 'stripe';

type HttpClient = NonNullable<Stripe.StripeConfig['httpClient']>;
type HttpResponse = Awaited<ReturnType<HttpClient['makeRequest']>>;

interface Body { readonly [name: string]: unknown }
const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

const deadlinePassed = (timeoutMs: number): Error => Object.assign(new Error(`No answer from Stripe within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });

/** `work`, or a rejection after `timeoutMs`: the SDK's own timeout only watches an idle socket. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(deadlinePassed(timeoutMs)), timeoutMs); });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

const notStripe = (status: number): Body => ({
  error: { type: 'api_error', code: 'non_stripe_response', message: `HTTP ${status} with a body that is not Stripe's` },
});

/** The body the SDK may see: Stripe's own, or an error that says it was not. */
async function checkedBody(response: HttpResponse): Promise<Body> {
  const status = response.getStatusCode();
  const body: unknown = await response.toJSON().catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  });
  if (!isBody(body)) return notStripe(status);
  const isSuccess = status >= 200 && status < 300;
  return isSuccess || isBody(body.error) ? body : notStripe(status);
}

function guardedResponse({ response, body }: { response: HttpResponse; body: Body }): HttpResponse {
  return {
    getStatusCode: () => response.getStatusCode(),
    getHeaders: () => response.getHeaders(),
    getRawResponse: () => response.getRawResponse(),
    toStream: (onComplete) => response.toStream(onComplete),
    toJSON: async () => body,
  };
}

function abandon(response: HttpResponse | undefined): void {
  const raw = response?.getRawResponse();
  if (raw instanceof IncomingMessage) raw.destroy();
}

/**
 * The SDK's Node client with two guards. The SDK takes any JSON body without `error` for success whatever the HTTP
 * status (a proxy's 404, a load balancer's 503): here such an answer becomes an error with code
 * `non_stripe_response`. And every attempt, its body included, ends within `timeoutMs`.
 */
export function guardedHttpClient(timeoutMs: number): HttpClient {
  const inner = Stripe.createNodeHttpClient();
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...request) {
      let response: HttpResponse | undefined;
      const answered = inner.makeRequest(...request).then(async (begun) => {
        response = begun;
        return { response: begun, body: await checkedBody(begun) };
      });
      try {
        return guardedResponse(await within(timeoutMs, answered));
      } catch (error) {
        // A body that is still dripping in would keep its socket.
        abandon(response);
        throw error;
      }
    },
  };
}
