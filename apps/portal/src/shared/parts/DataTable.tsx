import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { EmptyState } from './EmptyState.js';

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  /** `index`: the row's place in `rows`. */
  readonly cell: (row: T, index: number) => ReactNode;
  readonly align?: 'right';
  /** On phones each row is a card: `title` is its first line, `full` takes a line without label, `hidden` is left out; the rest shows "header: value". */
  readonly card?: 'title' | 'full' | 'hidden';
  /** The heading sorts the list; `direction` is null while another column does. */
  readonly sort?: { readonly direction: 'asc' | 'desc' | null; readonly onSort: () => void };
}

function Heading<T>({ column }: { readonly column: Column<T> }) {
  const t = useT();
  if (!column.sort) return <>{column.header}</>;
  const { direction, onSort } = column.sort;
  const Mark = direction === 'asc' ? IconArrowUp : direction === 'desc' ? IconArrowDown : IconArrowsSort;
  return <button type="button" className="h-sort" onClick={onSort} aria-label={t('shell.sortBy', { column: column.header })}>{column.header}<Mark size={16} aria-hidden /></button>;
}
const sortWords = { asc: 'ascending', desc: 'descending' } as const;

interface DataTableProps<T> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly empty?: ReactNode;
  readonly footer?: ReactNode;
}

/** Table above 768 px, cards below. The roles keep it a table for screen readers when it is drawn as cards. */
export function DataTable<T>({ label, columns, rows, rowKey, empty, footer }: DataTableProps<T>) {
  if (rows.length === 0) return <>{empty ?? <EmptyState title={label} />}</>;
  return (
    <div className="h-table-frame">
      <table className="h-table" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">{columns.map((column) => <th key={column.key} scope="col" role="columnheader" data-align={column.align} aria-sort={column.sort ? (column.sort.direction ? sortWords[column.sort.direction] : 'none') : undefined}><Heading column={column} /></th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <td key={column.key} role="cell" data-align={column.align} data-card={column.card ?? 'pair'} data-label={column.header}>{column.cell(row, index)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {footer && <div className="h-table-foot">{footer}</div>}
    </div>
  );
}
