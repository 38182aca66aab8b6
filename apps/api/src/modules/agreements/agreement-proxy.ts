import { Injectable } from '@nestjs/common';
import type { BodyOf, agreementRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import type { AgreementDetail } from './agreement-view.js';
import { AgreementSteps } from './agreement-steps.js';
import { AgreementRepository } from './agreement.repository.js';

/** 代理入力 (F141): 乙 enters what 甲 accepted on paper or by mail; labelled as such, with the file that shows it, and told to 甲 at once. */
@Injectable()
export class AgreementProxy {
  constructor(private readonly db: Db, private readonly repository: AgreementRepository, private readonly files: Files, private readonly steps: AgreementSteps) {}

  /** Throws file_refused. */
  upload(actor: Actor, agreementId: string, upload: { bytes: Buffer; fileName: string; contentType: string }): Promise<{ fileId: string }> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, agreementId);
      const file = await this.files.storeUpload(tx, { ...upload, clientId: row.client_id, contractId: row.contract_id }, 'evidence');
      await tx.audit({ type: 'agreement.source-kept', article: row.article, contractId: row.contract_id, clientId: row.client_id, target: { kind: 'agreement', id: row.id }, data: { fileId: file.id, sha256: file.sha256 } });
      return { fileId: file.id };
    });
  }

  /** Throws agreement_content_changed, agreement_date_future, agreement_own_proposal for a proposal of 甲 itself, besides what an acceptance throws. */
  accept(actor: Actor, ids: { readonly agreementId: string; readonly proposalId: string }, body: BodyOf<typeof routes.acceptByProxy>): Promise<AgreementDetail> {
    const other = { side: 'client' as const, personName: body.acceptedBy, personRole: 'by_proxy' };
    return this.steps.step(actor, { agreementId: ids.agreementId, personName: body.personName, for: other }, async ({ tx, row, entries }, by) => {
      if (body.acceptedOn > tx.today) throw new AppError('agreement_date_future', { fields: [{ path: 'body.acceptedOn', code: 'date', message: '今日までの日付にしてください。' }] });
      const proposal = entries.find(({ id }) => id === ids.proposalId);
      if (proposal && proposal.content_hash !== body.contentHash) throw new AppError('agreement_content_changed');
      found(await tx.one('select id from hoshu.file where id = $1 and contract_id = $2', [body.sourceFileId, row.contract_id]));
      return { kind: 'acceptance', text: '', refersToId: ids.proposalId, heldOn: body.acceptedOn, proxy: { by, side: 'vendor', fileId: body.sourceFileId } };
    });
  }

  source(actor: Actor, ids: { readonly agreementId: string; readonly entryId: string }): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const entry = await this.repository.entry(tx, ids.entryId);
      if (entry.agreement_id !== ids.agreementId) throw new AppError('not_found');
      const file = await this.files.read(tx, found(entry.source_file_id));
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }
}
