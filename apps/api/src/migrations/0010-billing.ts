import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const toInvoice = 'foreign key (tenant_id, invoice_id) references hoshu.invoice (tenant_id, id)';
/** What may still change on an invoice that has its number: its step, its document, its rail. */
const afterNumber = ['version', 'state', 'credit_yen', 'pdf_file_id', 'pdf_sha256', 'virtual_account', 'rail_attempts', 'rail_error'];
const tables = ['billing_alert', 'billing_parking', 'receipt_document', 'allocation', 'ledger_entry', 'ledger_posting', 'receipt_reversal', 'receipt', 'invoice_void', 'invoice_line', 'invoice', 'billing_run', 'charge'];

/** The money of 第11条: charges, invoices over them, money in, allocations, and the double-entry ledger under all of it. */
export class Billing1700000000010 implements MigrationInterface {
  name = 'Billing1700000000010';

  async up(q: QueryRunner): Promise<void> {
    await this.frozenFields(q);
    await this.charges(q);
    await this.invoices(q);
    await this.payments(q);
    await this.ledger(q);
    await this.attention(q);
    for (const name of ['charge', 'invoice', 'invoice_line', 'invoice_void', 'allocation', 'receipt_document']) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
  }

  // F068: the trigger's arguments are the columns that may change; every other column keeps its value.
  private async frozenFields(q: QueryRunner): Promise<void> {
    await q.query(`create function app.keep_other_fields() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if (to_jsonb(new) - tg_argv) <> (to_jsonb(old) - tg_argv) then raise exception '% keeps its money and parties', tg_table_name using errcode = '42501'; end if;
        return new;
      end $$`);
    await q.query('revoke all on function app.keep_other_fields() from public');
    await q.query('grant execute on function app.keep_other_fields() to r_vendor, r_system');
  }

  private async charges(q: QueryRunner): Promise<void> {
    // D30: the unit that exists exactly once. Money columns change only while no live invoice holds the charge.
    await createTenantTable(q, {
      name: 'charge', client: ['select'],
      columns: `${ofContract}, kind text not null check (kind in ('monthly_fee')), service_month text not null check (service_month ~ '^[0-9]{4}-[0-9]{2}$'), period_start date not null, period_end date not null check (period_end >= period_start),
        amount_yen bigint not null check (amount_yen >= 0), tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')), tax_rate_percent integer not null check (tax_rate_percent between 0 and 100), prorated boolean not null, due_on date not null,
        cancelled_at timestamptz, unique (tenant_id, contract_id, kind, period_start)`,
    });
    await createTenantTable(q, { name: 'billing_run', appendOnly: true, columns: 'run_on date not null, unique (tenant_id, run_on)' });
  }

  private async invoices(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'invoice', client: ['select'], vendor: ['select', 'insert', 'update'],
      columns: `${ofContract}, run_id uuid, state text not null check (state in ('drafted', 'numbered', 'issued', 'rail_pushed', 'notified')), number text, issued_on date, due_on date not null,
        supply_first_on date not null, supply_last_on date not null, price_mode text not null, rounding text, net_yen bigint, tax_yen bigint, total_yen bigint check (total_yen >= 0), issuer jsonb, recipient jsonb, bank_account jsonb, tax_groups jsonb,
        previous_unpaid jsonb, transfer_fee_bearer text, deductible_percent integer, credit_yen bigint not null default 0, replaces_id uuid, replaces_number text, company_profile_id uuid, virtual_account jsonb, pdf_file_id uuid, pdf_sha256 text,
        rail_attempts integer not null default 0, rail_error text, unique (tenant_id, number), foreign key (tenant_id, run_id) references hoshu.billing_run (tenant_id, id), foreign key (tenant_id, replaces_id) references hoshu.invoice (tenant_id, id),
        foreign key (tenant_id, pdf_file_id) references hoshu.file (tenant_id, id), check (state = 'drafted' or (number is not null and issued_on is not null and total_yen is not null)), check ((pdf_file_id is null) = (pdf_sha256 is null))`,
    });
    await q.query(`create trigger invoice_frozen before update on hoshu.invoice for each row when (old.number is not null) execute function app.keep_other_fields(${afterNumber.map((name) => `'${name}'`).join(', ')})`);
    await q.query(`create trigger invoice_document_kept before update on hoshu.invoice for each row when (old.pdf_file_id is not null) execute function app.keep_other_fields('version', 'state', 'rail_attempts', 'rail_error')`);
    // 甲 sees an invoice from the moment its document exists.
    await q.query(`create policy client_issued on hoshu.invoice as restrictive for select to r_client using (state in ('issued', 'rail_pushed', 'notified'))`);
    await q.query(`create index invoice_open_step on hoshu.invoice (tenant_id, state) where state <> 'notified'`);
    await q.query('create index invoice_newest on hoshu.invoice (tenant_id, issued_on desc, id desc)');
    await q.query('create index invoice_contract on hoshu.invoice (tenant_id, contract_id, issued_on desc, id desc)');
    await q.query('create index invoice_run on hoshu.invoice (tenant_id, run_id)');
    await q.query('create index invoice_replaces on hoshu.invoice (tenant_id, replaces_id)');
    await q.query('create index invoice_pdf on hoshu.invoice (tenant_id, pdf_file_id)');
    await createTenantTable(q, {
      name: 'invoice_line', client: ['select'],
      columns: `${ofContract}, invoice_id uuid not null, charge_id uuid not null, position integer not null, description text not null, period_start date not null, period_end date not null, amount_yen bigint not null, tax_rate_percent integer not null, live boolean not null default true,
        ${toInvoice}, foreign key (tenant_id, charge_id) references hoshu.charge (tenant_id, id), unique (tenant_id, invoice_id, position)`,
    });
    await q.query(`create trigger invoice_line_frozen before update on hoshu.invoice_line for each row execute function app.keep_other_fields('version', 'live')`);
    // D30: voiding frees a charge for one reissue; of two invoices over it only one can live.
    await q.query('create unique index invoice_line_once on hoshu.invoice_line (tenant_id, charge_id) where live');
    await createTenantTable(q, { name: 'invoice_void', appendOnly: true, client: ['select'], columns: `${ofContract}, invoice_id uuid not null, reason text not null, voided_on date not null, unique (tenant_id, invoice_id), ${toInvoice}` });
  }

  private async payments(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'receipt', appendOnly: true, client: ['select'],
      columns: `client_id uuid, rail text not null check (rail in ('own', 'stripe')), paid_on date not null, amount_yen bigint not null check (amount_yen > 0), payer_name text not null default '', note text not null default '', external_id text not null, unique (tenant_id, external_id),
        foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)`,
    });
    await q.query('create index receipt_client on hoshu.receipt (tenant_id, client_id, paid_on)');
    await createTenantTable(q, {
      name: 'receipt_reversal', appendOnly: true, client: ['select'],
      columns: `client_id uuid, receipt_id uuid not null, reason text not null, reversed_on date not null, unique (tenant_id, receipt_id), foreign key (tenant_id, receipt_id) references hoshu.receipt (tenant_id, id)`,
    });
    // A waiver (手数料差額) has no money behind it; an undone allocation is a second row with the opposite amount.
    await createTenantTable(q, {
      name: 'allocation', appendOnly: true, client: ['select'],
      columns: `${ofContract}, invoice_id uuid not null, receipt_id uuid, kind text not null check (kind in ('payment', 'waiver')), amount_yen bigint not null check (amount_yen <> 0), paid_on date not null, reverses_id uuid, unique (tenant_id, reverses_id), ${toInvoice},
        foreign key (tenant_id, receipt_id) references hoshu.receipt (tenant_id, id), foreign key (tenant_id, reverses_id) references hoshu.allocation (tenant_id, id), check ((kind = 'payment') = (receipt_id is not null)), check ((amount_yen < 0) = (reverses_id is not null))`,
    });
    await q.query('create index allocation_invoice on hoshu.allocation (tenant_id, invoice_id)');
    await q.query('create index allocation_receipt on hoshu.allocation (tenant_id, receipt_id)');
    await createTenantTable(q, {
      name: 'receipt_document', client: ['select'],
      columns: `${ofContract}, invoice_id uuid not null, number text not null, issued_on date not null, received_on date not null, amount_yen bigint not null, file_id uuid not null, sha256 text not null, withdrawn_at timestamptz, unique (tenant_id, number), ${toInvoice},
        foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create unique index receipt_document_live on hoshu.receipt_document (tenant_id, invoice_id) where withdrawn_at is null');
    await q.query('create index receipt_document_file on hoshu.receipt_document (tenant_id, file_id)');
  }

  private async ledger(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'ledger_posting', appendOnly: true,
      columns: `kind text not null, effective_on date not null, source_key text not null, client_id uuid, contract_id uuid, invoice_id uuid, receipt_id uuid, unique (tenant_id, source_key), ${toInvoice}, foreign key (tenant_id, receipt_id) references hoshu.receipt (tenant_id, id)`,
    });
    await q.query(`create index ledger_posting_deferred on hoshu.ledger_posting (tenant_id, invoice_id) where kind = 'issue_deferred'`);
    await q.query('create index ledger_posting_invoice on hoshu.ledger_posting (tenant_id, invoice_id)');
    await q.query('create index ledger_posting_receipt on hoshu.ledger_posting (tenant_id, receipt_id)');
    await createTenantTable(q, {
      name: 'ledger_entry', appendOnly: true,
      columns: `posting_id uuid not null, account text not null check (account in ('receivable', 'revenue', 'deferred', 'suspense', 'fee_difference', 'cash:own', 'cash:stripe')), amount_yen bigint not null check (amount_yen <> 0), foreign key (tenant_id, posting_id) references hoshu.ledger_posting (tenant_id, id)`,
    });
    await q.query('create index ledger_entry_posting on hoshu.ledger_entry (tenant_id, posting_id)');
    await q.query(`create function app.posting_is_balanced() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if (select sum(e.amount_yen) from hoshu.ledger_entry e where e.tenant_id = new.tenant_id and e.posting_id = new.posting_id) <> 0 then
          raise exception 'a posting sums to zero' using errcode = '23514'; end if;
        return null;
      end $$`);
    await q.query('revoke all on function app.posting_is_balanced() from public');
    await q.query('grant execute on function app.posting_is_balanced() to r_vendor, r_system');
    await q.query('create constraint trigger ledger_entry_balanced after insert on hoshu.ledger_entry deferrable initially deferred for each row execute function app.posting_is_balanced()');
  }

  private async attention(q: QueryRunner): Promise<void> {
    // One contract that cannot be billed never stops the others: it is parked until a person has looked.
    await createTenantTable(q, { name: 'billing_parking', columns: `${ofContract}, reason text not null, details jsonb not null default '{}', released_at timestamptz` });
    await q.query('create unique index billing_parking_live on hoshu.billing_parking (tenant_id, contract_id) where released_at is null');
    await q.query('create index billing_parking_of on hoshu.billing_parking (tenant_id, client_id, contract_id)');
    await createTenantTable(q, { name: 'billing_alert', columns: `kind text not null, subject_key text not null, client_id uuid, contract_id uuid, invoice_id uuid, details jsonb not null default '{}', resolved_at timestamptz, ${toInvoice}` });
    await q.query('create unique index billing_alert_open on hoshu.billing_alert (tenant_id, kind, subject_key) where resolved_at is null');
    await q.query('create index billing_alert_invoice on hoshu.billing_alert (tenant_id, invoice_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of tables) await dropTenantTable(q, name);
    await q.query('drop function app.posting_is_balanced(), app.keep_other_fields()');
  }
}
