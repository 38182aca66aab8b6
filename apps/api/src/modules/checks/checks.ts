import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, checkRoutes as routes } from '@hoshu/api-schema';
import { checkValidUntil, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { ClientRepository } from '../clients/index.js';
import { afterId, idPage } from '../incidents/index.js';
import { CheckRepository, type CheckRow } from './check.repository.js';
import { CheckStandings, explainedValidity } from './standing.js';

type View = ResponseOf<typeof routes.record>;
interface Upload { readonly bytes: Buffer; readonly fileName: string; readonly contentType: string }

/** The row as the wire shows it; `validityMonths` is the vendor's own. */
export const checkView = (row: CheckRow, validityMonths: number): View => ({
  id: row.id, clientId: row.client_id, clientName: row.client_name, subjectKind: row.subject_kind, subjectName: row.subject_name, tool: row.tool, query: row.query, result: row.result, checkedOn: row.checked_on, checkedBy: row.checked_by, note: row.note,
  validUntil: checkValidUntil(localDate(row.checked_on), validityMonths), hasFile: row.file_id !== null, isImported: row.is_imported,
  decision: row.decision === null ? null : { decision: row.decision, reason: row.decision_reason ?? '', decidedBy: row.decided_by ?? '', decidedOn: row.decided_on ?? '' },
});

/** Checks of the other side (R27): recorded with tool, query, result, day and file; a hit is decided by people. 甲 sees none of it. */
@Injectable()
export class Checks {
  constructor(private readonly db: Db, private readonly repository: CheckRepository, private readonly standings: CheckStandings, private readonly clients: ClientRepository, private readonly files: Files) {}

  standing(actor: Actor, { clientId = null, explain }: { readonly clientId?: string | null | undefined; readonly explain?: '1' | undefined }): Promise<ResponseOf<typeof routes.standing>> {
    return this.db.read(actor, async (tx) => {
      const { policy, items } = await this.standings.all(tx, clientId);
      if (clientId !== null) found(items[0]);
      return { policy, items, ...(explain === '1' ? { explained: items.flatMap((item, index) => explainedValidity(item, { index, months: policy.validityMonths })) } : {}) };
    });
  }

  list(actor: Actor, query: QueryOf<typeof routes.list>): Promise<ResponseOf<typeof routes.list>> {
    return this.db.read(actor, async (tx) => {
      const limit = query.limit ?? 50;
      const { validityMonths } = await this.repository.policy(tx);
      return idPage(await this.repository.page(tx, { clientId: query.clientId ?? null, after: afterId(query.cursor), limit: limit + 1 }), limit, (row) => checkView(row, validityMonths));
    });
  }

  /** Throws not_found (client or file), check_in_future. */
  record(actor: Actor, body: BodyOf<typeof routes.record>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.clients.get(tx, body.clientId);
      if (body.fileId) found(await tx.one('select id from hoshu.file where id = $1 and client_id is null', [body.fileId]));
      if (body.checkedOn > tx.today) throw new AppError('check_in_future', { fields: [{ path: 'body.checkedOn', code: 'date', message: '今日までの日付にしてください。' }] });
      const id = await this.repository.insert(tx, {
        client_id: body.clientId, subject_kind: body.subjectKind, subject_name: body.subjectName, tool: body.tool, query: body.query, result: body.result, checked_on: body.checkedOn, checked_by: body.checkedBy || actor.name, note: body.note, file_id: body.fileId, is_imported: false,
      });
      await tx.audit({ type: 'check.recorded', article: '第20条', target: { kind: 'counterparty_check', id }, data: { client: body.clientId, subjectKind: body.subjectKind, result: body.result, checkedOn: body.checkedOn, tool: body.tool }, personal: { subject: body.subjectName } });
      return this.view(tx, id);
    });
  }

  /** The result as it was seen; the vendor's own file. Throws not_found, file_refused. */
  upload(actor: Actor, clientId: string, upload: Upload): Promise<ResponseOf<typeof routes.upload>> {
    return this.db.tx(actor, async (tx) => {
      await this.clients.get(tx, clientId);
      const file = await this.files.storeUpload(tx, { ...upload, clientId: null, contractId: null }, 'evidence');
      await tx.audit({ type: 'check.file-kept', article: '第20条', target: { kind: 'file', id: file.id }, data: { client: clientId, sha256: file.sha256 } });
      return { fileId: file.id, sha256: file.sha256, byteCount: file.bytes };
    });
  }

  /** Throws not_found where a check has no file. */
  file(actor: Actor, checkId: string): Promise<FileAnswer> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, checkId);
      const file = await this.files.read(tx, found(row.file_id));
      await tx.audit({ type: 'check.file-read', article: '第20条', target: { kind: 'counterparty_check', id: checkId }, data: { client: row.client_id } });
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }

  /** What people say about a hit, once. Throws not_found, check_no_hit, check_decided. */
  decide(actor: Actor, checkId: string, body: BodyOf<typeof routes.decide>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, checkId);
      if (row.result !== 'hit') throw new AppError('check_no_hit');
      if (!(await this.repository.insertDecision(tx, row, { ...body, by: actor.name }))) throw new AppError('check_decided');
      await tx.audit({ type: 'check.decided', article: '第20条', target: { kind: 'counterparty_check', id: checkId }, data: { client: row.client_id, decision: body.decision, reason: body.reason } });
      return this.view(tx, checkId);
    });
  }

  /** Throws version_stale. */
  savePolicy(actor: Actor, body: BodyOf<typeof routes.savePolicy>, version: number): Promise<ResponseOf<typeof routes.savePolicy>> {
    return this.db.tx(actor, async (tx) => {
      if (!(await this.repository.savePolicy(tx, { ...body, version }))) throw new AppError('version_stale');
      await tx.audit({ type: 'check.policy-saved', article: '第20条', data: { ...body } });
      return this.repository.policy(tx);
    });
  }

  private async view(tx: Tx, id: string): Promise<View> {
    return checkView(await this.repository.get(tx, id), (await this.repository.policy(tx)).validityMonths);
  }
}
