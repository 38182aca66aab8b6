import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../../../apps/stripe-simulator/src/index.js';
import { signatureHeader } from '../../../apps/stripe-simulator/src/webhooks/sign.js';

export interface Delivery { readonly path: string; readonly body: Buffer; readonly signature: string }

/** The simulator with the road between it and the product in hand: webhooks can get lost, be held back, repeated and forged. */
export class StripeRoad {
  /** `lose` answers the simulator and forwards nothing. */
  mode: 'forward' | 'lose' = 'forward';
  readonly deliveries: Delivery[] = [];
  private target = '';

  private constructor(private readonly server: Server, readonly secrets: { readonly platform: string; readonly connect: string }) {}

  simulator!: Simulator;

  static async open(): Promise<StripeRoad> {
    const { webhookSecrets: secrets } = JSON.parse(readFileSync(process.env['HOSHU_KEYS_FILE'] ?? '', 'utf8')) as { webhookSecrets: { platform: string; connect: string } };
    const server = createServer();
    const road = new StripeRoad(server, secrets);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const delivery = { path: request.url ?? '', body: Buffer.concat(chunks), signature: String(request.headers['stripe-signature']) };
        road.deliveries.push(delivery);
        const answer = road.mode === 'lose' ? Promise.resolve(200) : road.send(delivery);
        void answer.then((status) => response.writeHead(status).end(), () => response.writeHead(502).end());
      });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    road.simulator = await startSimulator({ webhookPausesMs: [5, 5], webhooks: (['connect', 'platform'] as const).map((scope) => ({ url: `${base}/api/webhooks/stripe/${scope}`, secret: secrets[scope], scope })) });
    return road;
  }

  /** Where the product listens. */
  leadTo(url: string): void {
    this.target = url;
  }

  /** Hands one delivery to the product; its status. */
  async send({ path, body, signature }: Delivery): Promise<number> {
    const answer = await fetch(`${this.target}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'stripe-signature': signature }, body: new Uint8Array(body) });
    return answer.status;
  }

  /** An event as Stripe would sign it now. */
  signed(event: object, secret = this.secrets.connect): Delivery {
    const body = JSON.stringify(event);
    return { path: '/api/webhooks/stripe/connect', body: Buffer.from(body), signature: signatureHeader(body, secret, Math.floor(Date.now() / 1000)) };
  }

  async close(): Promise<void> {
    await this.simulator.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }
}
