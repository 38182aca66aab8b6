import { IconClock } from '@tabler/icons-react';
import { Suspense, type ComponentType } from 'react';
import { useT } from '../i18n/translate.js';
import { DateText } from '../parts/values.js';
import { useSession } from '../session/session.js';

/** Says that this is the demo and which day its clock shows (D31). */
export function DemoBanner({ controls: Controls }: { readonly controls: ComponentType | undefined }) {
  const t = useT();
  const { mode, today } = useSession();
  if (mode !== 'demo') return null;
  return (
    <div className="h-demo" role="region" aria-label={t('shell.demo.label')}>
      <IconClock size={18} aria-hidden />
      <span>{t('shell.demo.text')}<strong><DateText on={today} form="deadline" /></strong></span>
      {Controls && <Suspense><Controls /></Suspense>}
    </div>
  );
}
