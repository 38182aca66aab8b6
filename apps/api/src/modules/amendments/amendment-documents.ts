import { Injectable, type OnModuleInit } from '@nestjs/common';
import { canonicalJson, roleName } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison } from '../../platform/outbox/outbox.js';
import { amendmentPdf } from '../../platform/pdf/index.js';
import { attachAmendment } from '../../platform/seal/index.js';
import { Files } from '../../platform/storage/files.js';
import { Archive, DocumentArchives, newestAmendmentFile, Sealing } from '../signing/index.js';
import { articleOf, modelOfRow } from './amendment-view.js';
import { AmendmentRepository, type AmendmentRow, type SignatureRow } from './amendment.repository.js';

/** The document of an agreed amendment with the contract it belongs to; `concluded_on` is the Japanese day of the later signature. */
export interface KeptAmendment { readonly contract_id: string; readonly contract_number: string; readonly client_name: string; readonly concluded_on: string; readonly file_id: string; readonly file_name: string; readonly sha256: string; readonly on_paper: boolean; readonly sealed: boolean }

/** The document of what was agreed on the screen: drawn, given its text as data, sealed with the word of each side, kept once. What was signed on paper has its scan instead. */
@Injectable()
export class AmendmentDocuments implements OnModuleInit {
  constructor(private readonly db: Db, private readonly repository: AmendmentRepository, private readonly files: Files, private readonly sealing: Sealing, private readonly archive: Archive, private readonly archives: DocumentArchives, private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.on('amendment.document', (row, actor) => this.make(found(actor), String(row.payload['amendmentId'])));
  }

  /** Documents of every amendment agreed in a period (both days included), by day and number; at most `limit`. */
  between(tx: Tx, period: { readonly from: string; readonly to: string }, limit: number): Promise<KeptAmendment[]> {
    return tx.query<KeptAmendment>(
      `select a.contract_id, c.contract_number, cl.company_name as client_name, to_char(s.concluded_on, 'YYYY-MM-DD') as concluded_on, f.id as file_id, f.file_name, f.sha256, a.method <> 'electronic' as on_paper, a.sealed_at is not null as sealed
       from hoshu.contract_amendment a join hoshu.file f on f.id = ${newestAmendmentFile} join hoshu.contract c on c.id = a.contract_id join hoshu.client cl on cl.id = a.client_id
         join lateral (select max((x.signed_at at time zone 'Asia/Tokyo')::date) as concluded_on from hoshu.amendment_signature x where x.amendment_id = a.id) s on true
       where a.state = 'agreed' and s.concluded_on between $1 and $2 order by s.concluded_on, c.contract_number, a.amendment_number limit $3`, [period.from, period.to, limit]);
  }

  // The row of the file makes this one step: a second run finds it and does nothing.
  private async make(actor: Actor, amendmentId: string): Promise<void> {
    const { row, signatures, sealedAt } = await this.db.read(actor, async (tx) => ({ row: await this.repository.get(tx, amendmentId), signatures: await this.repository.signatures(tx, amendmentId), sealedAt: tx.now }));
    if (row.file_id !== null) return;
    const { model, bodyHash } = modelOfRow(row);
    if (bodyHash !== row.body_hash) throw new Poison('the text does not have the hash that was signed');
    const plain = await this.draw(row, signatures);
    const stamping = this.sealing.begin();
    const acts = signatures.map(({ party, person_name: personName, signed_at: signedAt }) => ({ fieldName: party, personName, companyName: model.parties[party], signedAt }));
    const withText = await attachAmendment(plain, { modelJson: canonicalJson(model), bodyHash, createdAt: found(signatures.at(-1)).signed_at });
    const archiving = await this.sealing.archiving(stamping);
    const bytes = await archiving.run(await this.sealing.run(withText, acts, { reason: row.kind === 'notice' ? '通知先の変更' : '契約の変更', sealedAt, stamping }));
    const stampedUntil = await this.archive.stampedUntil(bytes);
    const { authorities, failure } = stamping.by();
    await this.db.tx(actor, async (tx) => {
      const file = await this.files.store(tx, { bytes, fileName: `${row.kind === 'notice' ? '通知先変更のお知らせ' : '変更覚書'}_${model.number}.pdf`, contentType: 'application/pdf', clientId: row.client_id, contractId: row.contract_id });
      if (!(await this.repository.keepFile(tx, row, { id: file.id, sealed: true }))) throw new Error('another run has made the document');
      await this.archives.begin(tx, { id: row.contract_id, clientId: row.client_id }, { kind: 'amendment', amendmentId: row.id, fileId: file.id, ...archiving.by(), stampedUntil });
      await tx.audit({ type: 'amendment.document-made', article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, target: { kind: 'contract_amendment', id: row.id }, data: { number: model.number, sha256: file.sha256, bodyHash, timestampAuthorities: authorities } });
      if (failure) await tx.audit({ type: 'signing.timestamp-replaced', article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, data: { failure } });
      if (archiving.by().failure) await tx.audit({ type: 'signing.archive-missing', article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, data: { failure: archiving.by().failure } });
    });
  }

  private async draw(row: AmendmentRow, signatures: readonly SignatureRow[]): Promise<Uint8Array> {
    const { model } = modelOfRow(row);
    return amendmentPdf({
      model, isNotice: row.kind === 'notice', bodyHash: row.body_hash, createdAt: found(signatures.at(-1)).signed_at,
      signers: signatures.map((signature) => ({ companyName: model.parties[signature.party], side: signature.party, personName: signature.person_name, role: roleName(signature.party, signature.person_role).ja, authority: signature.authority, signedAt: signature.signed_at })),
    });
  }
}
