import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStripe } from './create-stripe.js';
import { StripeGateway } from './stripe-gateway.js';

let server: Server;
let answer: (response: ServerResponse) => void;
let requests: number;

beforeEach(async () => {
  requests = 0;
  server = createServer((_request, response) => { requests += 1; answer(response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

function gateway(timeoutMs = 5_000, deadlineMs = 30_000): StripeGateway {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new StripeGateway(createStripe({ secretKey: 'sk_test_sim_guard', baseUrl, timeoutMs, mode: 'test' }), deadlineMs);
}
const json = (status: number, body: unknown) => (response: ServerResponse): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

describe('Stripe以外の応答', () => {
  it.each([
    ['プロキシの404', json(404, { message: 'Not Found' })],
    ['errorのない500', json(500, { oops: 1 })],
    ['転送', json(302, { moved: true })],
    ['HTMLの502', (response: ServerResponse) => { response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad Gateway</html>'); }],
    ['HTMLの200', (response: ServerResponse) => { response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>ようこそ</html>'); }],
    ['空の200', (response: ServerResponse) => { response.writeHead(200).end(); }],
    ['配列の200', json(200, [])],
    ['途中で切れた本文', (response: ServerResponse) => { response.writeHead(200, { 'Content-Length': '1000' }).write('{"object":'); response.destroy(); }],
  ])('%sは成功とみなさず、後で繰り返せる失敗にする', async (_name, given) => {
    answer = given;
    await expect(gateway().retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'unreachable', isRetryable: true });
  });

  it('別の種類のオブジェクトは受け取らない', async () => {
    answer = json(200, { object: 'customer', id: 'cus_1' });
    await expect(gateway().retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'unreachable', code: 'unexpected_object' });
  });

  it('Stripeの形の失敗は、その意味で伝える', async () => {
    answer = json(404, { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such invoice' } });
    await expect(gateway().retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'missing', isRetryable: false });
    answer = json(429, { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' } });
    await expect(gateway().retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'overloaded', isRetryable: true });
    answer = json(403, { error: { type: 'invalid_request_error', code: 'account_invalid', message: 'revoked' } });
    await expect(gateway().retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'access_revoked', isRetryable: false });
  });

  it('答えのない接続も、少しずつ届く本文も、期限で終わる', async () => {
    answer = () => undefined;
    await expect(gateway(50).retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'unreachable' });
    answer = (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    };
    await expect(gateway(50).retrieveInvoice('acct_1', 'in_1')).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('接続が切れたら同じ鍵で一度だけ繰り返す', async () => {
    answer = (response) => { response.destroy(); };
    await expect(gateway().voidInvoice('acct_1', 'in_1', 'key')).rejects.toMatchObject({ kind: 'unreachable' });
    expect(requests).toBe(2);
  });
});
