import { movingInRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { FilterSelect } from '../../shared/parts/Filters.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { rowTones, type Run } from './run-state.js';
import { WhyPopover } from '../../shared/parts/WhyPopover.js';

type Row = ResponseOf<typeof movingInRoutes.rows>['items'][number];
const filters = ['error', 'warned', 'ready', 'duplicate', 'done'] as const;

function Result({ row }: { readonly row: Row }) {
  const t = useT();
  const language = textLanguage();
  return (
    <div>
      <Status tone={rowTones[row.state]} label={t(`moving.${row.state}`)} />
      {[...row.errors, ...row.warnings].length > 0 && <ul>{[...row.errors, ...row.warnings].map((note, index) => <li key={index}><strong>{note.column}</strong> {note[language]}</li>)}</ul>}
    </div>
  );
}

/** Every row with everything that is wrong with it, the wrong ones first to be seen. */
export function Rows({ run }: { readonly run: Run }) {
  const t = useT();
  const cursor = useCursor();
  const [state, setState] = useState(run.rows.error > 0 ? 'error' : '');
  const query = useRoute(movingInRoutes.rows, { params: { moveRunId: run.id }, query: { ...cursor.query, limit: '50', explain: '1', ...(state ? { state } : {}) } as never });
  const columns: Column<Row>[] = [
    { key: 'line', header: t('moving.line'), cell: (row) => row.line, align: 'right' },
    { key: 'contract', header: t('moving.contract'), cell: (row) => (row.contractId ? <AppLink to={pathTo('vendor.contract', { contractId: row.contractId })}>{row.contractNumber} {row.companyName}</AppLink> : <>{row.contractNumber} {row.companyName}</>), card: 'title' },
    { key: 'lastOn', header: t('moving.lastOn'), cell: (row) => <DateText on={row.lastOn} /> },
    { key: 'notice', header: t('moving.noticeUntilOn'), cell: (row) => <span className="h-explained"><DateText on={row.noticeUntilOn} />{row.explanation && <WhyPopover explanation={row.explanation} subject={t('moving.noticeUntilOn')} />}</span> },
    { key: 'paper', header: t('moving.papers'), cell: (row) => row.paperName ?? '—' },
    { key: 'result', header: t('moving.result'), cell: (row) => <Result row={row} />, card: 'full' },
  ];
  return (
    <Section title={t('moving.list')}>
      <FilterSelect label={t('moving.filter')} value={state} allLabel={t('moving.filter.all')} options={filters.map((value) => ({ value, label: t(value === 'warned' ? 'moving.filter.warned' : `moving.${value}`) }))} onChange={(value) => { setState(value); cursor.restart(); }} />
      <QueryView query={query} what={t('moving.list')}>
        {({ items, nextCursor }) => <DataTable label={t('moving.list')} columns={columns} rows={items} rowKey={(row) => row.id} footer={<Pager cursor={cursor} nextCursor={nextCursor} total={null} shown={items.length} />} />}
      </QueryView>
    </Section>
  );
}
