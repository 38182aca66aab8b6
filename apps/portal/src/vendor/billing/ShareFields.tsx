import { useState } from 'react';
import type { InvoiceRow } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { slashDate } from '../../shared/jp/dates.js';
import { parseYen, yenDigits, yenText } from '../../shared/jp/money.js';
import { Button } from '../../shared/parts/Button.js';
import { restYen, type Chosen } from './shares.js';

interface RowProps { readonly invoice: InvoiceRow; readonly value: number | null; readonly rest: number; readonly onChange: (part: number | null) => void }

function ShareRow({ invoice, value, rest, onChange }: RowProps) {
  const t = useT();
  const [typing, setTyping] = useState<string | null>(null);
  const id = `share-${invoice.id}`;
  const tooMuch = (value ?? 0) > invoice.remainingYen;
  const fill = Math.min(invoice.remainingYen, Math.max(0, rest + (value ?? 0)));
  return (
    <div className="h-share">
      <label htmlFor={id}><strong>{invoice.number}</strong><br /><span className="h-note-small">{t('billing.share.of', { due: slashDate(invoice.dueOn), left: yenText(invoice.remainingYen) })}</span></label>
      <Button size="sm" variant="subtle" onClick={() => { setTyping(null); onChange(fill); }} aria-label={t('billing.share.fillOf', { number: invoice.number })}>{t('billing.share.fill')}</Button>
      <input id={id} inputMode="numeric" autoComplete="off" value={typing ?? (value ? yenDigits(value) : '')} aria-invalid={tooMuch} aria-describedby={tooMuch ? `${id}-error` : undefined}
        onChange={(event) => { setTyping(event.currentTarget.value); onChange(parseYen(event.currentTarget.value)); }} onBlur={() => setTyping(null)} />
      {tooMuch && <p id={`${id}-error`} className="h-bad">{t('billing.share.tooMuch')}</p>}
    </div>
  );
}

interface ShareFieldsProps { readonly invoices: readonly InvoiceRow[]; readonly amountYen: number | null; readonly chosen: Chosen; readonly onChange: (chosen: Chosen) => void }

/** Which invoice gets how much, and what is left while it is typed. */
export function ShareFields({ invoices, amountYen, chosen, onChange }: ShareFieldsProps) {
  const t = useT();
  const rest = restYen(amountYen, chosen);
  if (invoices.length === 0) return <p className="h-note-small">{t('billing.share.none')}</p>;
  return (
    <div className="h-shares">
      {invoices.map((invoice) => <ShareRow key={invoice.id} invoice={invoice} value={chosen[invoice.id] ?? null} rest={rest} onChange={(part) => onChange({ ...chosen, [invoice.id]: part })} />)}
      <p role="status" className={rest < 0 ? 'h-bad' : undefined}>{t(rest < 0 ? 'billing.share.over' : 'billing.share.rest', { amount: yenText(Math.abs(rest)) })}</p>
    </div>
  );
}
