import { Inject, Injectable } from '@nestjs/common';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../../platform/actor.js';
import { AppError } from '../../../platform/app-error.js';
import type { Config } from '../../../platform/config.js';
import { Db } from '../../../platform/db/db.js';
import type { Tx } from '../../../platform/db/tx.js';
import { CONFIG } from '../../../platform/tokens.js';
import { CompanyRepository } from '../../tenants/index.js';
import { BillingAlerts } from '../alerts.js';
import { StripeFailure, type ConnectStatus, type StripeGateway } from '../stripe/index.js';
import { StripeConnection, type StripeAccountRow } from './stripe-connection.js';

type View = ResponseOf<typeof billingRoutes.stripe>;

const viewOf = (available: boolean, account: StripeAccountRow | null): View => ({
  available, connected: account !== null, canBill: account?.canBill ?? false, openRequirements: account?.openRequirements ?? 0, disconnected: account?.deauthorizedAt != null, checkedAt: account?.checkedAt.toISOString() ?? null,
});

/** The vendor's way to a connected account. Coming back from Stripe's pages proves nothing: only the capability does. */
@Injectable()
export class StripeOnboarding {
  constructor(
    private readonly db: Db, private readonly connection: StripeConnection, private readonly company: CompanyRepository, private readonly alerts: BillingAlerts, @Inject(CONFIG) private readonly config: Config,
  ) {}

  view(actor: Actor): Promise<View> {
    return this.db.read(actor, async (tx) => viewOf(this.connection.gateway() !== null, await this.connection.account(tx)));
  }

  /** Makes the account at the first click and a fresh one-way address at every click. Throws stripe_off, stripe_unreachable. */
  async link(actor: Actor): Promise<{ url: string; expiresAt: string }> {
    const gateway = this.required();
    return this.reaching(async () => {
      const accountId = await this.ensureAccount(actor, gateway);
      const page = `${this.config.publicUrl}/app/settings/payments`;
      const { url, expiresAt } = await gateway.createAccountLink({ accountId, returnUrl: `${page}?stripe=back`, refreshUrl: `${page}?stripe=again` });
      return { url, expiresAt: expiresAt.toISOString() };
    });
  }

  private async ensureAccount(actor: Actor, gateway: StripeGateway): Promise<string> {
    const { account, profile } = await this.db.read(actor, async (tx) => ({ account: await this.connection.account(tx), profile: await this.company.profileOn(tx, tx.today) }));
    if (account && !account.deauthorizedAt) return account.accountId;
    const status = await gateway.ensureAccount({
      tenantId: actor.tenantId, displayName: profile.company_name, registeredName: profile.company_name, contactEmail: profile.notice_email || actor.email, entityType: profile.is_individual ? 'individual' : 'company',
      // A second account after a disconnection is another business act than the first.
    }, `tenant:${actor.tenantId}:account:${account?.accountId ?? 'first'}`);
    await this.db.tx(actor, async (tx) => {
      await tx.query(
        `insert into hoshu.stripe_account (tenant_id, account_id, open_requirements, events_since) values ($1, $2, $3, now()) on conflict (tenant_id) do update set account_id = excluded.account_id, can_bill = false, open_requirements = excluded.open_requirements, deauthorized_at = null, version = stripe_account.version + 1
         where stripe_account.account_id <> excluded.account_id`, [actor.tenantId, status.accountId, status.openRequirements]);
      await tx.audit({ type: 'billing.stripe-account-made', article: '第11条2項', data: { accountId: status.accountId } });
    });
    return status.accountId;
  }

  /** Asks Stripe what the account may do. Throws stripe_off, stripe_unreachable. */
  async refresh(actor: Actor): Promise<View> {
    const gateway = this.required();
    const account = await this.db.read(actor, (tx) => this.connection.account(tx));
    if (account) {
      const askedAt = new Date();
      const status = await this.reaching(() => gateway.retrieveAccountStatus(account.accountId));
      await this.db.tx(actor, (tx) => this.apply(tx, status, askedAt));
    }
    return this.view(actor);
  }

  /** Keeps what Stripe said, unless something newer stands already. */
  async apply(tx: Tx, status: ConnectStatus, askedAt: Date): Promise<void> {
    const before = await this.connection.account(tx);
    const changed = await tx.change(
      'update hoshu.stripe_account set can_bill = $2, open_requirements = $3, checked_at = $4, version = version + 1 where account_id = $1 and checked_at < $4', [status.accountId, status.canBillByTransfer, status.openRequirements, askedAt]);
    if (changed && before && before.canBill !== status.canBillByTransfer) {
      await tx.audit({ type: 'billing.stripe-account-changed', article: '第11条2項', data: { accountId: status.accountId, canBill: status.canBillByTransfer } });
    }
  }

  /** Stripe told us, or we noticed, that the account has left: the ledger stays, new invoices name the own account only. */
  async disconnected(tx: Tx, accountId: string): Promise<void> {
    const changed = await tx.change('update hoshu.stripe_account set can_bill = false, deauthorized_at = $2, version = version + 1 where account_id = $1 and deauthorized_at is null', [accountId, tx.now]);
    if (!changed) return;
    await this.alerts.raise(tx, { kind: 'stripe_disconnected', subjectKey: accountId });
    await tx.audit({ type: 'billing.stripe-disconnected', article: '第11条2項', data: { accountId } });
  }

  private required(): StripeGateway {
    const gateway = this.connection.gateway();
    if (!gateway) throw new AppError('stripe_off');
    return gateway;
  }

  private async reaching<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof StripeFailure ? new AppError('stripe_unreachable') : error;
    }
  }
}
