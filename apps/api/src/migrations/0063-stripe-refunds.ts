import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money that 乙 refunded at Stripe: which payments belong to which invoice, and what of a payment went back there. */
export class StripeRefunds1700000000063 implements MigrationInterface {
  name = 'StripeRefunds1700000000063';

  async up(q: QueryRunner): Promise<void> {
    // null: not asked yet.
    await q.query('alter table hoshu.stripe_invoice add column intents text[]');
    await q.query(`alter table hoshu.receipt_refund alter column settlement_id drop not null, add column stripe_refund_id text, add column refunded_on date,
      add constraint receipt_refund_way check ((settlement_id is null) = (stripe_refund_id is not null) and (stripe_refund_id is null) = (refunded_on is null))`);
    await q.query('create unique index receipt_refund_stripe on hoshu.receipt_refund (tenant_id, stripe_refund_id, receipt_id) where reverses_id is null');
    await q.query('grant insert on hoshu.receipt_refund to r_system');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('revoke insert on hoshu.receipt_refund from r_system');
    await q.query('drop index hoshu.receipt_refund_stripe');
    await q.query('alter table hoshu.receipt_refund drop constraint receipt_refund_way, drop column refunded_on, drop column stripe_refund_id, alter column settlement_id set not null');
    await q.query('alter table hoshu.stripe_invoice drop column intents');
  }
}
