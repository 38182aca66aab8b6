import type { ResponseOf, siteRoutes } from '@hoshu/api-schema';
import { useEffect, useRef } from 'react';
import { pathTo } from '../../paths.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';

type Result = ResponseOf<typeof siteRoutes.import>;

/** What became of each line; takes the focus, because it appears above what was pressed. */
export function ImportResult({ result }: { readonly result: Result }) {
  const t = useT();
  const language = textLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.focus(); box.current?.scrollIntoView({ block: 'start' }); }, [result]);
  const columns: Column<Result['errors'][number]>[] = [
    { key: 'line', header: t('sites.csv.line'), cell: (row) => row.line, card: 'title' },
    { key: 'name', header: t('sites.name'), cell: (row) => row.siteName || '—' },
    { key: 'field', header: t('sites.csv.field'), cell: (row) => row.field },
    { key: 'why', header: t('sites.csv.why'), cell: (row) => row[language], card: 'full' },
  ];
  const count = (rows: readonly unknown[]) => t('sites.csv.lines', { count: rows.length });
  return (
    <div ref={box} tabIndex={-1} role="status">
      <Section title={t('sites.csv.result')} aside={<ButtonLink variant="default" to={pathTo('vendor.sites')}>{t('sites.csv.toList')}</ButtonLink>}>
        <Figures items={[{ label: t('sites.csv.created'), value: count(result.created) }, { label: t('sites.csv.known'), value: count(result.known) }, { label: t('sites.csv.errors'), value: count(result.errors) }]} />
        <p className="h-note-small">{t('sites.csv.encoding', { encoding: result.encoding === 'shift_jis' ? 'Shift_JIS' : 'UTF-8' })}{result.ignoredColumns.length > 0 && `　${t('sites.csv.ignored', { columns: result.ignoredColumns.join('、') })}`}</p>
        {result.errors.length > 0 && <><p>{t('sites.csv.again')}</p><DataTable label={t('sites.csv.errors')} columns={columns} rows={result.errors} rowKey={(row) => String(row.line)} /></>}
      </Section>
    </div>
  );
}
