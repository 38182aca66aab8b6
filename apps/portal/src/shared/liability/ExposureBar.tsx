import type { claimRoutes, ResponseOf } from '@hoshu/api-schema';
import { useT } from '../i18n/translate.js';
import { yenText } from '../jp/money.js';
import { WhyOf } from '../parts/WhyOf.js';

type List = ResponseOf<typeof claimRoutes.list>;

/** What 甲 claims in all against the cap of today; without a cap the sums stand alone. */
export function ExposureBar({ exposure, explained }: { readonly exposure: List['exposure']; readonly explained?: List['explained'] }) {
  const t = useT();
  const { capYen, openYen, settledYen, uncappedYen } = exposure;
  const whole = Math.max(capYen ?? 0, openYen + settledYen, 1);
  const part = (yen: number) => (yen / whole) * 1000;
  const cap = capYen === null ? t('claims.exposure.noCap') : yenText(capYen);
  const summary = t('claims.exposure.summary', { open: yenText(openYen), settled: yenText(settledYen), cap });
  return (
    <div className="h-exposure">
      {capYen !== null && (
        <svg viewBox="0 0 1000 24" width="100%" height={24} preserveAspectRatio="none" role="img" aria-label={summary}>
          <rect className="h-exposure-whole" width={1000} height={24} />
          <rect className="h-exposure-settled" width={part(settledYen)} height={24} />
          <rect className="h-exposure-open" x={part(settledYen)} width={part(openYen)} height={24} />
          <rect className="h-exposure-cap" x={Math.min(part(capYen), 997) - 1} width={4} height={24} />
        </svg>
      )}
      <p>{summary}</p>
      <p className="h-explained">{(['openYen', 'settledYen', 'uncappedYen', 'capYen'] as const).map((key) => exposure[key] !== null && exposure[key] > 0 && <WhyOf key={key} values={explained} of={`exposure.${key}`} />)}</p>
      {uncappedYen > 0 && <p className="h-note-small">{t('claims.exposure.uncapped', { amount: yenText(uncappedYen) })}</p>}
      <p className="h-note-small">{t('claims.exposure.note')}</p>
    </div>
  );
}
