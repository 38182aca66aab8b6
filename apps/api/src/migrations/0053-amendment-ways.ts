import type { MigrationInterface, QueryRunner } from 'typeorm';

const frozen = (later: readonly string[]) => `create trigger contract_amendment_frozen before update on hoshu.contract_amendment for each row execute function app.keep_other_fields(${later.map((name) => `'${name}'`).join(', ')})`;
const later = ['version', 'state', 'answer_text', 'counter_fee_yen', 'closed_at', 'file_id'];
/** 甲 writes the version of a change that is agreed; `word` is what more has to stand before it may. */
const agreedVersion = (word: string) => `create policy client_agreed on hoshu.contract_version as restrictive for insert to r_client with check (exists (select 1 from hoshu.contract_amendment a where a.id = amendment_id and a.contract_id = contract_version.contract_id
      and (a.kind = 'notice' or (a.terms = contract_version.terms and a.effective_on = contract_version.effective_on${word}))))`;

/** A 変更覚書 may also be signed on paper or with another service, either side may propose one or counter, and its document is sealed. */
export class AmendmentWays1700000000053 implements MigrationInterface {
  name = 'AmendmentWays1700000000053';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.contract_amendment add column method text not null default 'electronic' check (method in ('electronic', 'paper', 'external')), add column counters_id uuid, add column sealed_at timestamptz,
      add foreign key (tenant_id, counters_id) references hoshu.contract_amendment (tenant_id, id), add check (sealed_at is null or (method = 'electronic' and file_id is not null))`);
    await q.query('create index contract_amendment_counters on hoshu.contract_amendment (tenant_id, counters_id)');
    await q.query('drop trigger contract_amendment_frozen on hoshu.contract_amendment');
    await q.query(frozen([...later, 'sealed_at']));
    // The words on a paper name a title instead of a role of the product.
    await q.query(`alter table hoshu.amendment_signature add column person_title text not null default ''`);
    // 甲 proposes and signs for itself; what it proposes is open until 乙 has signed too.
    await q.query('drop policy client_notice on hoshu.contract_amendment');
    await q.query(`create policy client_proposes on hoshu.contract_amendment as restrictive for insert to r_client with check (proposed_side = 'client' and method = 'electronic' and (kind = 'notice' or state = 'open'))`);
    await q.query(`create policy client_signs on hoshu.amendment_signature as restrictive for insert to r_client with check (party = 'client')`);
    await q.query('drop policy client_agreed on hoshu.contract_version');
    await q.query(agreedVersion(` and a.state = 'agreed' and exists (select 1 from hoshu.amendment_signature s where s.amendment_id = a.id and s.party = 'vendor' and s.body_hash = a.body_hash)`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop policy client_agreed on hoshu.contract_version');
    await q.query(agreedVersion(''));
    await q.query('drop policy client_signs on hoshu.amendment_signature');
    await q.query('drop policy client_proposes on hoshu.contract_amendment');
    await q.query(`create policy client_notice on hoshu.contract_amendment as restrictive for insert to r_client with check (kind = 'notice' and proposed_side = 'client')`);
    await q.query('alter table hoshu.amendment_signature drop column person_title');
    await q.query('drop trigger contract_amendment_frozen on hoshu.contract_amendment');
    await q.query(frozen(later));
    await q.query('alter table hoshu.contract_amendment drop column method, drop column counters_id, drop column sealed_at');
  }
}
