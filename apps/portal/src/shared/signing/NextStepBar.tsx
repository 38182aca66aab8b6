import { useEffect, useState } from 'react';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { stepTitles } from './AskedSteps.js';
import type { SigningDocument } from './types.js';

/** Whether the step itself is on the screen; then the bar would only cover it. */
function useStepInView(kind: string | undefined): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    const section = document.getElementById('signing-step')?.closest('section');
    if (!section || !kind) return undefined;
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? false), { rootMargin: '0px 0px -25% 0px' });
    observer.observe(section);
    return () => observer.disconnect();
  }, [kind]);
  return inView;
}

/** At the foot of the screen while reading: the one next step, and the way to it. */
export function NextStepBar({ document: read }: { readonly document: SigningDocument }) {
  const t = useT();
  const [current] = read.asked;
  const inView = useStepInView(current?.kind);
  if (!current || inView) return null;
  const go = () => {
    const heading = document.getElementById('signing-step');
    heading?.scrollIntoView({ block: 'start' });
    // Keyboard and screen reader go on from the step, not from the bar.
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className="h-next-bar" role="region" aria-label={t('signing.bar.label')}>
      <p><span className="h-label">{t('signing.bar.next', { count: read.asked.length })}</span><strong>{t(stepTitles[current.kind])}</strong></p>
      <Button onClick={go}>{t('signing.bar.go')}</Button>
    </div>
  );
}
