import './billing.css';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { yenText } from '../jp/money.js';
import type { InvoiceView } from './status.js';

const Box = ({ tone, children }: { readonly tone?: 'warn'; readonly children: ReactNode }) => <div className="h-notice-box" data-tone={tone} role="note"><IconInfoCircle size={20} aria-hidden /><p>{children}</p></div>;

/** What a reader must know before the figures: void, reissued, a fee short, partly paid. */
export function InvoiceNotes({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  return (
    <>
      {invoice.voided && <Box tone="warn"><strong>{t('billing.voidedOn', { date: longDate(invoice.voided.on) })}</strong><br />{t('billing.voidedReason', { reason: invoice.voided.reason })}{invoice.replacedByNumber && <><br />{t('billing.replacedBy', { number: invoice.replacedByNumber })}</>}</Box>}
      {invoice.replacesNumber && <Box>{t('billing.replaces', { number: invoice.replacesNumber })}</Box>}
      {invoice.differenceNote && <Box><strong>{t('billing.shortBy', { amount: yenText(invoice.remainingYen) })}</strong><br />{invoice.differenceNote[textLanguage()]}</Box>}
      {invoice.status === 'partial' && <Box>{t('billing.partial', { paid: yenText(invoice.paidYen), left: yenText(invoice.remainingYen) })}</Box>}
    </>
  );
}
