import './charts.css';
import { yenText } from '../jp/money.js';
import { useT } from '../i18n/translate.js';
import { AppLink } from '../router/links.js';

export interface AgeingPart { readonly key: 'notDue' | 'to30' | 'to60' | 'over60'; readonly amountYen: number; /** The filtered list behind this part. */ readonly to?: string }
const labels = { notDue: 'billing.ageing.notDue', to30: 'billing.ageing.to30', to60: 'billing.ageing.to60', over60: 'billing.ageing.over60' } as const;

/** Receivables by days overdue as one bar; the legend below is its table. */
export function AgeingBar({ parts }: { readonly parts: readonly AgeingPart[] }) {
  const t = useT();
  const total = parts.reduce((sum, part) => sum + part.amountYen, 0);
  const summary = t('billing.ageing.summary', { parts: parts.map((part) => `${t(labels[part.key])} ${yenText(part.amountYen)}`).join('、') });
  return (
    <div className="h-ageing">
      <svg viewBox="0 0 1000 28" width="100%" height={28} preserveAspectRatio="none" role="img" aria-label={summary}>
        {total === 0 && <rect className="h-age" data-key="none" width={1000} height={28} />}
        {parts.filter((part) => part.amountYen > 0).map((part, index, shown) => {
          const before = shown.slice(0, index).reduce((sum, other) => sum + other.amountYen, 0);
          return <rect key={part.key} className="h-age" data-key={part.key} x={(before / total) * 1000 + 1} width={Math.max(3, (part.amountYen / total) * 1000 - 2)} height={28} />;
        })}
      </svg>
      <dl className="h-ageing-legend">
        {parts.map((part) => (
          <div key={part.key}>
            <dt><span className="h-swatch" data-key={part.key} aria-hidden />{t(labels[part.key])}</dt>
            <dd>{part.to ? <AppLink to={part.to}>{yenText(part.amountYen)}</AppLink> : yenText(part.amountYen)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
