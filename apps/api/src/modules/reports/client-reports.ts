import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, reportRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import type { FileAnswer } from '../../platform/http/route.js';
import { actingName } from '../clients/index.js';
import { afterId, idPage } from '../incidents/index.js';
import { ReportRepository, type ReportRow, type SentReport } from './report.repository.js';
import { reportDetail, reportSummary, type ReportDetail } from './report-view.js';
import { VendorReports } from './vendor-reports.js';

const isSent = (row: ReportRow): row is SentReport => row.sending_id !== null && row.sent_at !== null && row.sent_to !== null;

/** 甲's side of the monthly report: the first opening, 「確認しました」, questions. */
@Injectable()
export class ClientReports {
  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly documents: VendorReports) {}

  list(actor: Actor, query: QueryOf<typeof routes.clientList>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => idPage(await this.repository.list(tx, { contractId: query.contractId ?? null, after: afterId(query.cursor), limit: limit + 1 }), limit, reportSummary));
  }

  get(actor: Actor, reportId: string): Promise<ReportDetail> {
    return this.db.tx(actor, async (tx) => {
      await this.open(tx, await this.sent(tx, reportId), actor.name);
      return this.detail(tx, reportId);
    });
  }

  pdf(actor: Actor, reportId: string): Promise<FileAnswer> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.sent(tx, reportId);
      await this.open(tx, row, actor.name);
      return this.documents.document(tx, row);
    });
  }

  /** 「確認しました」, once, with the person's name. Throws person_name_required, report_acknowledged. */
  async acknowledge(actor: Actor, reportId: string, body: BodyOf<typeof routes.acknowledge>): Promise<ReportDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      const row = await this.sent(tx, reportId);
      await this.open(tx, row, personName);
      if (!(await this.repository.insertAcknowledgement(tx, row, personName))) throw new AppError('report_acknowledged');
      await tx.audit({ type: 'report.acknowledged', article: '第3条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'report', id: reportId }, data: { month: row.month }, personal: { person: personName } });
      return this.detail(tx, reportId);
    });
  }

  /** Throws person_name_required. */
  async ask(actor: Actor, reportId: string, body: BodyOf<typeof routes.ask>): Promise<{ ok: true }> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      const row = await this.sent(tx, reportId);
      const questionId = await this.repository.insertQuestion(tx, row, { personName, text: body.text });
      await tx.audit({ type: 'report.question-asked', article: '第3条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'report', id: reportId }, data: { month: row.month, question: questionId }, personal: { person: personName } });
      await tx.emit('report.tell-vendor', { questionId });
      return { ok: true as const };
    });
  }

  private async sent(tx: Tx, reportId: string): Promise<SentReport> {
    const row = await this.repository.get(tx, reportId);
    return found(isSent(row) ? row : null);
  }

  private async open(tx: Tx, row: SentReport, personName: string): Promise<void> {
    if (await this.repository.insertOpening(tx, row, personName)) {
      await tx.audit({ type: 'report.opened', article: '第3条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'report', id: row.id }, data: { month: row.month }, personal: { person: personName } });
    }
  }

  private async detail(tx: Tx, reportId: string): Promise<ReportDetail> {
    const row = await this.sent(tx, reportId);
    return reportDetail(row, await this.repository.frozenContent(tx, row.sending_id), await this.repository.questions(tx, row.sending_id));
  }
}
