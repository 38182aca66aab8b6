import { supportRoutes } from '@hoshu/api-schema';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import type { CaseRow } from './case-words.js';

const many = 5;
const mostAtOnce = 100;

/** Many clients of one company leave at once: somebody must see it as one event, and take it over with one press. */
export function MassExit({ rows }: { readonly rows: readonly CaseRow[] }) {
  const t = useT();
  const { run, isPending } = useAct(supportRoutes.takeOverMany, { refreshes: [supportRoutes.notices], onDone: ({ taken }) => notify({ tone: 'good', text: t('desk.mass.taken', { taken }) }) });
  const free = rows.filter((row) => row.handlerName === '' && row.side === 'client');
  const groups = [...new Set(free.map(({ tenantName }) => tenantName))].map((tenantName) => ({ tenantName, cases: free.filter((row) => row.tenantName === tenantName).slice(0, mostAtOnce) })).filter(({ cases }) => cases.length >= many);
  return <>{groups.map(({ tenantName, cases }) => (
    <div key={tenantName} className="h-callout" data-tone="warn" role="status">
      <p>{t('desk.mass', { tenant: tenantName, count: cases.length })}</p>
      <Button size="sm" loading={isPending} onClick={() => run({ body: { caseIds: cases.map(({ id }) => id) } })}>{t('desk.mass.take', { count: cases.length })}</Button>
    </div>
  ))}</>;
}
