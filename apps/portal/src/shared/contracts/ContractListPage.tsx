import { contractRoutes } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { EmptyState } from '../parts/EmptyState.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { contractTones, type ContractRow } from './status.js';

interface ListProps { readonly pathOf: (contractId: string) => string; /** The column with 甲's name makes sense for the vendor only. */ readonly withClient: boolean }
interface TableProps extends ListProps { readonly rows: readonly ContractRow[]; readonly empty: ReactNode }

/** Contracts as a table, on phones as cards. */
export function ContractTable({ rows, pathOf, withClient, empty }: TableProps) {
  const t = useT();
  const columns: Column<ContractRow>[] = [
    { key: 'number', header: t('contracts.number'), cell: (row) => <span className="h-nowrap"><AppLink to={pathOf(row.id)}>{row.number}</AppLink></span>, card: 'title' },
    ...(withClient ? [{ key: 'client', header: t('contracts.client'), cell: (row: ContractRow) => row.clientName, card: 'full' as const }] : []),
    { key: 'sites', header: t('contracts.sites'), cell: (row) => new Intl.ListFormat(textLanguage()).format(row.siteNames) || '—', card: 'full' },
    { key: 'fee', header: t('contracts.fee'), cell: (row) => (row.feeYen === null ? '—' : <Money yen={row.feeYen} tax={row.taxMode === 'inclusive' ? 'included' : 'excluded'} />), align: 'right' },
    { key: 'last', header: t('contracts.lastOn'), cell: (row) => <DateText on={row.endsOn ?? row.lastOn} /> },
    { key: 'deadline', header: t('contracts.deadline'), cell: (row) => <DateText on={row.noticeDeadlineOn} /> },
    ...(withClient ? [{ key: 'responsible', header: t('contracts.responsible'), cell: (row: ContractRow) => <span className="h-nowrap">{row.responsibleName || '—'}</span> }] : []),
    { key: 'status', header: t('contracts.status'), cell: (row) => <><Status tone={contractTones[row.status]} label={t(`home.status.${row.status}`)} />{row.alert && <Status tone="warn" label={row.alert[textLanguage()]} />}</> },
  ];
  return <DataTable label={t('contracts.title')} columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}

/** Every contract this person may see, newest number first. */
export function ContractList({ pathOf, withClient }: ListProps) {
  const t = useT();
  const query = useRoute(contractRoutes.list, { query: { limit: '100' } });
  return (
    <Frame title={t('contracts.title')}>
      <QueryView query={query}>
        {({ items }) => (
          <>
            <p role="status" className="h-note-small">{t('contracts.count', { count: items.length })}</p>
            <ContractTable rows={items} pathOf={pathOf} withClient={withClient} empty={<EmptyState title={t('contracts.none')} />} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
