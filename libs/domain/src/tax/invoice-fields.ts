import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import type { Yen } from '../money/yen.js';
import { registrationNumber } from './registration-number.js';

/** The draft of a qualified invoice; every field may still be missing. */
export interface InvoiceDraft {
  readonly issuerName?: string | null;
  readonly registrationNumber?: string | null;
  readonly soleProprietor?: boolean;
  readonly transactionDate?: string | null;
  readonly transactionPeriod?: string | null;
  readonly description?: string | null;
  readonly perRate?: readonly { readonly rate?: number; readonly amount?: Yen; readonly tax?: Yen; readonly reducedMark?: boolean }[];
  readonly recipientName?: string | null;
  readonly reducedMark?: boolean;
}

export type InvoiceField =
  | 'issuerName' | 'registrationNumber' | 'transactionDate' | 'description' | 'amountPerRate' | 'taxPerRate' | 'recipientName' | 'reducedMark';

const REDUCED_RATE = 8;
const present = (text: string | null | undefined): boolean => typeof text === 'string' && text.trim() !== '';

function taxFieldsMissing(invoice: InvoiceDraft): InvoiceField[] {
  const groups = invoice.perRate ?? [];
  const missing: InvoiceField[] = [];
  if (groups.length === 0 || groups.some(({ rate, amount }) => rate === undefined || amount === undefined)) missing.push('amountPerRate');
  if (groups.length === 0 || groups.some(({ tax }) => tax === undefined)) missing.push('taxPerRate');
  return missing;
}

/** R24: the fields that a qualified invoice still lacks, in the order of the law. 消費税法57条の4第1項. */
export function invoiceMissing(invoice: InvoiceDraft): InvoiceField[] {
  const missing: InvoiceField[] = [];
  if (!present(invoice.issuerName)) missing.push('issuerName');
  const number = registrationNumber({ value: invoice.registrationNumber ?? '', soleProprietor: invoice.soleProprietor });
  if (!number.ok) missing.push('registrationNumber');
  if (!present(invoice.transactionDate) && !present(invoice.transactionPeriod)) missing.push('transactionDate');
  if (!present(invoice.description)) missing.push('description');
  missing.push(...taxFieldsMissing(invoice));
  if (!present(invoice.recipientName)) missing.push('recipientName');
  const unmarked = (invoice.perRate ?? []).some(({ rate, reducedMark }) => rate === REDUCED_RATE && reducedMark !== true);
  if (unmarked && invoice.reducedMark !== true) missing.push('reducedMark');
  return missing;
}

const FIELD_TEXT: Readonly<Record<InvoiceField, readonly [string, string]>> = {
  issuerName: ['発行者の氏名又は名称', 'name of the issuer'],
  registrationNumber: ['登録番号（検査用数字が合うもの）', 'registration number (with a correct check digit)'],
  transactionDate: ['取引年月日又は期間', 'date or period of the supply'],
  description: ['取引内容', 'description'],
  amountPerRate: ['税率ごとの合計額と税率', 'amount per rate and the rate'],
  taxPerRate: ['税率ごとの消費税額', 'tax per rate'],
  recipientName: ['交付を受ける者の名称', 'name of the recipient'],
  reducedMark: ['軽減税率の対象である旨', 'mark of reduced-rate items'],
};

/** The steps of `invoiceMissing`. */
export function invoiceMissingSteps(invoice: InvoiceDraft, missing: readonly InvoiceField[]): readonly Step[] {
  const head = step(`「${invoice.recipientName ?? ''}」宛ての請求書を、適格請求書の記載事項と照らしました`, `The invoice to "${invoice.recipientName ?? ''}" was compared with the required fields`);
  if (missing.length === 0) return [head, step('記載事項はすべてそろっています', 'Nothing is missing')];
  return [head, ...missing.map((field) => step(`不足：${FIELD_TEXT[field][0]}`, `Missing: ${FIELD_TEXT[field][1]}`))];
}
