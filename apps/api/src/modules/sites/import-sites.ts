import { Injectable } from '@nestjs/common';
import { siteInput, type ResponseOf, type siteRoutes } from '@hoshu/api-schema';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { nameKey } from '../clients/index.js';
import { decodeCsv, readCsv, type CsvRecord } from '../../platform/tables/csv.js';
import { columnNames, readHeader, type ImportColumn, type ImportHeader } from './import-columns.js';
import { insertSite } from './insert-site.js';

type Result = ResponseOf<typeof siteRoutes.import>;
type LineError = Result['errors'][number];
type SiteValues = z.output<typeof siteInput>;
interface KnownClient { readonly id: string; readonly company_name: string }
interface Work { readonly header: ImportHeader; readonly clients: readonly KnownClient[]; readonly clientId: string | null }

const maximumLines = 500;
const urlKey = (url: string): string => url.trim().toLowerCase().replace(/\/$/, '');
const words = {
  clientMissing: ['取引先を入力してください。', 'Please name the client.'], clientUnknown: ['この名前の取引先は登録されていません。', 'No client has this name.'], clientTwice: ['同じ名前の取引先が複数あります。取引先を選んで登録してください。', 'Several clients have this name. Choose the client and import again.'],
  siteName: ['サイト名は1〜100文字で入力してください。', 'The name must have 1 to 100 characters.'], url: ['http:// または https:// で始まるURLを入力してください。', 'The URL must begin with http:// or https://.'],
  repeated: ['同じ取引先とURLの行が、このファイルの中にあります。', 'The same client and URL stand in this file before.'], other: ['長すぎるか、使えない文字が含まれています。', 'Too long, or with characters that cannot be used.'],
} as const satisfies Record<string, readonly [string, string]>;

/** Many sites from one CSV (F006): every good line is registered, every other line says why not. */
@Injectable()
export class ImportSites {
  constructor(private readonly db: Db) {}

  /** `clientId` stands in for a column 取引先. Throws csv_unreadable, csv_columns_missing, csv_too_long, not_found. */
  run(actor: Actor, bytes: Buffer, clientId: string | null): Promise<Result> {
    const { encoding, text } = decodeCsv(bytes);
    const [first, ...records] = readCsv(text);
    const { header, ignored } = readHeader(first?.cells ?? []);
    if (header.siteName === undefined || header.url === undefined || (clientId === null && header.client === undefined)) throw new AppError('csv_columns_missing');
    if (records.length > maximumLines) throw new AppError('csv_too_long');
    // One transaction: each line is checked before it is written, so a bad one cannot spoil its neighbours, and a lost answer can be asked for again.
    return this.db.tx(actor, async (tx) => {
      const clients = await tx.query<KnownClient>('select id, company_name from hoshu.client where archived_at is null and ($1::uuid is null or id = $1)', [clientId]);
      if (clientId !== null) found(clients[0]);
      const known = await this.knownSites(tx);
      const result: Result = { encoding, lines: records.length, ignoredColumns: ignored, created: [], known: [], errors: [] };
      for (const record of records) await this.line(tx, record, { work: { header, clients, clientId }, known, result });
      return result;
    });
  }

  private async knownSites(tx: Tx): Promise<Map<string, { id: string; isNew: boolean }>> {
    const rows = await tx.query<{ id: string; client_id: string; url: string }>('select id, client_id, url from hoshu.site where archived_at is null');
    return new Map(rows.map((row) => [`${row.client_id} ${urlKey(row.url)}`, { id: row.id, isNew: false }]));
  }

  private async line(tx: Tx, record: CsvRecord, to: { work: Work; known: Map<string, { id: string; isNew: boolean }>; result: Result }): Promise<void> {
    const read = readLine(record, to.work);
    if ('ja' in read) return void to.result.errors.push(read);
    const key = `${read.clientId} ${urlKey(read.url)}`;
    const before = to.known.get(key);
    if (before?.isNew) return void to.result.errors.push(refusal(record, read.siteName, { field: 'url', because: 'repeated' }));
    if (before) return void to.result.known.push({ line: record.line, siteId: before.id, siteName: read.siteName });
    const id = await insertSite(tx, { ...read, probe: null });
    to.known.set(key, { id, isNew: true });
    to.result.created.push({ line: record.line, siteId: id, siteName: read.siteName });
  }
}

const refusal = (record: CsvRecord, siteName: string, why: { field: ImportColumn; because: keyof typeof words }): LineError =>
  ({ line: record.line, siteName: siteName.slice(0, 100), field: columnNames[why.field], ja: words[why.because][0], en: words[why.because][1] });

/** The site a line describes, or the first thing that is wrong with it. */
function readLine(record: CsvRecord, work: Work): SiteValues | LineError {
  const cell = (column: ImportColumn): string => { const index = work.header[column]; return index === undefined ? '' : (record.cells[index] ?? ''); };
  const client = clientOf(cell('client'), work);
  if (typeof client === 'string') return refusal(record, cell('siteName'), { field: 'client', because: client });
  const parsed = siteInput.safeParse({
    clientId: client.id, siteName: cell('siteName').replace(/\s+/g, ' '), url: cell('url'), server: cell('server'), cms: cell('cms'), internalNote: cell('internalNote'), otherSystems: cell('otherSystems').split(/[;；、\n]/).map((entry) => entry.trim()).filter(Boolean),
  });
  if (parsed.success) return parsed.data;
  const path = String(parsed.error.issues[0]?.path[0] ?? '');
  const field = Object.keys(columnNames).find((name): name is ImportColumn => name === path) ?? 'siteName';
  return refusal(record, cell('siteName'), { field, because: field === 'siteName' || field === 'url' ? field : 'other' });
}

function clientOf(name: string, { clients, clientId }: Work): KnownClient | 'clientMissing' | 'clientUnknown' | 'clientTwice' {
  if (clientId !== null) return found(clients[0]);
  if (!name) return 'clientMissing';
  const exact = clients.filter((client) => client.company_name === name);
  const matches = exact.length ? exact : clients.filter((client) => nameKey(client.company_name) === nameKey(name));
  const [match, second] = matches;
  if (!match) return 'clientUnknown';
  return second ? 'clientTwice' : match;
}
