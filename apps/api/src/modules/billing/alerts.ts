import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';

/** Everything about money that a person must look at, in words. */
export const alertSentences = {
  contract_parked: { ja: 'この契約の請求を保留しました。内容を確認して再開してください。', en: 'Billing of this contract is on hold. Please check and release it.' },
  charged_beyond_end: { ja: '契約の終了日より後の期間を請求済みです。請求書を無効にして再発行してください。', en: 'A period after the end of the contract was invoiced. Please void and reissue the invoice.' },
  no_invoice_recipient: { ja: '請求書の送付先がないため、メールを送れませんでした。', en: 'There is no address to send the invoice to.' },
  no_bank_account: { ja: '振込先口座が登録されていないため、請求書に振込先が印字されていません。', en: 'No bank account is registered, so the invoice names none.' },
  rail_failed: { ja: 'オンライン入金の準備ができなかったため、自社口座だけで請求しました。', en: 'The online rail failed; the invoice names the own account only.' },
  stripe_void_refused: { ja: 'Stripe上の請求書を無効にできませんでした。Stripeの画面で確認してください。', en: 'The invoice could not be voided at Stripe. Please check there.' },
  stripe_disconnected: { ja: 'Stripeとの連携が解除されました。以後の請求は自社口座だけで行います。', en: 'Stripe was disconnected; invoices use the own account only.' },
  stripe_money_left: { ja: 'Stripeの残高から、請求書への充当以外の出金がありました。', en: 'Money left the balance at Stripe other than for an invoice.' },
  stripe_refund_failed: { ja: 'Stripeでの返金ができませんでした（失敗または取消し）。お金は前受金に戻っています。返金先を確認して、もう一度返金してください。', en: 'A refund at Stripe failed or was cancelled; the money waits here again. Check where it goes and refund it again.' },
  stripe_differs: { ja: 'Stripeで支払済みの請求書と自社の台帳に差があります。', en: 'Stripe says paid, but the ledger differs.' },
  undone_at_stripe: { ja: '入金を取り消しましたが、Stripeへの届出は取り消せません。Stripeの画面で確認してください。', en: 'The payment was undone here; Stripe keeps its report. Please check there.' },
} as const;
export type AlertKind = keyof typeof alertSentences;

export interface Alert {
  readonly kind: AlertKind;
  /** What it is about; one open alert per kind and subject. */
  readonly subjectKey: string;
  readonly clientId?: string | null;
  readonly contractId?: string | null;
  readonly invoiceId?: string | null;
  readonly details?: Record<string, string | number>;
}

/** Alerts and parked contracts: what the run could not decide by itself. */
@Injectable()
export class BillingAlerts {
  constructor(private readonly db: Db) {}

  /** Raises an alert; one that is open already stays as it is. */
  async raise(tx: Tx, alert: Alert): Promise<void> {
    await tx.query(
      `insert into hoshu.billing_alert (tenant_id, kind, subject_key, client_id, contract_id, invoice_id, details) values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, kind, subject_key) where resolved_at is null do nothing`,
      [tx.actor.tenantId, alert.kind, alert.subjectKey, alert.clientId ?? null, alert.contractId ?? null, alert.invoiceId ?? null, JSON.stringify(alert.details ?? {})]);
  }

  /** Stops billing of one contract until a person releases it. */
  async park(tx: Tx, contract: { readonly id: string; readonly clientId: string }, reason: string, details: Record<string, string | number>): Promise<void> {
    const rows = await tx.query(
      `insert into hoshu.billing_parking (tenant_id, client_id, contract_id, reason, details) values ($1, $2, $3, $4, $5) on conflict (tenant_id, contract_id) where released_at is null do nothing returning id`,
      [tx.actor.tenantId, contract.clientId, contract.id, reason, JSON.stringify(details)]);
    if (!rows.length) return;
    await this.raise(tx, { kind: 'contract_parked', subjectKey: contract.id, clientId: contract.clientId, contractId: contract.id, details: { reason, ...details } });
    await tx.audit({ type: 'billing.contract-parked', article: '第11条', contractId: contract.id, clientId: contract.clientId, data: { reason, ...details } });
  }

  /** Lets a parked contract be billed again. Throws not_found. */
  release(actor: Actor, contractId: string, reason: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const changed = await tx.change('update hoshu.billing_parking set released_at = $2, version = version + 1 where contract_id = $1 and released_at is null', [contractId, tx.now]);
      if (changed === 0) throw new AppError('not_found');
      await tx.change(`update hoshu.billing_alert set resolved_at = $2, version = version + 1 where kind = 'contract_parked' and subject_key = $1 and resolved_at is null`, [contractId, tx.now]);
      await tx.audit({ type: 'billing.contract-released', article: '第11条', contractId, data: { reason } });
      return { ok: true };
    });
  }

  /** What was billed beyond the end of a contract has been corrected. */
  async corrected(tx: Tx, contractId: string): Promise<void> {
    await tx.change(`update hoshu.billing_alert set resolved_at = $2, version = version + 1 where kind = 'charged_beyond_end' and contract_id = $1 and resolved_at is null`, [contractId, tx.now]);
  }

  /** Marks an alert as looked at. Throws not_found. */
  resolve(actor: Actor, alertId: string, note: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const changed = await tx.change('update hoshu.billing_alert set resolved_at = $2, version = version + 1 where id = $1 and resolved_at is null', [alertId, tx.now]);
      if (changed === 0) throw new AppError('not_found');
      await tx.audit({ type: 'billing.alert-resolved', target: { kind: 'billing_alert', id: alertId }, data: { note } });
      return { ok: true };
    });
  }
}
