import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { SigningAccess } from './access.js';
import { newestFile } from './document-archives.js';
import type { DocumentKind, DocumentRow } from './rows.js';

type View = ResponseOf<typeof signingRoutes.get>['documents'][number];
/** A document with the contract it belongs to; `concluded_on` is a Japanese day. */
export interface KeptDocument extends DocumentRow { readonly contract_id: string; readonly contract_number: string; readonly client_name: string; readonly concluded_on: string }
export const documentLabels: Readonly<Record<DocumentKind, { ja: string; en: string }>> = {
  original_client: { ja: '契約書（甲保有分）', en: 'Contract, the client’s original' }, original_vendor: { ja: '契約書（乙保有分）', en: 'Contract, the vendor’s original' },
  certificate: { ja: '合意締結証明書', en: 'Certificate of completion' }, paper_scan: { ja: '署名済み契約書（紙のスキャン）', en: 'Signed contract (scan)' }, external: { ja: '署名済み契約書（他のサービス）', en: 'Signed contract (other service)' },
};

/** The documents of a concluded contract: what other slices may attach, archive or offer. */
@Injectable()
export class SigningDocuments {
  constructor(private readonly db: Db, private readonly files: Files, private readonly access: SigningAccess) {}

  /** Kind, file id and fingerprint of the newest state of every document; empty before the worker has made them. */
  forContract(tx: Tx, contractId: string): Promise<DocumentRow[]> {
    return tx.query<DocumentRow>(
      `select d.kind, f.id as file_id, f.file_name, f.content_type, f.byte_count, f.sha256 from hoshu.contract_document d ${newestFile} where d.contract_id = $1 order by d.kind`, [contractId]);
  }

  /** Documents of every contract concluded in a period (both days included), by day and number; at most `limit`. */
  between(tx: Tx, period: { readonly from: string; readonly to: string }, limit: number): Promise<KeptDocument[]> {
    return tx.query<KeptDocument>(
      `select d.contract_id, d.kind, f.id as file_id, f.file_name, f.content_type, f.byte_count, f.sha256, c.contract_number, cl.company_name as client_name, to_char(x.concluded_on, 'YYYY-MM-DD') as concluded_on
       from hoshu.contract_conclusion x join hoshu.contract_document d on d.contract_id = x.contract_id ${newestFile} join hoshu.contract c on c.id = x.contract_id join hoshu.client cl on cl.id = c.client_id
       where x.concluded_on between $1 and $2 order by x.concluded_on, c.contract_number, d.kind limit $3`, [period.from, period.to, limit]);
  }

  async views(tx: Tx, contractId: string): Promise<View[]> {
    return (await this.forContract(tx, contractId)).map((row) => ({ kind: row.kind, label: documentLabels[row.kind], fileName: row.file_name, contentType: row.content_type, byteCount: row.byte_count, sha256: row.sha256 }));
  }

  /** Keeps a document of a contract; each kind exists once. */
  async add(tx: Tx, contract: { id: string; clientId: string }, document: { kind: DocumentKind; fileId: string }): Promise<void> {
    await tx.query('insert into hoshu.contract_document (tenant_id, client_id, contract_id, kind, file_id) values ($1, $2, $3, $4, $5)', [tx.actor.tenantId, contract.clientId, contract.id, document.kind, document.fileId]);
  }

  /** The bytes of one document; leaves a trace (D34). Throws not_found, file_damaged. */
  download(actor: Actor, contractId: string, kind: DocumentKind): Promise<FileAnswer> {
    return this.db.tx(actor, async (tx) => {
      const { facts } = await this.access.scene(tx, contractId);
      const row = found((await this.forContract(tx, contractId)).find((entry) => entry.kind === kind));
      const file = await this.files.read(tx, row.file_id);
      await tx.audit({ type: 'signing.document-downloaded', contractId, clientId: facts.clientId, target: { kind: 'file', id: row.file_id }, data: { kind, sha256: row.sha256 } });
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }
}
