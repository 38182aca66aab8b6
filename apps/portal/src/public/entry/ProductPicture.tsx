import { useT } from '../../shared/i18n/translate.js';
import { yenText } from '../../shared/jp/money.js';
import { Status } from '../../shared/parts/Status.js';

const low = new Map([[9, 'degraded'], [23, 'down'], [24, 'degraded'], [38, 'maintenance']]);

/** An example of the product's screens, drawn small. One picture for screen readers. */
export function ProductPicture() {
  const t = useT();
  return (
    <div className="h-picture" role="img" aria-label={t('entry.landing.card.alt')}>
      <div className="h-card h-picture-term" aria-hidden>
        <p className="h-picture-title">{t('entry.landing.card.title')}</p>
        <svg viewBox="0 0 400 92" width="100%">
          {[0, 1, 2, 3, 4].map((column) => <line key={column} className="h-picture-grid" x1={column * 100} x2={column * 100} y1="0" y2="92" />)}
          <rect className="h-picture-bar" x="0" y="8" width="330" height="24" rx="5" />
          <text className="h-picture-text" x="10" y="25">{t('entry.landing.card.term')}</text>
          <rect className="h-picture-late" x="270" y="8" width="60" height="24" rx="0" />
          <rect className="h-picture-bar" data-tone="info" x="60" y="50" width="340" height="24" rx="5" />
          <line className="h-picture-today" x1="228" x2="228" y1="0" y2="92" />
        </svg>
        <p className="h-picture-foot"><Status tone="warn" label={t('entry.landing.card.notice')} /></p>
      </div>
      <div className="h-card h-picture-pay" aria-hidden>
        <p className="h-label">{t('entry.landing.card.invoice')}</p>
        <p className="h-picture-amount">{yenText(61_600)}</p>
        <Status tone="good" label={t('entry.landing.card.paid')} />
      </div>
      <div className="h-card h-picture-up" aria-hidden>
        <p className="h-picture-row"><span className="h-label">{t('entry.landing.card.uptime')}</span><strong>99.98%</strong></p>
        <svg viewBox="0 0 240 26" width="100%">
          {Array.from({ length: 48 }, (_, index) => <rect key={index} className="h-picture-day" data-state={low.get(index) ?? 'up'} x={index * 5} y={low.get(index) === 'down' ? 0 : 5} width="3.4" height={low.get(index) === 'down' ? 26 : 21} rx="1" />)}
        </svg>
      </div>
    </div>
  );
}
