import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { stepTitles } from './AskedSteps.js';
import type { SigningDocument } from './types.js';

/** At the foot of the screen while reading: the one next step, and the way to it. */
export function NextStepBar({ document }: { readonly document: SigningDocument }) {
  const t = useT();
  const [current] = document.asked;
  if (!current) return null;
  const go = () => {
    const heading = window.document.getElementById('signing-step');
    heading?.scrollIntoView({ block: 'start' });
    // Keyboard and screen reader go on from the step, not from the bar.
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className="h-next-bar" role="region" aria-label={t('signing.bar.label')}>
      <p><span className="h-label">{t('signing.bar.next', { count: document.asked.length })}</span><strong>{t(stepTitles[current.kind])}</strong></p>
      <Button onClick={go}>{t('signing.bar.go')}</Button>
    </div>
  );
}
