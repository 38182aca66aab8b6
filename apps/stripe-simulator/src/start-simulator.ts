import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { bankAccounts, findBankAccount, sendTransfer, type BankAccountView } from './bank.js';
import { Call } from './call.js';
import { realClock, type Clock } from './clock.js';
import { apiHandler, type Simulation } from './http/api.js';
import { pageRoutes } from './pages/page-routes.js';
import { completeOnboarding } from './resources/accounts.js';
import { configureEndpoints, type WebhookTarget } from './resources/webhook-endpoints.js';
import { PLATFORM, type StoredTransfer } from './store/kinds.js';
import { inMemory, openPostgres } from './store/persistence.js';
import { Store } from './store/store.js';
import { Dispatcher } from './webhooks/dispatcher.js';
import type Stripe from 'stripe';

export interface SimulatorOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Address to listen on; 127.0.0.1 unless told. */
  bind?: string;
  /** State is kept in schema stripe_sim of this database; absent: in memory only. */
  databaseUrl?: string;
  webhooks?: WebhookTarget[];
  /** Business time in milliseconds; real time unless told. Webhook signatures always bear real time. */
  clock?: Clock;
  /** Pauses in milliseconds before each further attempt at a webhook; as many attempts as pauses, plus one. */
  webhookPausesMs?: number[];
  /** Where browsers reach the pages; `http://localhost:<port>` unless told. */
  pagesUrl?: string;
  /** Told when the database connection is lost; nothing can be changed from then on. */
  onDatabaseLost?: (error: Error) => void;
}

/** A transfer to a virtual account, found by customer id or by branch code and account number. */
export type TransferOrder = { amountYen: number; senderName: string } & ({ customerId: string } | { branchCode: string; accountNumber: string });

export interface SimulatorState {
  accounts: BankAccountView[];
  transfers: StoredTransfer[];
  /** Every event, by account ('acct_simplatform' for the platform), oldest first. */
  events: Record<string, Stripe.Event[]>;
  invoices: Record<string, Stripe.Invoice[]>;
  /** Deliveries not accepted so far. */
  undelivered: { eventId: string; attempts: number; status: 'failed' | 'pending' }[];
}

export interface Simulator {
  port: number;
  /** Base address for the SDK and for browsers, e.g. "http://127.0.0.1:4003". */
  url: string;
  /** Sends a 振込 as the bank page does. Throws when no virtual account fits. */
  pay(order: TransferOrder): Promise<StoredTransfer>;
  /** Presses the button of the onboarding page: every requested capability becomes active. */
  onboard(accountId: string): Promise<void>;
  /** What it holds, for assertions. */
  state(): SimulatorState;
  /** Resolves when every webhook is delivered or given up. */
  webhooksSettled(): Promise<void>;
  close(): Promise<void>;
}

const BODY_LIMIT = '2mb';

function listen(server: express.Express, port: number, bind: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const listening = server.listen(port, bind, (error?: Error) => (error ? reject(error) : resolve(listening)));
  });
}

function stateOf(store: Store, call: Call): SimulatorState {
  const accountIds = [PLATFORM, ...store.list('account', PLATFORM).map((account) => account.id)];
  return {
    accounts: bankAccounts(call),
    transfers: store.list('transfer', PLATFORM),
    events: Object.fromEntries(accountIds.map((id) => [id, store.list('event', id)])),
    invoices: Object.fromEntries(accountIds.map((id) => [id, store.list('invoice', id)])),
    undelivered: store.list('delivery', PLATFORM).map(({ eventId, attempts, status }) => ({ eventId, attempts, status })),
  };
}

function accountToPay(store: Store, order: TransferOrder): { accountId: string; customerId: string } {
  if ('branchCode' in order) {
    const found = findBankAccount(store, order.branchCode, order.accountNumber);
    if (!found) throw new Error(`No virtual account ${order.branchCode}-${order.accountNumber}`);
    return found;
  }
  const accountId = store.accountsWith('virtual_account').find((id) => store.get('virtual_account', id, order.customerId));
  if (accountId === undefined) throw new Error(`Customer ${order.customerId} has no virtual account`);
  return { accountId, customerId: order.customerId };
}

/** Starts a simulator in this process. Rejects when the port is taken or another simulator holds the database. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const bind = options.bind ?? '127.0.0.1';
  const clock = options.clock ?? realClock;
  const store = await Store.open(options.databaseUrl === undefined ? inMemory : await openPostgres(options.databaseUrl, options.onDatabaseLost));
  const dispatcher = new Dispatcher(store, options.webhookPausesMs);
  const simulation: Simulation = { store, dispatcher, clock, pagesUrl: '' };
  const platform = async (): Promise<Call> => new Call(store, PLATFORM, Math.floor(await clock() / 1000), null, simulation.pagesUrl);
  const server = express();
  server.disable('x-powered-by').disable('etag');
  server.use(express.raw({ type: () => true, limit: BODY_LIMIT }));
  server.use(['/v1', '/v2'], (request, response, next) => {
    request.url = request.originalUrl;
    return apiHandler(simulation)(request, response, next);
  });
  server.use(pageRoutes(simulation, bind === '127.0.0.1' || bind === '::1'));
  server.use((request, response) => {
    response.status(404).json({ error: { type: 'invalid_request_error', message: `Unrecognized request URL (${request.method}: ${request.path}).` } });
  });
  const listening = await listen(server, options.port ?? 0, bind).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { port } = listening.address() as AddressInfo;
  simulation.pagesUrl = options.pagesUrl ?? `http://localhost:${port}`;
  const call = await platform();
  await store.transaction(() => configureEndpoints(call, options.webhooks ?? []));
  dispatcher.wake();
  return {
    port,
    url: `http://${bind.includes(':') ? `[${bind}]` : bind}:${port}`,
    async pay(order) {
      const target = accountToPay(store, order);
      const bank = await platform();
      const transfer = await store.transaction(() => sendTransfer(bank, { ...target, amountYen: order.amountYen, senderName: order.senderName }));
      dispatcher.wake();
      return transfer;
    },
    async onboard(accountId) {
      const at = await platform();
      await store.transaction(() => completeOnboarding(at, accountId));
      dispatcher.wake();
    },
    state: () => stateOf(store, call),
    webhooksSettled: () => dispatcher.settled(),
    async close() {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
      await dispatcher.close();
      await store.close();
    },
  };
}
