import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

export interface CompanyProfile {
  id: string; effective_on: string; company_name: string; company_kana: string; postal_code: string; prefecture: string; city: string; street: string; building: string;
  representative_title: string; representative_name: string; telephone: string; registration_number: string | null; is_individual: boolean; notice_email: string; notice_postal: string;
  seal_file_id: string | null; tax_rounding: 'floor' | 'round' | 'ceil'; invoice_pattern: string;
}
export interface BankAccount { id: string; effective_on: string; bank_code: string; bank_name: string; branch_code: string; branch_name: string; account_type: 'futsu' | 'toza'; account_number: string; holder_kana: string }

const profileColumns = `id, to_char(effective_on, 'YYYY-MM-DD') as effective_on, company_name, company_kana, postal_code, prefecture, city, street, building, representative_title, representative_name,
  telephone, registration_number, is_individual, notice_email, notice_postal, seal_file_id, tax_rounding, invoice_pattern`;
const accountColumns = `id, to_char(effective_on, 'YYYY-MM-DD') as effective_on, bank_code, bank_name, branch_code, branch_name, account_type, account_number, holder_kana`;

/** Versions of the vendor's own data; rows are never changed, a newer one follows (F070). */
@Injectable()
export class CompanyRepository {
  /** The version in force on a day. */
  async profileOn(tx: Tx, on: string): Promise<CompanyProfile> {
    const row = await tx.one<CompanyProfile>(`select ${profileColumns} from hoshu.company_profile where effective_on <= $1 order by effective_on desc, id desc limit 1`, [on]);
    if (!row) throw new Error('a tenant has a company profile from its first moment');
    return row;
  }

  async insertProfile(tx: Tx, profile: Omit<CompanyProfile, 'id'>): Promise<void> {
    const entries = Object.entries(profile);
    await tx.query(`insert into hoshu.company_profile (tenant_id, ${entries.map(([name]) => name).join(', ')}) values ($1, ${entries.map((_, index) => `$${index + 2}`).join(', ')})`, [tx.actor.tenantId, ...entries.map(([, value]) => value)]);
  }

  renameTenant(tx: Tx, name: string): Promise<number> {
    return tx.change('update hoshu.tenant set name = $1, version = version + 1 where name <> $1', [name]);
  }

  bankAccounts(tx: Tx): Promise<BankAccount[]> {
    return tx.query<BankAccount>(`select ${accountColumns} from hoshu.bank_account order by effective_on desc, id desc limit 100`);
  }

  /** The account to pay to on a day, or null while none is registered. */
  bankAccountOn(tx: Tx, on: string): Promise<BankAccount | null> {
    return tx.one<BankAccount>(`select ${accountColumns} from hoshu.bank_account where effective_on <= $1 order by effective_on desc, id desc limit 1`, [on]);
  }

  async insertBankAccount(tx: Tx, account: Omit<BankAccount, 'id'>): Promise<BankAccount> {
    const row = await tx.one<BankAccount>(
      `insert into hoshu.bank_account (tenant_id, effective_on, bank_code, bank_name, branch_code, branch_name, account_type, account_number, holder_kana) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${accountColumns}`,
      [tx.actor.tenantId, account.effective_on, account.bank_code, account.bank_name, account.branch_code, account.branch_name, account.account_type, account.account_number, account.holder_kana]);
    if (!row) throw new Error('insert answered nothing');
    return row;
  }
}
