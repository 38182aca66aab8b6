import { Inject, Injectable } from '@nestjs/common';
import type { ParamsOf, billingRoutes } from '@hoshu/api-schema';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../../platform/app-error.js';
import type { Config } from '../../../platform/config.js';
import { Db } from '../../../platform/db/db.js';
import type { Login } from '../../../platform/db/roles.js';
import { Doorbell } from '../../../platform/queue/doorbell.js';
import { CONFIG } from '../../../platform/tokens.js';
import { WebhookRefused, type StripeGateway, type WebhookRequest } from '../stripe/index.js';
import { StripeConnection } from './stripe-connection.js';

type Endpoint = ParamsOf<typeof billingRoutes.webhook>['endpoint'];

/** One event as it is kept: `account` says whose it is, `raw` is the body byte for byte. */
export interface ReceivedEvent {
  readonly id: string;
  readonly endpoint: Endpoint | 'sweep';
  readonly account: string | null;
  readonly type: string;
  readonly objectId: string | null;
  readonly livemode: boolean;
  readonly apiVersion: string | null;
  readonly created: Date;
  readonly raw: Buffer;
}

/** Receives webhooks: verified, kept, answered; the work comes later (04 §4.3). */
@Injectable()
export class StripeInbox {
  constructor(private readonly db: Db, private readonly connection: StripeConnection, private readonly doorbell: Doorbell, @Inject(CONFIG) private readonly config: Config) {}

  /** Keeps a signed event once. Known types or not, the answer to a true signature is 200. Throws webhook_refused. */
  async receive(endpoint: Endpoint, rawBody: Buffer, signature: string | undefined): Promise<{ received: true }> {
    const gateway = this.connection.gateway();
    if (!gateway) throw new AppError('webhook_refused');
    const event = this.verified(gateway, endpoint, { rawBody, signature, secrets: [this.config.keys.webhookSecrets[endpoint]] });
    await this.keep('hoshu_api', event);
    return { received: true };
  }

  private verified(gateway: StripeGateway, endpoint: Endpoint, request: WebhookRequest): ReceivedEvent {
    try {
      if (endpoint === 'thin') {
        const thin = gateway.constructThinEvent(request);
        return { id: thin.id, endpoint, account: thin.relatedId, type: thin.type, objectId: thin.relatedId, livemode: thin.livemode, apiVersion: null, created: thin.created, raw: request.rawBody };
      }
      const event = gateway.constructEvent(request);
      const object = event.data.object as { id?: unknown };
      return {
        id: event.id, endpoint, account: event.account ?? null, type: event.type, objectId: typeof object.id === 'string' ? object.id : null, livemode: event.livemode, apiVersion: event.api_version, created: new Date(event.created * 1000), raw: request.rawBody,
      };
    } catch (error) {
      if (error instanceof WebhookRefused) throw new AppError('webhook_refused');
      throw error;
    }
  }

  /** Keeps an event and its turn at the worker; one that is known already changes nothing. */
  async keep(login: Extract<Login, 'hoshu_api' | 'hoshu_worker'>, event: ReceivedEvent): Promise<void> {
    const turn = await this.db.asLogin(login, async (manager: EntityManager) => {
      const rows: { turn: string | null }[] = await manager.query(
        'select platform.stripe_event_received($1, $2, $3, $4, $5, $6, $7, $8, $9) as turn', [event.id, event.endpoint, event.account, event.type, event.objectId, event.livemode, event.apiVersion, event.created, event.raw]);
      return rows[0]?.turn ?? null;
    });
    if (turn) this.doorbell.ring([turn]);
  }
}
