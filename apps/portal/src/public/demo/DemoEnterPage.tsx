import { demoPeople, demoRoutes } from '@hoshu/api-schema';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { pathTo } from '../../paths.js';
import { useAct } from '../../shared/api/hooks.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { Loading } from '../../shared/parts/Loading.js';
import { EntryCard } from '../entry/EntryCard.js';
import { useArrival } from '../entry/use-arrival.js';

/** Signs in as one person of the demo and goes on to that person's first page. */
export function Page() {
  const t = useT();
  const { person } = useParams({ strict: false }) as { person?: string };
  const { arrive } = useArrival();
  const { act, problem } = useAct(demoRoutes.enter, { onDone: arrive });
  const started = useRef(false);
  const known = demoPeople.find((key) => key === person);
  useEffect(() => {
    if (started.current || !known) return;
    started.current = true;
    void act({ body: { person: known } }).catch(() => undefined); // the refusal is shown below
  }, [act, known]);
  if (!known || problem) return <EntryCard title={t('demo.failed')}><ButtonLink to={pathTo('public.demo')}>{t('demo.title')}</ButtonLink></EntryCard>;
  return <EntryCard title={t('demo.entering')}><Loading label={t('demo.entering')} /></EntryCard>;
}
