import type { ContractPreview } from '@hoshu/api-schema';
import { textLanguage, useT, type MessageId } from '../i18n/translate.js';
import { Scroll } from '../parts/Scroll.js';

type Annex = ContractPreview['model']['annex'];
type AnnexSection = Annex['sections'][number];

function Rows({ rows }: { readonly rows: AnnexSection['rows'] }) {
  if (rows.length === 0) return null;
  return <dl className="h-annex-rows">{rows.map((row, index) => <div key={index}>{row.label && <dt>{row.label}</dt>}<dd>{row.text}</dd></div>)}</dl>;
}

function Table({ table, label }: { readonly table: AnnexSection['table']; readonly label: string }) {
  if (!table) return null;
  return (
    <Scroll label={label}>
      <table className="h-plain-table">
        <thead><tr>{table.head.map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr></thead>
        <tbody>{table.rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>)}</tbody>
      </table>
    </Scroll>
  );
}

// The annex has no plain words of its own; its headings are the form's and never change.
const plainWords: readonly (readonly [string, MessageId])[] = [
  ['追加の対象サイト', 'contracts.annex.sites'], ['通知先', 'contracts.annex.notices'], ['契約期間', 'contracts.annex.term'], ['報酬', 'contracts.annex.fee'], ['業務の頻度', 'contracts.annex.works'],
  ['軽微', 'contracts.annex.minor'], ['バックアップ', 'contracts.annex.backup'], ['障害', 'contracts.annex.targets'], ['特約', 'contracts.annex.special'],
];

/** 別紙1 as the parties sign it. */
export function AnnexView({ annex }: { readonly annex: Annex }) {
  const t = useT();
  return (
    <div className="h-annex">
      <h3>{annex.title}</h3>
      <p className="h-note-small">{t('contracts.annexLead')}</p>
      <div lang="ja">
        <p>{annex.lead}</p>
        {annex.sections.map((section) => {
          const plain = plainWords.find(([start]) => section.heading.startsWith(start))?.[1];
          return (
            <section key={section.number} className="h-annex-section">
              <h4>{section.number}. {section.heading}</h4>
              {plain && <p className="h-note-small" lang={textLanguage()}>{t(plain)}</p>}
              <Rows rows={section.rows} />
              <Table table={section.table} label={section.heading} />
            </section>
          );
        })}
      </div>
    </div>
  );
}
