import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, reportRoutes as routes } from '@hoshu/api-schema';
import { lastDayOf, localDate, monthOf } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, isLive } from '../contracts/index.js';
import { afterId, clientAddress, idPage } from '../incidents/index.js';
import { BuildReport } from './build-report.js';
import { ReportRepository, type ReportRow } from './report.repository.js';
import { reportDetail, reportSummary, type ReportDetail } from './report-view.js';

/** The vendor's side of the monthly report: read, comment, send. A draft is read from the records at each look. */
@Injectable()
export class VendorReports {
  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly build: BuildReport, private readonly contracts: ContractReader, private readonly files: Files) {}

  list(actor: Actor, query: QueryOf<typeof routes.list>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => idPage(await this.repository.list(tx, { contractId: query.contractId ?? null, after: afterId(query.cursor), limit: limit + 1 }), limit, reportSummary));
  }

  get(actor: Actor, reportId: string): Promise<ReportDetail> {
    return this.db.read(actor, async (tx) => this.detail(tx, await this.repository.get(tx, reportId)));
  }

  /** Throws report_sent, version_stale. */
  comment(actor: Actor, reportId: string, change: { readonly body: BodyOf<typeof routes.comment>; readonly version: number }): Promise<ReportDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.unsent(tx, reportId);
      await this.repository.write(tx, reportId, { ...change.body, version: change.version });
      await tx.audit({ type: 'report.commented', article: '第3条', contractId: row.contract_id, clientId: null, target: { kind: 'report', id: reportId }, data: { month: row.month } });
      return this.detail(tx, await this.repository.get(tx, reportId));
    });
  }

  /** Freezes the report as it stands now and sends it. Throws report_sent, report_comment_missing, report_month_open, contract_not_live, recipient_missing, version_stale. */
  send(actor: Actor, reportId: string, version: number): Promise<ReportDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.unsent(tx, reportId);
      if (!row.comment.trim()) throw new AppError('report_comment_missing');
      if (tx.today <= lastDayOf(monthOf(localDate(`${row.month}-01`)))) throw new AppError('report_month_open');
      const facts = await this.contracts.facts(tx, row.contract_id);
      // D11: nothing reaches 甲 before the contract goes live.
      if (!isLive(facts, tx.today)) throw new AppError('contract_not_live');
      const sentTo = await clientAddress(tx, facts);
      await this.repository.write(tx, reportId, { comment: row.comment, decisions: row.decisions, version });
      const content = await this.build.run(tx, facts, { month: row.month, decisions: row.decisions });
      const sendingId = await this.repository.insertSending(tx, row, { content, sentTo });
      await tx.audit({
        type: 'report.sent', article: '第3条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'report', id: reportId },
        data: { month: row.month, percent: content.uptime.totals.percent, incidents: content.incidents.length }, personal: { sentTo },
      });
      await tx.emit('report.deliver', { sendingId });
      return this.detail(tx, await this.repository.get(tx, reportId));
    });
  }

  pdf(actor: Actor, reportId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => this.document(tx, await this.repository.get(tx, reportId)));
  }

  /** The stored PDF. Throws document_not_ready while it is being made or not sent. */
  async document(tx: Tx, row: ReportRow): Promise<FileAnswer> {
    if (row.file_id === null) throw new AppError('document_not_ready');
    const file = await this.files.read(tx, row.file_id);
    return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
  }

  private async unsent(tx: Tx, reportId: string): Promise<ReportRow> {
    const row = await this.repository.get(tx, reportId);
    if (row.sending_id !== null) throw new AppError('report_sent');
    return row;
  }

  private async detail(tx: Tx, row: ReportRow): Promise<ReportDetail> {
    if (row.sending_id !== null) return reportDetail(row, await this.repository.frozenContent(tx, row.sending_id), await this.repository.questions(tx, row.sending_id));
    return reportDetail(row, await this.build.run(tx, await this.contracts.facts(tx, row.contract_id), { month: row.month, decisions: row.decisions }), []);
  }
}
