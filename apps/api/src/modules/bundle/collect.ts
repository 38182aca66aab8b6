import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/app-error.js';
import type { Row, Tx } from '../../platform/db/tx.js';
import { Files } from '../../platform/storage/files.js';
import { sentenceOf } from '../audit/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import type { BundleRow } from './bundle.repository.js';

/** One table of the contract as the side may read it. */
export interface CollectedTable { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly Row[] }
export interface CollectedFile { readonly id: string; readonly fileName: string; readonly contentType: string; readonly sha256: string; readonly on: string; readonly kind: string | null; readonly bytes: Buffer }
export interface CollectedEvent { readonly seq: number; readonly canon: string; readonly leaf: string; readonly at: string; readonly article: string | null; readonly sentence: string }
export interface Collected { readonly bundle: BundleRow; readonly facts: ContractFacts; readonly tables: readonly CollectedTable[]; readonly files: readonly CollectedFile[]; readonly events: readonly CollectedEvent[] }

interface Readable { name: string; columns: string[]; policy: string | null }
/** A bundle is held in memory while it is made. */
export const mostBytes = 200 * 1024 * 1024;

// Bundles themselves are no evidence; the files are collected apart. A bundle is made to be handed over, so what 乙 only thinks about among itself stays out, and so do ids that mean nothing outside.
const leftOut = ['dispute_bundle', 'file', 'approval_request', 'approval_answer', 'renewal_decision', 'reminder_choice'];
const technical = ['internal_note', 'tenant_id', 'version', 'link_id', 'link_generation', 'mail_row', 'reader_client_id'];
/** Rows of the contract in tables that name it through another. */
const through: Readonly<Record<string, string>> = {
  contract: 'x.id = $1',
  receipt: 'x.id in (select a.receipt_id from hoshu.allocation a where a.contract_id = $1)',
  receipt_reversal: 'x.receipt_id in (select a.receipt_id from hoshu.allocation a where a.contract_id = $1)',
  ledger_posting: 'x.contract_id = $1 or x.invoice_id in (select i.id from hoshu.invoice i where i.contract_id = $1)',
  ledger_entry: 'x.posting_id in (select p.id from hoshu.ledger_posting p where p.contract_id = $1 or p.invoice_id in (select i.id from hoshu.invoice i where i.contract_id = $1))',
};
// What the role of a side may read decides, column by column: the worker itself may read everything of the tenant.
const readable = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
    (select p.qual from pg_policies p where p.schemaname = 'hoshu' and p.tablename = c.relname and p.policyname = $1) as policy
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'hoshu' and c.relkind = 'r' and not c.relname = any($2) and not a.attname = any($3) and has_column_privilege($1, c.oid, a.attnum, 'select')
    and (c.relname = any($4) or exists (select 1 from pg_attribute k where k.attrelid = c.oid and k.attname = 'contract_id' and not k.attisdropped))
  group by c.oid, c.relname order by c.relname`;

/** Reads everything of one contract that its side may see, in a fixed order. */
@Injectable()
export class Collect {
  constructor(private readonly contracts: ContractReader, private readonly files: Files) {}

  /** Throws bundle_too_large. */
  async run(tx: Tx, bundle: BundleRow): Promise<Collected> {
    await this.contracts.lock(tx, bundle.contract_id);
    const facts = await this.contracts.facts(tx, bundle.contract_id);
    return { bundle, facts, tables: await this.tables(tx, bundle), files: await this.evidence(tx, bundle), events: await this.events(tx, bundle) };
  }

  private async tables(tx: Tx, { side, contract_id, client_id }: BundleRow): Promise<CollectedTable[]> {
    const names = await tx.query<Readable>(readable, [side === 'client' ? 'r_client' : 'r_vendor', leftOut, technical, Object.keys(through)]);
    const tables: CollectedTable[] = [];
    for (const { name, columns, policy } of names) {
      if (policy === null) continue;
      const own = /(\w+) = \( ?SELECT app\.ctx_client/.exec(policy)?.[1];
      const condition = `(${through[name] ?? 'x.contract_id = $1'}) and ($2::uuid is null or $2 = ${own ? `x.${own}` : '$2'})`;
      const rows = await tx.query(`select ${columns.map((column) => `x.${column}`).join(', ')} from hoshu.${name} x where ${condition} order by x.id`, [contract_id, side === 'client' ? client_id : null]);
      if (rows.length > 0) tables.push({ name, columns, rows });
    }
    return tables;
  }

  private async evidence(tx: Tx, { side, contract_id, client_id, from_on, until_on }: BundleRow): Promise<CollectedFile[]> {
    const rows = await tx.query<{ id: string; byte_count: number; on_day: string; kind: string | null }>(
      `select f.id, f.byte_count, to_char(f.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as on_day, coalesce(d.kind, a.kind) as kind from hoshu.file f
         left join (select file_id, kind from hoshu.contract_document union select file_id, kind from hoshu.document_archive) d on d.file_id = f.id
         left join lateral (select 'amendment' as kind from hoshu.contract_amendment x where x.file_id = f.id and x.kind = 'agreed') a on true
       where f.contract_id = $1 and ($2::uuid is null or f.client_id = $2) and f.id not in (select b.file_id from hoshu.dispute_bundle b where b.file_id is not null)
         and (d.kind is not null or a.kind is not null or (($3::date is null or (f.created_at at time zone 'Asia/Tokyo')::date >= $3) and ($4::date is null or (f.created_at at time zone 'Asia/Tokyo')::date <= $4)))
       order by (d.kind is null), d.kind, (a.kind is null), f.created_at, f.id`, [contract_id, side === 'client' ? client_id : null, from_on, until_on]);
    if (rows.reduce((sum, row) => sum + row.byte_count, 0) > mostBytes) throw new AppError('bundle_too_large');
    const files: CollectedFile[] = [];
    for (const row of rows) {
      const { content, fileName, contentType, sha256 } = await this.files.read(tx, row.id);
      files.push({ id: row.id, fileName, contentType, sha256, on: row.on_day, kind: row.kind, bytes: content });
    }
    return files;
  }

  // Up to the last event that is not about bundles: asking for the same once more gives the same.
  private async events(tx: Tx, { side, contract_id, client_id, from_on, until_on }: BundleRow): Promise<CollectedEvent[]> {
    const rows = await tx.query<{ seq: number; canon: string; leaf: string; type: string; article: string | null }>(
      `select e.seq::int as seq, e.canon, encode(e.leaf, 'hex') as leaf, e.type, e.article from audit.event e
       where e.stream = $1 and ($2::uuid is null or e.client_id = $2) and e.seq <= (select coalesce(max(k.seq), 0) from audit.event k where k.stream = $1 and k.type not like 'bundle.%')
         and ($3::date is null or ((e.canon::jsonb ->> 'at')::timestamptz at time zone 'Asia/Tokyo')::date >= $3) and ($4::date is null or ((e.canon::jsonb ->> 'at')::timestamptz at time zone 'Asia/Tokyo')::date <= $4)
       order by e.seq`, [`contract:${contract_id}`, side === 'client' ? client_id : null, from_on, until_on]);
    return rows.map(({ seq, canon, leaf, type, article }) => {
      const { at, data } = JSON.parse(canon) as { at: string; data: Record<string, unknown> };
      return { seq, canon, leaf, at, article, sentence: sentenceOf(type, data).ja };
    });
  }
}
