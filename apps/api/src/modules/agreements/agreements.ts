import { Injectable } from '@nestjs/common';
import type { QueryOf, agreementRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { afterId, idPage } from '../incidents/index.js';
import { AgreementSteps } from './agreement-steps.js';
import { agreementSummary, type AgreementDetail } from './agreement-view.js';
import { AgreementRepository } from './agreement.repository.js';

/** Reading consultations and agreements; row level security decides whose. */
@Injectable()
export class Agreements {
  constructor(private readonly db: Db, private readonly repository: AgreementRepository, private readonly files: Files, private readonly steps: AgreementSteps) {}

  list(actor: Actor, query: QueryOf<typeof routes.list>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.list(tx, { contractId: query.contractId ?? null, state: query.state ?? null, after: afterId(query.cursor), limit: limit + 1 });
      const entries = await this.repository.entries(tx, rows.map((row) => row.id));
      return idPage(rows, limit, (row) => agreementSummary(row, entries.filter((entry) => entry.agreement_id === row.id)));
    });
  }

  get(actor: Actor, agreementId: string): Promise<AgreementDetail> {
    return this.db.read(actor, (tx) => this.steps.detail(tx, agreementId));
  }

  /** 合意書. Throws document_not_ready before both have agreed and the worker has drawn it. */
  pdf(actor: Actor, agreementId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const { file_id: fileId } = await this.repository.get(tx, agreementId);
      if (!fileId) throw new AppError('document_not_ready');
      const file = await this.files.read(tx, fileId);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }
}
