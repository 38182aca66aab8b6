import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 甲 and its signers may know how to reach 乙 and how 乙 rounds tax; nothing else of the company's data. */
export class VendorContact1700000000014 implements MigrationInterface {
  name = 'VendorContact1700000000014';

  async up(q: QueryRunner): Promise<void> {
    await q.query('grant select (tenant_id, id, effective_on, company_name, telephone, notice_email, tax_rounding) on hoshu.company_profile to r_client');
    await q.query(`create policy r_client on hoshu.company_profile for select to r_client using (tenant_id = (select app.ctx_tenant('client')))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop policy r_client on hoshu.company_profile');
    await q.query('revoke select (tenant_id, id, effective_on, company_name, telephone, notice_email, tax_rounding) on hoshu.company_profile from r_client');
  }
}
