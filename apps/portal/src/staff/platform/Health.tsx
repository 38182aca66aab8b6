import { operatorRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { instantText } from '../../shared/jp/dates.js';
import { DataTable } from '../../shared/parts/DataTable.js';
import { Figures } from '../../shared/parts/Facts.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { InstantText } from '../../shared/parts/values.js';

const everyMs = 30_000;

/** Counts of jobs and tenants, read again by itself. */
export function Health() {
  const t = useT();
  const query = useRoute(operatorRoutes.health, {}, { refetchIntervalMs: everyMs });
  return (
    <QueryView query={query} what={t('platform.title')}>
      {(health) => (
        <>
          <p className="h-note-small">{t('platform.checkedAt', { at: instantText(health.checkedAt) })}</p>
          <Figures items={[
            { label: t('platform.open'), value: t('platform.count', { count: health.outbox.open }) }, { label: t('platform.dead'), value: t('platform.count', { count: health.outbox.dead }) },
            { label: t('platform.oldest'), value: t('platform.seconds', { count: health.outbox.oldestSeconds }) },
            { label: t('platform.tenants'), value: t('platform.companies', { count: health.tenants.live }) }, { label: t('platform.suspended'), value: t('platform.companies', { count: health.tenants.suspended }) },
          ]} />
          <Section title={t('platform.deadTitle')} lead={t('platform.deadLead')}>
            <DataTable label={t('platform.deadTitle')} rows={health.deadJobs} rowKey={(job) => job.kind} empty={<p>{t('platform.deadNone')}</p>} columns={[
              { key: 'kind', header: t('platform.jobKind'), cell: (job) => <code>{job.kind}</code>, card: 'title' },
              { key: 'count', header: t('platform.jobCount'), cell: (job) => t('platform.count', { count: job.count }), align: 'right' },
              { key: 'last', header: t('platform.jobLast'), cell: (job) => <InstantText at={job.lastAt} /> },
            ]} />
          </Section>
        </>
      )}
    </QueryView>
  );
}
