import { useT, type MessageId, type Translate } from '../i18n/translate.js';
import { DataTable } from '../parts/DataTable.js';
import { Section } from '../parts/Section.js';
import type { Report } from './report-words.js';

type Work = Report['content']['works'][number];
const names: readonly MessageId[] = ['reports.work.1', 'reports.work.2', 'reports.work.3', 'reports.work.4', 'reports.work.5', 'reports.work.6', 'reports.work.7', 'reports.work.8', 'reports.work.9'];
const counted: Readonly<Record<number, MessageId>> = { 1: 'reports.records.1', 5: 'reports.records.5', 7: 'reports.records.7' };

function recordsOf(work: Work, t: Translate): string {
  const id = counted[work.number];
  return work.records === null || !id ? t('reports.noRecords') : t(id, { count: work.records });
}

/** 第3条: the agreed works beside what was really recorded of each. */
export function ReportWorks({ content }: { readonly content: Report['content'] }) {
  const t = useT();
  if (content.works.length === 0) return null;
  return (
    <Section title={t('reports.works')} lead={t('reports.worksLead')}>
      <DataTable label={t('reports.works')} rows={content.works} rowKey={(work) => String(work.number)} columns={[
        { key: 'work', header: t('reports.work'), cell: (work) => <><span className="h-report-article">{t('reports.article3', { number: work.number })}</span>{t(names[work.number - 1] ?? 'reports.work.9')}</>, card: 'title' },
        { key: 'frequency', header: t('reports.frequency'), cell: (work) => work.frequency || '—' },
        { key: 'records', header: t('reports.records'), cell: (work) => recordsOf(work, t), align: 'right' },
      ]} />
    </Section>
  );
}
