import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReportContent } from '@hoshu/api-schema';
import { localDate, monthJa } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { monthlyReportPdf, type MonthlyReport } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { ReportRepository, type SentReport } from './report.repository.js';
import { recordsText, workName } from './report-words.js';

/** PDF and mail of a sent report, and the vendor's mail about a question. Runs after the commit, safe to run twice. */
@Injectable()
export class DeliverReport implements OnModuleInit {
  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly contracts: ContractReader, private readonly company: CompanyRepository, private readonly files: Files, private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.on('report.deliver', (row, actor) => this.deliver(found(actor), String(row.payload['sendingId'])));
    this.outbox.on('report.tell-vendor', (row, actor) => this.tellVendor(found(actor), String(row.payload['questionId'])));
  }

  // The unique file row makes PDF and mail one step: a second run finds it and does nothing.
  private async deliver(actor: Actor, sendingId: string): Promise<void> {
    const { report, content } = await this.db.read(actor, async (tx) => ({ report: await this.repository.sentBySending(tx, sendingId), content: await this.repository.frozenContent(tx, sendingId) }));
    if (report.file_id !== null) return;
    const bytes = Buffer.from(await monthlyReportPdf(documentOf(report, content)));
    await this.db.tx(actor, async (tx) => this.mail(tx, { report, content, fileIds: [await this.keep(tx, report, bytes)] }));
  }

  private async keep(tx: Tx, report: SentReport, bytes: Buffer): Promise<string> {
    const file = await this.files.store(tx, { bytes, fileName: `保守報告書_${report.contract_number}_${report.month}.pdf`, contentType: 'application/pdf', clientId: report.client_id, contractId: report.contract_id });
    await this.repository.insertFile(tx, report, file);
    return file.id;
  }

  private async mail(tx: Tx, sending: { readonly report: SentReport; readonly content: ReportContent; readonly fileIds: string[] }): Promise<void> {
    const { report, content } = sending;
    const { notice_email: replyTo } = await this.company.profileOn(tx, tx.today);
    const lines = Object.fromEntries(Object.entries(content.summary).flatMap(([name, line]) => [[name, line.ja], [`${name}En`, line.en]]));
    await mailSide(tx, await this.contracts.facts(tx, report.contract_id), {
      side: 'client', cause: 'act', template: 'report.monthly', to: report.sent_to, locale: 'ja', path: `/portal/reports/${report.id}`, fromName: content.vendorName, ...(replyTo ? { replyTo } : {}),
      data: { ...lines, month: report.month, monthText: monthJa(report.month), clientName: content.clientName, vendorName: content.vendorName, comment: report.comment, attached: sending.fileIds.length ? 'yes' : '' },
      subjectRef: `report:${report.id}`, fileIds: sending.fileIds,
    });
  }

  private tellVendor(actor: Actor, questionId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      const question = found(await tx.one<{ sending_id: string; person_name: string; text: string }>('select sending_id, person_name, text from hoshu.report_question where id = $1', [questionId]));
      const report = await this.repository.sentBySending(tx, question.sending_id);
      const { notice_email: to } = await this.company.profileOn(tx, tx.today);
      if (!to) return;
      await mailSide(tx, await this.contracts.facts(tx, report.contract_id), {
        side: 'vendor', cause: 'act', template: 'report.question', to, locale: 'ja', path: `/app/reports/${report.id}`, clientId: null, subjectRef: `report:${report.id}`,
        data: { clientName: report.client_name, month: report.month, monthText: monthJa(report.month), personName: question.person_name, question: question.text },
      });
    });
  }
}

/** What the PDF shows. */
function documentOf(report: SentReport, content: ReportContent): MonthlyReport {
  const { totals } = content.uptime;
  const { availability, prevented, fixed, remaining, decisions } = content.summary;
  const minutes = (value: number) => `${value.toLocaleString('en-US')}分`;
  return {
    month: content.month, createdAt: report.sent_at, vendorName: content.vendorName, clientName: content.clientName, contractNumber: content.contractNumber, siteNames: content.uptime.sites.map((site) => site.siteName),
    summary: { availability: availability.ja, prevented: prevented.ja, fixed: fixed.ja, remaining: remaining.ja, decisions: decisions.ja }, comment: report.comment,
    uptime: { percent: totals.percent, downMinutes: totals.downMinutes, days: content.uptime.days.map((day) => day.percent) },
    incidents: content.incidents.map((incident) => ({ detectedAt: new Date(incident.detectedAt), title: incident.title, downMinutes: incident.downMinutes, reportMinutes: incident.reportMinutes })),
    works: content.works.map((work) => ({ label: `第3条${work.number}号`, name: workName(work.number), frequency: work.frequency, records: recordsText(work) })),
    certificates: content.certificates.map((entry) => ({ ...entry, expiresOn: localDate(entry.expiresOn) })),
    counts: [
      { label: '対象の時間', value: minutes(totals.totalMinutes) }, { label: '停止', value: minutes(totals.downMinutes) }, { label: 'メンテナンス', value: minutes(totals.plannedMinutes) },
      { label: '不明', value: minutes(totals.unknownMinutes) }, { label: '確認', value: `${content.checkCount.toLocaleString('en-US')}回` }, { label: '遅れた障害報告', value: `${content.reportLateCount}件` },
    ],
  };
}
