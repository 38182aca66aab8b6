import { localDate } from '@hoshu/domain';
import { nameKey } from '../clients/index.js';
import { paperOf, type Paper } from './papers.js';
import { note, type RowNote } from './problems.js';
import { readRow, type Cells, type RowSettings } from './read-row.js';
import type { ImportRow } from './row.js';

export interface TableLine { readonly line: number; readonly cells: Cells }
/** What stands in the registers and must not be written twice. */
export interface Known {
  readonly clients: readonly { readonly id: string; readonly company_name: string }[];
  readonly numbers: ReadonlySet<string>;
  readonly invoiceNumbers: ReadonlySet<string>;
  /** `client url first-day` of the contracts. */
  readonly contracts: ReadonlySet<string>;
}
export interface CheckedRow { readonly line: number; readonly state: 'error' | 'ready' | 'duplicate'; readonly cells: Cells; readonly row: ImportRow | null; readonly clientId: string | null; readonly paperName: string | null; readonly errors: RowNote[]; readonly warnings: RowNote[] }

/** One URL however it ends. */
export const urlKey = (url: string): string => url.trim().toLowerCase().replace(/\/$/, '');
/** Tells contracts without a number apart. */
export const contractKey = (clientId: string, url: string, startOn: string): string => `${clientId} ${urlKey(url)} ${startOn}`;

// The client of a name: written alike, else the only one of that name but for the legal form and its spelling.
function clientOf(known: Known, companyName: string): string | null | 'twice' {
  const exact = known.clients.filter((client) => client.company_name === companyName);
  const matches = exact.length > 0 ? exact : known.clients.filter((client) => nameKey(client.company_name) === nameKey(companyName));
  return matches.length > 1 ? 'twice' : (matches[0]?.id ?? null);
}

interface Seen { readonly numbers: Set<string>; readonly invoices: Set<string>; readonly terms: Map<string, { readonly from: string; readonly to: string }[]> }

function paperNotes(row: ImportRow, papers: readonly Paper[]): { paperName: string | null; errors: RowNote[]; warnings: RowNote[] } {
  const paper = paperOf(papers, row.paper, row.number);
  if (!paper) return { paperName: null, errors: [], warnings: row.paper ? [note('paper', 'paperMissing')] : [] };
  if (!paper.isPdf) return { paperName: paper.name, errors: [note('paper', 'paperNoPdf')], warnings: [] };
  return { paperName: paper.name, errors: [], warnings: paper.signedOn && localDate(paper.signedOn) !== row.contractDate ? [note('paper', 'paperDate')] : [] };
}

function againstFile(row: ImportRow, seen: Seen): { errors: RowNote[]; warnings: RowNote[] } {
  const errors: RowNote[] = [];
  const warnings: RowNote[] = [];
  if (row.number && seen.numbers.has(row.number)) errors.push(note('number', 'numberTwice'));
  seen.numbers.add(row.number);
  if (row.unpaid.some(({ number }) => seen.invoices.has(number))) errors.push(note('unpaid', 'unpaidNumber'));
  for (const { number } of row.unpaid) seen.invoices.add(number);
  const place = `${nameKey(row.client.companyName)} ${urlKey(row.site.url)}`;
  const span = { from: row.startOn as string, to: row.periods.at(-1)?.lastOn ?? row.startOn as string };
  const others = seen.terms.get(place) ?? [];
  if (others.some((other) => other.from <= span.to && span.from <= other.to)) warnings.push(note('url', 'overlap'));
  seen.terms.set(place, [...others, span]);
  return { errors, warnings };
}

/** Every row of the table against the form, the file and the registers: all that is wrong at once. */
export function checkRows(lines: readonly TableLine[], to: { readonly known: Known; readonly papers: readonly Paper[]; readonly settings: RowSettings }): CheckedRow[] {
  const { known, papers, settings } = to;
  const seen: Seen = { numbers: new Set(), invoices: new Set(known.invoiceNumbers), terms: new Map() };
  return lines.map(({ line, cells }) => {
    const read = readRow(cells, settings);
    const [errors, warnings] = [[...read.errors], [...read.warnings]];
    const number = (cells.number ?? '').trim();
    const base = { line, cells, row: read.row, paperName: null };
    if (number && known.numbers.has(number)) return { ...base, state: 'duplicate' as const, clientId: null, errors: [], warnings: [note('number', 'numberKnown')] };
    const client = clientOf(known, (cells.company ?? '').trim());
    const clientId = client === 'twice' ? null : client;
    if (client === 'twice') errors.push(note('company', 'clientTwice'));
    if (!read.row) return { ...base, state: 'error' as const, clientId, errors, warnings };
    if (clientId && known.contracts.has(contractKey(clientId, read.row.site.url, read.row.startOn)) && !number) return { ...base, state: 'duplicate' as const, clientId, errors: [], warnings: [note('startOn', 'sameContract')] };
    const file = againstFile(read.row, seen);
    const paper = paperNotes(read.row, papers);
    errors.push(...file.errors, ...paper.errors);
    warnings.push(...file.warnings, ...paper.warnings, ...(clientId ? [note('company', 'clientKnown')] : []));
    return { ...base, state: errors.length > 0 ? ('error' as const) : ('ready' as const), clientId, paperName: paper.paperName, errors, warnings };
  });
}
