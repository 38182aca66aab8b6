import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** Sending a contract for signature, its recipients, their answers, and the representations of 第20条. */
export class Signing1700000000009 implements MigrationInterface {
  name = 'Signing1700000000009';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'signing_request',
      columns: `${ofContract}, version_id uuid not null, form text not null check (form in ('electronic', 'paper', 'external')), state text not null check (state in ('open', 'declined', 'expired', 'completed', 'cancelled')),
        body_hash text not null, contract_date date not null, expires_on date not null, message text not null default '', sent_by uuid, sent_by_name text not null, sent_by_email text not null, locale text not null default 'ja' check (locale in ('ja', 'en')),
        sent_on date not null, sent_at timestamptz not null, reminded_day integer not null default 0, closed_at timestamptz,
        foreign key (tenant_id, version_id) references hoshu.contract_version (tenant_id, id)`,
      client: ['select', 'update'],
    });
    await q.query(`create unique index signing_request_open on hoshu.signing_request (tenant_id, contract_id) where state = 'open'`);
    await q.query('create index signing_request_of on hoshu.signing_request (tenant_id, client_id, contract_id)');
    await q.query('create index signing_request_version on hoshu.signing_request (tenant_id, version_id)');
    await createTenantTable(q, {
      name: 'signing_recipient',
      columns: `${ofContract}, request_id uuid not null, party text not null check (party in ('client', 'vendor')), person_name text not null, email text not null, title text not null default '', locale text not null default 'ja' check (locale in ('ja', 'en')), invited_at timestamptz not null,
        link_id uuid, link_generation integer, mail_row uuid, forwarded_from uuid, replaced_at timestamptz, opened_at timestamptz,
        foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id)`,
      client: ['select', 'insert', 'update'],
    });
    await q.query('create index signing_recipient_request on hoshu.signing_recipient (tenant_id, request_id)');
    await q.query('create index signing_recipient_of on hoshu.signing_recipient (tenant_id, client_id, contract_id)');
    // One signature per party and request: of two at once exactly one stands.
    await createTenantTable(q, {
      name: 'signature', appendOnly: true,
      columns: `${ofContract}, request_id uuid not null, recipient_id uuid, party text not null check (party in ('client', 'vendor')), signer_name text not null, signer_title text not null, authority text not null check (authority in ('representative', 'delegated')),
        authority_note text not null default '', authority_file_id uuid, signer_email text not null default '', level text not null check (level in ('consent', 'two_factor', 'paper', 'external')), body_hash text not null, signed_on date not null, signed_at timestamptz not null, ip text not null default '', user_agent text not null default '',
        unique (tenant_id, request_id, party), foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id)`,
      client: ['select', 'insert'],
    });
    await q.query('create index signature_of on hoshu.signature (tenant_id, client_id, contract_id)');
    await createTenantTable(q, {
      name: 'signing_decline', appendOnly: true,
      columns: `${ofContract}, request_id uuid not null, recipient_id uuid, party text not null check (party in ('client', 'vendor')), person_name text not null, reason text not null, declined_at timestamptz not null, foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id)`,
      client: ['select', 'insert'],
    });
    await q.query('create index signing_decline_request on hoshu.signing_decline (tenant_id, request_id)');
    await q.query('create index signing_decline_of on hoshu.signing_decline (tenant_id, client_id, contract_id)');
    // 第20条1項: each party's representation, with the officers it speaks for.
    await createTenantTable(q, {
      name: 'antisocial_representation', appendOnly: true,
      columns: `${ofContract}, party text not null check (party in ('client', 'vendor')), statement_version text not null, statement text not null, officers text[] not null, answered_by text not null, answered_on date not null, answered_at timestamptz not null`,
      client: ['select', 'insert'],
    });
    await q.query('create index antisocial_representation_of on hoshu.antisocial_representation (tenant_id, client_id, contract_id)');
    await this.after(q);
  }

  private async after(q: QueryRunner): Promise<void> {
    // D5: the day of the last signature and the recomputed term, confirmed by each side for itself.
    await createTenantTable(q, {
      name: 'signing_date_confirmation', appendOnly: true,
      columns: `${ofContract}, request_id uuid not null, party text not null check (party in ('client', 'vendor')), contract_date date not null, term_starts_on date not null, term_last_on date not null, body_hash text not null, version_id uuid,
        person_name text not null, confirmed_at timestamptz not null, unique (tenant_id, request_id, party), foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id),
        foreign key (tenant_id, version_id) references hoshu.contract_version (tenant_id, id)`,
      client: ['select', 'insert'],
    });
    await q.query('create index signing_date_confirmation_of on hoshu.signing_date_confirmation (tenant_id, client_id, contract_id)');
    await q.query('create index signing_date_confirmation_version on hoshu.signing_date_confirmation (tenant_id, version_id)');
    // D42: the two originals, their certificate, or what was signed elsewhere; kept byte-exact.
    await createTenantTable(q, {
      name: 'contract_document', appendOnly: true,
      columns: `${ofContract}, kind text not null check (kind in ('original_client', 'original_vendor', 'certificate', 'paper_scan', 'external')), file_id uuid not null, unique (tenant_id, contract_id, kind),
        foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
      client: ['select'],
    });
    await q.query('create index contract_document_of on hoshu.contract_document (tenant_id, client_id, contract_id)');
    await q.query('create index contract_document_file on hoshu.contract_document (tenant_id, file_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['contract_document', 'signing_date_confirmation', 'antisocial_representation', 'signing_decline', 'signature', 'signing_recipient', 'signing_request']) await dropTenantTable(q, name);
  }
}
