import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const ofDeclaration = `${ofContract}, declaration_id uuid not null, foreign key (tenant_id, declaration_id) references hoshu.declaration (tenant_id, id)`;
const side = `side text not null check (side in ('client', 'vendor'))`;
const ofFile = 'file_id uuid, foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)';
const grants = { appendOnly: true, vendor: ['select', 'insert'], client: ['select', 'insert'] } as const;
const sided = ['declaration', 'declaration_evidence', 'declaration_confirmation', 'declaration_sending', 'declaration_delivery', 'declaration_withdrawal'];
const tables = [...sided, 'declaration_effect'];
/** Work that a rescinded contract has no room for; reading, notices, money, claims and hand-over stay possible. */
const frozen = ['incident', 'monitor', 'contract_version'];
const parties = [['r_client', 'client'], ['r_vendor', 'vendor']] as const;

/** 第19条, 民法541条: rescissions and demands with evidence, confirmations, their way to the other side, and what came of it. */
export class Rescission1700000000029 implements MigrationInterface {
  name = 'Rescission1700000000029';

  async up(q: QueryRunner): Promise<void> {
    await this.declarations(q);
    await this.way(q);
    for (const name of tables) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    for (const name of ['declaration_evidence', 'declaration_confirmation', 'declaration_delivery']) await q.query(`create index ${name}_declaration on hoshu.${name} (tenant_id, declaration_id)`);
    for (const name of ['declaration_evidence', 'declaration_delivery']) await q.query(`create index ${name}_file on hoshu.${name} (tenant_id, file_id)`);
    await q.query('create index declaration_demand on hoshu.declaration (tenant_id, demand_id)');
    await q.query('create index declaration_effect_end on hoshu.declaration_effect (tenant_id, end_id)');
    await this.sides(q);
    await this.freezing(q);
    await this.ownStream(q, '^(tenant|(contract|client):[0-9a-f-]{36})$');
    await q.query(`create policy not_of_clients on audit.event as restrictive for select to r_vendor using (stream not like 'client:%')`);
    await q.query('alter table hoshu.contract_end drop constraint contract_end_basis_check');
    await q.query(`alter table hoshu.contract_end add constraint contract_end_basis_check check (basis in ('17', '18', '19', '20', '541', 'agreed'))`);
    await installSampleWipe(q);
  }

  private async declarations(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'declaration', ...grants,
      columns: `${ofContract}, declaration_number integer not null check (declaration_number > 0), ${side}, kind text not null check (kind in ('rescission', 'demand', 'after_demand')), event text, demand_subject text check (demand_subject in ('payment', 'defect')), demand_id uuid,
        reason text not null, period_days integer check (period_days > 0), demanded_yen bigint check (demanded_yen > 0), made_by text not null, made_on date not null, unique (tenant_id, contract_id, side, declaration_number), foreign key (tenant_id, demand_id) references hoshu.declaration (tenant_id, id),
        check ((kind = 'rescission') = (event is not null)), check ((kind = 'demand') = (demand_subject is not null and period_days is not null)), check ((kind = 'after_demand') = (demand_id is not null))`,
    });
    await createTenantTable(q, { name: 'declaration_evidence', ...grants, columns: `${ofDeclaration}, ${side}, item text not null, text text not null, ${ofFile}, added_by text not null, added_on date not null, check (file_id is not null or text <> '')` });
    await createTenantTable(q, { name: 'declaration_confirmation', ...grants, columns: `${ofDeclaration}, ${side}, person_id uuid not null, person_name text not null, confirmed_at timestamptz not null` });
    await createTenantTable(q, { name: 'declaration_withdrawal', ...grants, columns: `${ofDeclaration}, ${side}, reason text not null, withdrawn_by text not null, withdrawn_on date not null, unique (tenant_id, declaration_id)` });
  }

  private async way(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'declaration_sending', ...grants,
      columns: `${ofDeclaration}, ${side}, channel text not null check (channel in ('portal_email', 'letter')), authority text not null check (authority in ('ok', 'needs_check')), recipient_email text not null, recipient_postal text not null, sent_by text not null, sender_email text not null,
        sent_at timestamptz not null, sent_on date not null, content_hash text not null, unique (tenant_id, declaration_id)`,
    });
    await createTenantTable(q, {
      name: 'declaration_delivery', ...grants,
      columns: `${ofDeclaration}, ${side}, kind text not null check (kind in ('mail', 'paper')), attempt_id uuid not null, recipient text not null, bounced boolean not null default false, server_response text not null default '', message_id text not null default '', business_at timestamptz not null,
        posted_on date, delivered_on date, refused_on date, first_attempt_on date, retention_expired_on date, tracking_number text not null default '', ${ofFile}, arrived_on date, explanation jsonb not null, recorded_by text not null, unique (tenant_id, declaration_id, attempt_id)`,
    });
    await createTenantTable(q, {
      name: 'declaration_effect', appendOnly: true, vendor: ['select'], system: ['select', 'insert'], client: ['select'],
      columns: `${ofDeclaration}, outcome text not null check (outcome in ('ended', 'earlier_end_stands', 'already_ended', 'demanded')), arrived_on date not null, demand_last_on date, end_id uuid, explanation jsonb not null,
        unique (tenant_id, declaration_id), foreign key (tenant_id, end_id) references hoshu.contract_end (tenant_id, id), check ((outcome = 'ended') = (end_id is not null)), check ((outcome = 'demanded') = (demand_last_on is not null))`,
    });
  }

  // What a side prepares is its own until it has set out to the other side; nobody declares for the other side.
  private async sides(q: QueryRunner): Promise<void> {
    for (const [role, who] of parties) {
      for (const name of sided) await q.query(`create policy own_side_${who} on hoshu.${name} as restrictive for insert to ${role} with check (side = '${who}')`);
      for (const name of ['declaration_evidence', 'declaration_confirmation', 'declaration_withdrawal']) await q.query(`create policy own_eyes_${who} on hoshu.${name} as restrictive for select to ${role} using (side = '${who}')`);
      for (const [name, id] of [['declaration', 'declaration.id'], ['declaration_sending', 'declaration_sending.declaration_id']] as const) {
        await q.query(`create policy own_eyes_${who} on hoshu.${name} as restrictive for select to ${role} using (side = '${who}' or exists (select 1 from hoshu.declaration_delivery d where d.tenant_id = ${name}.tenant_id and d.declaration_id = ${id}))`);
      }
    }
  }

  private async freezing(q: QueryRunner): Promise<void> {
    await q.query(`create function app.refuse_frozen() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if coalesce(current_setting('app.ctx', true), '') <> '' and exists (select 1 from hoshu.declaration_effect e where e.tenant_id = new.tenant_id and e.contract_id = new.contract_id and e.outcome = 'ended') then
          raise exception 'the contract was rescinded' using errcode = 'HS019'; end if;
        return new;
      end $$`);
    await ownedBy(q, 'app.refuse_frozen()', 'hoshu_owner', ['r_vendor', 'r_client', 'r_system']);
    for (const name of frozen) await q.query(`create trigger ${name}_unfrozen before insert on hoshu.${name} for each row execute function app.refuse_frozen()`);
  }

  // What 甲 prepares is recorded in a stream of its own organisation, which 乙 cannot read.
  private async ownStream(q: QueryRunner, streams: string): Promise<void> {
    await q.query('reset role');
    await q.query(`create or replace function audit.append(p_stream text, p_type text, p_article text, p_client uuid, p_head text, p_pii jsonb)
      returns table (seq bigint, leaf text) language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if p_stream !~ '${streams}' then raise exception 'unknown stream' using errcode = '22023'; end if;
        return query select * from audit.write(app.ctx_any_tenant(), p_stream, p_type, p_article, p_client, p_head, p_pii);
      end $$`);
    await q.query('set role hoshu_owner');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop policy not_of_clients on audit.event');
    await this.ownStream(q, '^(tenant|contract:[0-9a-f-]{36})$');
    for (const name of frozen) await q.query(`drop trigger ${name}_unfrozen on hoshu.${name}`);
    await q.query('drop function app.refuse_frozen()');
    // These look at the deliveries.
    for (const [, who] of parties) for (const name of ['declaration', 'declaration_sending']) await q.query(`drop policy own_eyes_${who} on hoshu.${name}`);
    for (const name of [...tables].reverse()) await dropTenantTable(q, name);
    await q.query('alter table hoshu.contract_end drop constraint contract_end_basis_check');
    await q.query(`alter table hoshu.contract_end add constraint contract_end_basis_check check (basis in ('17', '18', '19', '20', 'agreed'))`);
    await installSampleWipe(q);
  }
}
