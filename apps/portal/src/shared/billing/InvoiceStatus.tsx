import { useT } from '../i18n/translate.js';
import { Status } from '../parts/Status.js';
import { statusText, toneOf, type InvoiceRow } from './status.js';

/** The state in words; a part-paid invoice past its due date says both. */
export function InvoiceStatus({ invoice, side }: { readonly invoice: Pick<InvoiceRow, 'status' | 'overdue'>; readonly side: 'vendor' | 'client' }) {
  const t = useT();
  return (
    <span className="h-statuses">
      <Status tone={toneOf(invoice.status, side)} label={t(statusText(invoice.status))} />
      {invoice.overdue && invoice.status !== 'overdue' && <Status tone={toneOf('overdue', side)} label={t('billing.status.overdue')} />}
    </span>
  );
}
