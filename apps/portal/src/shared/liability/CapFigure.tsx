import type { liabilityRoutes, ResponseOf } from '@hoshu/api-schema';
import { textLanguage, useT } from '../i18n/translate.js';
import { Status } from '../parts/Status.js';
import { Money } from '../parts/values.js';
import './liability.css';

/** The cap as figure or words. A cap of nothing is said to be unknown, never shown as a figure (D10). */
export function CapFigure({ cap }: { readonly cap: ResponseOf<typeof liabilityRoutes.cap> }) {
  const t = useT();
  if (cap.state === 'amount' && cap.capYen !== null) return <p className="h-cap"><Money yen={cap.capYen} strong /><Status tone="warn" label={t('shell.why.review')} /></p>;
  return <p className="h-cap"><strong>{cap.sentence[textLanguage()]}</strong></p>;
}
