import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';

interface ChartTableProps { readonly caption: string; readonly headers: readonly string[]; readonly rows: readonly (readonly ReactNode[])[] }

/** The same facts as a drawing, in words: every drawing has one. */
export function ChartTable({ caption, headers, rows }: ChartTableProps) {
  const t = useT();
  return (
    <details className="h-chart-table">
      <summary>{t('shell.chart.asTable')}</summary>
      <div className="h-scroll" role="region" aria-label={caption} tabIndex={0}>
        <table className="h-plain-table">
          <caption className="h-visually-hidden">{caption}</caption>
          <thead><tr>{headers.map((header) => <th key={header} scope="col">{header}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={headers[column]}>{cell}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}
