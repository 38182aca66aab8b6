import { demoRoutes, identityRoutes } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAct, useRoute } from '../api/hooks.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { useCan } from '../session/session.js';

/** 「進める」: moves the demo's clock; while it walks, everything on the page waits to be read again. */
export default function DemoControls() {
  const t = useT();
  const can = useCan();
  const client = useQueryClient();
  const state = useRoute(demoRoutes.state, {}, { refetchIntervalMs: 1_500 });
  const { run, isPending } = useAct(demoRoutes.advance, { refreshes: [demoRoutes.state] });
  const advancing = state.data?.advancing ?? false;
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !advancing) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== demoRoutes.state.id });
    if (advancing) void client.invalidateQueries({ queryKey: [identityRoutes.session.id] });
    was.current = advancing;
  }, [advancing, client]);
  if (!can('demo.control')) return null;
  const move = (by: 'day' | 'month') => () => run({ body: { by } });
  return (
    <span className="h-demo-controls">
      {advancing ? <span role="status">{t('demo.advancing')}</span> : (
        <>
          <Button size="sm" variant="default" loading={isPending} onClick={move('day')}>{t('demo.day')}</Button>
          <Button size="sm" variant="default" loading={isPending} onClick={move('month')}>{t('demo.month')}</Button>
        </>
      )}
    </span>
  );
}
