import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { MessageId } from '../i18n/translate.js';
import type { Tone } from '../parts/Status.js';

export type InvoiceRow = ResponseOf<typeof billingRoutes.invoices>['items'][number];
export type InvoiceView = ResponseOf<typeof billingRoutes.invoice>;
export type PaymentView = ResponseOf<typeof billingRoutes.recordPayment>;
export type Statement = ResponseOf<typeof billingRoutes.statement>;
export type Accounts = ResponseOf<typeof billingRoutes.transferAccounts>;
export type TransferAccount = NonNullable<InvoiceView['bankAccount']>;
export type InvoiceStatus = InvoiceRow['status'];

export const statusOrder: readonly InvoiceStatus[] = ['unpaid', 'overdue', 'partial', 'fee_difference', 'paid', 'void'];
const tones: Record<InvoiceStatus, Tone> = { unpaid: 'info', overdue: 'bad', partial: 'warn', fee_difference: 'warn', paid: 'good', void: 'muted' };
// 甲 is never shown an alarm: being late is said, not shouted.
const neutralTones: Record<InvoiceStatus, Tone> = { ...tones, overdue: 'warn', partial: 'info', fee_difference: 'info' };
export const toneOf = (status: InvoiceStatus, side: 'vendor' | 'client'): Tone => (side === 'vendor' ? tones : neutralTones)[status];
export const statusText = (status: InvoiceStatus): MessageId => `billing.status.${status}`;

/** 円 that a bank keeps of a transfer at most (第11条3項); a larger difference is no fee. */
export const largestFeeYen = 880;
