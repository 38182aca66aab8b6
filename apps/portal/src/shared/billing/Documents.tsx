import { billingRoutes } from '@hoshu/api-schema';
import { IconFileTypePdf, IconReceipt } from '@tabler/icons-react';
import { addressOf } from '../api/call.js';
import { useT } from '../i18n/translate.js';
import { ButtonAnchor } from '../parts/Button.js';
import { useCan } from '../session/session.js';
import type { InvoiceView } from './status.js';

/** The invoice's papers: 請求書PDF, and 領収書PDF once it is paid. */
export function Documents({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const can = useCan();
  const params = { invoiceId: invoice.id };
  return (
    <>
      {invoice.hasPdf ? <ButtonAnchor variant="default" icon={<IconFileTypePdf size={18} aria-hidden />} href={addressOf(billingRoutes.invoicePdf, { params })} download>{t('billing.pdf')}</ButtonAnchor> : <p className="h-note-small">{t(invoice.isTakenOver ? 'billing.pdfElsewhere' : 'billing.pdfMaking')}</p>}
      {invoice.receiptNumber && can('receipt.read') && <ButtonAnchor variant="default" icon={<IconReceipt size={18} aria-hidden />} href={addressOf(billingRoutes.receiptPdf, { params })} download>{t('billing.receipt')}</ButtonAnchor>}
    </>
  );
}
