import { Injectable } from '@nestjs/common';
import { registrationNumber } from '@hoshu/domain';
import type { BodyOf, ResponseOf, companyRoutes } from '@hoshu/api-schema';
import type { Request } from 'express';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { CompanyRepository, type BankAccount, type CompanyProfile } from './company.repository.js';

type CompanyView = ResponseOf<typeof companyRoutes.get>;
type Sentence = CompanyView['missing'][number];

/** What a missing field prevents, in words (journeys: the checklist names consequences). */
const consequences: readonly { readonly field: keyof CompanyView; readonly ja: string; readonly en: string }[] = [
  { field: 'prefecture', ja: '住所がないと契約書を送信できません。', en: 'Without an address no contract can be sent.' },
  { field: 'representativeName', ja: '代表者名がないと契約書を送信できません。', en: 'Without a representative no contract can be sent.' },
  { field: 'noticeEmail', ja: '通知先がないと契約書の別紙1を作れません。', en: 'Without a notice address annex 1 cannot be made.' },
  { field: 'registrationNumber', ja: '登録番号がないと請求書が適格請求書になりません。', en: 'Without a registration number invoices are not qualified invoices.' },
  { field: 'sealFileId', ja: '印影がない場合は会社名から作った印影を使います。', en: 'Without a seal image one drawn from the company name is used.' },
];

export function companyView(row: CompanyProfile): CompanyView {
  const fields = {
    companyName: row.company_name, companyKana: row.company_kana, postalCode: row.postal_code, prefecture: row.prefecture, city: row.city, street: row.street, building: row.building,
    representativeTitle: row.representative_title, representativeName: row.representative_name, telephone: row.telephone, registrationNumber: row.registration_number ?? '', isIndividual: row.is_individual,
    noticeEmail: row.notice_email, noticePostal: row.notice_postal, taxRounding: row.tax_rounding, invoicePattern: row.invoice_pattern, effectiveOn: row.effective_on, sealFileId: row.seal_file_id,
  };
  const missing = consequences.filter(({ field }) => !fields[field as keyof typeof fields]).map(({ field, ja, en }) => ({ field, ja, en }));
  return { ...fields, missing, warnings: numberWarnings(row) };
}

// R12: the check digit binds companies; for sole proprietors the sources disagree, so it only warns.
function numberWarnings(row: CompanyProfile): Sentence[] {
  const bad = row.registration_number !== null && row.is_individual && !registrationNumber({ value: row.registration_number }).ok;
  return bad ? [{ field: 'registrationNumber', ja: '検査数字が合いません。個人事業主の番号では合わないことがあります。通知書で確認してください。', en: 'The check digit does not match; for sole proprietors this can be right. Please check your notice.' }] : [];
}

/** Company data: reading and writing its versions. */
@Injectable()
export class Company {
  constructor(private readonly db: Db, private readonly repository: CompanyRepository, private readonly files: Files) {}

  get(actor: Actor): Promise<CompanyView> {
    return this.db.read(actor, async (tx) => companyView(await this.repository.profileOn(tx, tx.today)));
  }

  /** Writes a new version effective today. Throws registration_number_format, registration_number_check. */
  save(actor: Actor, body: BodyOf<typeof companyRoutes.save>): Promise<CompanyView> {
    const number = this.checkedNumber(body.registrationNumber, body.isIndividual);
    return this.db.tx(actor, async (tx) => {
      const before = await this.repository.profileOn(tx, tx.today);
      await this.repository.insertProfile(tx, {
        effective_on: tx.today, company_name: body.companyName, company_kana: body.companyKana, postal_code: body.postalCode, prefecture: body.prefecture, city: body.city, street: body.street, building: body.building,
        representative_title: body.representativeTitle, representative_name: body.representativeName, telephone: body.telephone, registration_number: number, is_individual: body.isIndividual,
        notice_email: body.noticeEmail, notice_postal: body.noticePostal, seal_file_id: before.seal_file_id, tax_rounding: body.taxRounding, invoice_pattern: body.invoicePattern,
      });
      await this.repository.renameTenant(tx, body.companyName);
      await tx.audit({ type: 'company.saved', data: { companyName: body.companyName, registrationNumber: number, taxRounding: body.taxRounding }, personal: { representative: body.representativeName, noticeEmail: body.noticeEmail } });
      return companyView(await this.repository.profileOn(tx, tx.today));
    });
  }

  private checkedNumber(value: string, isIndividual: boolean): string | null {
    if (!value) return null;
    const result = registrationNumber({ value, soleProprietor: isIndividual });
    if (result.ok) return result.normalized ?? value;
    throw new AppError(result.reason === 'checkDigit' || result.reason === 'leadingZero' ? 'registration_number_check' : 'registration_number_format', { fields: [{ path: 'body.registrationNumber', code: 'registration_number', message: '登録番号を確認してください。' }] });
  }

  uploadSeal(actor: Actor, upload: { bytes: Buffer; fileName: string; contentType: string }): Promise<{ fileId: string }> {
    return this.db.tx(actor, async (tx) => {
      const file = await this.files.storeUpload(tx, { ...upload, clientId: null, contractId: null }, 'image');
      const { id: previous, ...before } = await this.repository.profileOn(tx, tx.today);
      await this.repository.insertProfile(tx, { ...before, effective_on: tx.today, seal_file_id: file.id });
      await tx.audit({ type: 'company.seal-changed', data: { fileId: file.id, sha256: file.sha256, replacedProfile: previous } });
      return { fileId: file.id };
    });
  }

  seal(actor: Actor): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const file = await this.sealFile(tx);
      return new FileAnswer(file.content, file.contentType, 'seal.png', 'inline');
    });
  }

  private async sealFile(tx: Tx) {
    const profile = await this.repository.profileOn(tx, tx.today);
    return this.files.read(tx, found(profile.seal_file_id));
  }
}

const accountView = (row: BankAccount): ResponseOf<typeof companyRoutes.saveBankAccount> => ({
  id: row.id, effectiveOn: row.effective_on, bankCode: row.bank_code, bankName: row.bank_name, branchCode: row.branch_code, branchName: row.branch_name,
  accountType: row.account_type, accountNumber: row.account_number, holderKana: row.holder_kana,
});
// The characters of the Zengin system's account names, full or half width.
const bankKana = /^[ァ-ヶーヲｦ-ﾟA-Z0-9 　()（）.\-－ー/｢｣,，．・]+$/;

/** The account 甲 pays to (第11条2項); its history stands in the portal (D16). */
@Injectable()
export class BankAccounts {
  constructor(private readonly db: Db, private readonly repository: CompanyRepository, private readonly sessions: Sessions) {}

  list(actor: Actor) {
    return this.db.read(actor, async (tx) => ({ items: (await this.repository.bankAccounts(tx)).map(accountView) }));
  }

  /** Registers the account to pay to, or changes it from today on. Throws bank_holder_kana; step_up_required for every account after the first (D35). */
  async save(actor: Actor, { body, request }: { body: BodyOf<typeof companyRoutes.saveBankAccount>; request: Request }) {
    const holder = body.holderKana.normalize('NFKC').replace(/[ぁ-ゖ]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60)).toUpperCase();
    if (!bankKana.test(holder)) throw new AppError('bank_holder_kana', { fields: [{ path: 'body.holderKana', code: 'kana', message: '口座名義を確認してください。' }] });
    const isConfirmed = await this.sessions.isSteppedUp(request);
    return this.db.tx(actor, async (tx) => {
      const before = await this.repository.bankAccountOn(tx, tx.today);
      if (before && !isConfirmed) throw new AppError('step_up_required');
      const row = await this.repository.insertBankAccount(tx, {
        effective_on: tx.today, bank_code: body.bankCode, bank_name: body.bankName, branch_code: body.branchCode, branch_name: body.branchName, account_type: body.accountType, account_number: body.accountNumber, holder_kana: holder,
      });
      await tx.audit({ type: 'company.bank-account-changed', article: '第11条2項', data: { bankCode: body.bankCode, branchCode: body.branchCode, lastDigits: body.accountNumber.slice(-3) } });
      // D16: those who pay are told; nobody is told of the first account.
      if (before && (before.bank_code !== row.bank_code || before.branch_code !== row.branch_code || before.account_number !== row.account_number)) await tx.emit('company.bank-account-changed', { accountId: row.id });
      return accountView(row);
    });
  }
}
