import { annexText, contractText, renderContract, type ContractTerms } from '@hoshu/contract-text';
import { sha256 } from '../../platform/digest.js';
import type { Row } from '../../platform/db/tx.js';
import type { Collected, CollectedFile, CollectedTable } from './collect.js';
import { indexPage } from './index-page.js';
import { verifyNode, verifyShell } from './verify-scripts.js';
import { zip, type ZipEntry } from './zip.js';

/** One line of the 証拠説明書. */
export interface Exhibit { readonly number: string; readonly title: string; readonly copy: string; readonly on: string; readonly maker: string; readonly purpose: string; readonly path: string; readonly sha256: string }

const documentTitles: Readonly<Record<string, string>> = { original_client: '契約書（甲保有分）', original_vendor: '契約書（乙保有分）', certificate: '合意締結証明書', paper_scan: '署名済み契約書（スキャン）', external: '署名済み契約書' };
const extensions: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'text/csv': 'csv', 'message/rfc822': 'eml', 'text/plain': 'txt' };

// A cell that begins like a formula would be run by a spreadsheet.
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** CSV for spreadsheets: UTF-8 with its mark, CRLF. */
function csv(columns: readonly string[], rows: readonly (readonly unknown[])[]): Buffer {
  return Buffer.from(`\ufeff${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8');
}
const tableCsv = ({ columns, rows }: CollectedTable): Buffer => csv(columns, rows.map((row: Row) => columns.map((column) => row[column])));

function exhibits(collected: Collected): Exhibit[] {
  const { bundle, facts, files } = collected;
  const mark = bundle.mark === 'plaintiff' ? '甲' : '乙';
  const { client, vendor } = facts.terms.parties;
  return files.map((file: CollectedFile, index) => {
    const isContract = file.kind !== null;
    const serial = String(index + 1).padStart(3, '0');
    return {
      number: `${mark}第${index + 1}号証`, title: documentTitles[file.kind ?? ''] ?? file.fileName, copy: isContract ? '原本（電磁的記録）' : '写し', on: file.on, maker: isContract && file.kind !== 'certificate' ? `${client.companyName}・${vendor.companyName}` : vendor.companyName,
      purpose: isContract ? `双方が本件契約を${file.kind === 'amendment' ? '変更' : '締結'}した事実とその内容` : '', path: `evidence/${serial}.${extensions[file.contentType] ?? 'bin'}`, sha256: file.sha256,
    };
  });
}

const versionsOf = ({ tables }: Collected): { number: number; terms: ContractTerms; isFixed: boolean }[] =>
  (tables.find(({ name }) => name === 'contract_version')?.rows ?? []).map((row) => ({ number: Number(row['number']), terms: row['terms'] as ContractTerms, isFixed: row['fixed_at'] !== null }));

function textOf(terms: ContractTerms): Buffer {
  const model = renderContract(terms);
  return Buffer.from(`${contractText(model)}\n\n${annexText(model.annex)}\n`, 'utf8');
}

/** The bundle as a ZIP. Its bytes follow from what was collected alone; nothing of the day or the place of making is in it. */
export function assemble(collected: Collected): Buffer {
  const list = exhibits(collected);
  const entries: ZipEntry[] = [
    ...collected.files.map((file, index) => ({ path: list[index]?.path ?? '', bytes: file.bytes })),
    ...collected.tables.map((table) => ({ path: `data/${table.name}.csv`, bytes: tableCsv(table) })),
    ...versionsOf(collected).filter(({ isFixed }) => isFixed).map(({ number, terms }) => ({ path: `contract/version-${number}.txt`, bytes: textOf(terms) })),
    { path: 'timeline.csv', bytes: csv(['日時', '条文', '出来事', '番号', 'ハッシュ値'], collected.events.map((event) => [event.at, event.article, event.sentence, event.seq, event.leaf])) },
    { path: 'exhibits.csv', bytes: csv(['号証', '標目', '原本・写しの別', '作成年月日', '作成者', '立証趣旨', 'ファイル', 'SHA-256'], list.map((exhibit) => Object.values(exhibit))) },
    { path: 'audit/events.ndjson', bytes: Buffer.from(collected.events.map(({ canon, leaf }) => `${JSON.stringify({ canon, leaf })}\n`).join(''), 'utf8') },
    { path: 'index.html', bytes: Buffer.from(indexPage(collected, list), 'utf8') },
    { path: 'verify.mjs', bytes: Buffer.from(verifyNode, 'utf8') },
    { path: 'verify.sh', bytes: Buffer.from(verifyShell, 'utf8') },
  ];
  const sums = entries.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
  return zip([...entries, { path: 'SHA256SUMS', bytes: Buffer.from(sums, 'utf8') }]);
}
