import { templateRoutes } from '@hoshu/api-schema';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useRoute } from '../../shared/api.js';
import { ClauseDiff } from '../../shared/amendments/ClauseDiff.js';
import { useT } from '../../shared/i18n/translate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import type { Template } from './TemplateEditor.js';

function Changes({ contractTemplateId, before, after }: { readonly contractTemplateId: string; readonly before: number; readonly after: number }) {
  const t = useT();
  const query = useRoute(templateRoutes.compare, { params: { contractTemplateId }, query: { before: String(before), after: String(after) } });
  return <QueryView query={query} what={t('templates.compare')}>{({ changes }) => (changes.length === 0 ? <p>{t('templates.compare.same')}</p> : <ClauseDiff changes={changes} />)}</QueryView>;
}

/** Two versions of a template clause by clause; the newest and the one before it to begin with. */
export function CompareVersions({ contractTemplateId, versions }: { readonly contractTemplateId: string; readonly versions: Template['versions'] }) {
  const t = useT();
  const newest = versions[0]?.number ?? 1;
  const [[before, after], setPair] = useState<readonly [number, number]>([Math.max(1, newest - 1), newest]);
  if (versions.length < 2) return null;
  const data = versions.map(({ number }) => ({ value: String(number), label: t('templates.versionOf', { number }) }));
  return (
    <details className="h-more">
      <summary>{t('templates.compare')}</summary>
      <div className="h-filters">
        <NativeSelect label={t('templates.compare.before')} data={data} value={String(before)} onChange={(event) => setPair([Number(event.currentTarget.value), after])} />
        <NativeSelect label={t('templates.compare.after')} data={data} value={String(after)} onChange={(event) => setPair([before, Number(event.currentTarget.value)])} />
      </div>
      <Changes contractTemplateId={contractTemplateId} before={before} after={after} />
    </details>
  );
}
