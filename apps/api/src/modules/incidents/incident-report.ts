import { Injectable, type OnModuleInit } from '@nestjs/common';
import { liabilityDecision } from '@hoshu/domain';
import type { BodyOf, incidentRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { incidentReportPdf, type IncidentReport } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, isLive } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { clientAddress } from './client-address.js';
import { IncidentRepository, type EventRow, type IncidentRow } from './incident.repository.js';
import { heldEvents, incidentDetail, incidentNumber, isDisputed, timelineOf, type IncidentDetail } from './incident-view.js';
import { instantOf } from './timeline.js';

interface StoredReport { id: string; incident_id: string; revision: number; impact: string; cause: string; measures: string; prevention: string; sent_to: string; sent_at: Date; created_at: Date; file_id: string | null }
interface ReportSource { readonly row: IncidentRow; readonly events: readonly EventRow[]; readonly report: StoredReport; readonly vendorName: string }

/** `15(3)` → 第15条3号, `9-2` → 第9条2項. */
export const clauseName = (clause: string): string => clause.replace(/^(\d+)\((\d+)\)$/, '第$1条$2号').replace(/^(\d+)-(\d+)$/, '第$1条$2項').replace(/^(\d+)$/, '第$1条');

const eventNames: Readonly<Record<EventRow['kind'], string>> = { detected: '発見', acknowledged: '確認', investigating: '調査開始', reported: 'お客様へ報告', restored: '復旧', closed: '終結', note: '追記', cause: '原因の区分', disputed: 'お客様の異議' };

/** The report to 甲 (第5条3項): the entry at once, PDF and mail right after the commit. */
@Injectable()
export class IncidentReports implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: IncidentRepository, private readonly contracts: ContractReader,
    private readonly company: CompanyRepository, private readonly files: Files, private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.on('incident.report', (row, actor) => this.deliver(found(actor), String(row.payload['reportId'])));
    this.outbox.on('incident.tell-vendor', (row, actor) => this.tellVendor(found(actor), String(row.payload['incidentId']), typeof row.payload['comment'] === 'string' ? row.payload['comment'] : null));
  }

  /** Reports, or reports again as the next revision; the first one stops the clock of 第5条3項. Throws contract_not_live, recipient_missing. */
  report(actor: Actor, incidentId: string, body: BodyOf<typeof incidentRoutes.report>): Promise<IncidentDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, incidentId);
      await this.contracts.lock(tx, row.contract_id);
      const facts = await this.contracts.facts(tx, row.contract_id);
      // D11: nothing reaches 甲 before the contract goes live.
      if (!isLive(facts, tx.today)) throw new AppError('contract_not_live');
      const to = await clientAddress(tx, facts);
      const stored = await this.repository.insertReport(tx, row, { ...body, sent_to: to, sent_at: tx.now, sent_by: actor.name });
      const events = await this.repository.events(tx, [row.id]);
      if (instantOf(timelineOf(events), 'reported') === null) await this.repository.addEvent(tx, row, { kind: 'reported', at: tx.now, text: body.impact, personName: actor.name, side: 'vendor' });
      await tx.audit({
        type: 'incident.reported', article: '第5条3項', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id },
        data: { report: stored.id, revision: stored.revision, reportedAt: tx.now.toISOString() }, personal: { sentTo: to },
      });
      await tx.emit('incident.report', { reportId: stored.id });
      return incidentDetail(tx, { row, events: await this.repository.events(tx, [row.id]), reports: await this.repository.reports(tx, row.id) });
    });
  }

  /** Sends the same report again, for example after a bounce. Throws document_not_ready, contract_not_live. */
  resend(actor: Actor, incidentId: string, reportId: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, incidentId);
      const report = await this.stored(tx, reportId, incidentId);
      if (!report.file_id) throw new AppError('document_not_ready');
      const facts = await this.contracts.facts(tx, row.contract_id);
      if (!isLive(facts, tx.today)) throw new AppError('contract_not_live');
      const to = await clientAddress(tx, facts);
      await this.mail(tx, { row, report: { ...report, sent_to: to }, fileId: report.file_id });
      await tx.audit({ type: 'incident.report-resent', article: '第5条3項', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id }, data: { report: reportId }, personal: { sentTo: to } });
      return { ok: true as const };
    });
  }

  pdf(actor: Actor, incidentId: string, reportId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const report = await this.stored(tx, reportId, incidentId);
      if (!report.file_id) throw new AppError('document_not_ready');
      const file = await this.files.read(tx, report.file_id);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }

  private async stored(tx: Tx, reportId: string, incidentId: string | null): Promise<StoredReport> {
    return found(await tx.one<StoredReport>(
      `select r.id, r.incident_id, r.revision, r.impact, r.cause, r.measures, r.prevention, r.sent_to, r.sent_at, r.created_at, f.file_id
       from hoshu.incident_report r left join hoshu.incident_report_file f on f.report_id = r.id where r.id = $1 and ($2::uuid is null or r.incident_id = $2)`, [reportId, incidentId]));
  }

  // The unique file row makes PDF and mail one step: a second run finds it and does nothing.
  private async deliver(actor: Actor, reportId: string): Promise<void> {
    const source = await this.db.read(actor, async (tx): Promise<ReportSource | null> => {
      const report = await this.stored(tx, reportId, null);
      if (report.file_id) return null;
      const row = await this.repository.get(tx, report.incident_id);
      const events = (await this.repository.events(tx, [row.id])).filter((event) => event.created_at <= report.created_at);
      return { row, report, events, vendorName: (await this.company.profileOn(tx, tx.today)).company_name };
    });
    if (!source) return;
    const bytes = Buffer.from(await incidentReportPdf(documentOf(source)));
    await this.db.tx(actor, async (tx) => {
      const { row, report } = source;
      const file = await this.files.store(tx, { bytes, fileName: `障害報告書_${incidentNumber(row)}_${report.revision}.pdf`, contentType: 'application/pdf', clientId: row.client_id, contractId: row.contract_id });
      await tx.query('insert into hoshu.incident_report_file (tenant_id, client_id, contract_id, report_id, file_id) values ($1, $2, $3, $4, $5)', [tx.actor.tenantId, row.client_id, row.contract_id, report.id, file.id]);
      await this.mail(tx, { row, report, fileId: file.id });
    });
  }

  private async mail(tx: Tx, sending: { readonly row: IncidentRow; readonly report: StoredReport; readonly fileId: string }): Promise<void> {
    const { row, report } = sending;
    const vendor = await this.company.profileOn(tx, tx.today);
    await mailSide(tx, await this.contracts.facts(tx, row.contract_id), {
      side: 'client', cause: 'act', template: 'incident.report', to: report.sent_to, locale: 'ja', path: `/portal/incidents/${row.id}`, fromName: vendor.company_name, ...(vendor.notice_email ? { replyTo: vendor.notice_email } : {}),
      data: { number: incidentNumber(row), title: row.title, clientName: row.client_name, vendorName: vendor.company_name, impact: report.impact, cause: report.cause, measures: report.measures, siteNames: row.sites.map((site) => site.name).join('、') },
      subjectRef: `incident-report:${report.id}`, fileIds: [sending.fileId],
    });
  }

  private tellVendor(actor: Actor, incidentId: string, comment: string | null): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, incidentId);
      const { notice_email: to } = await this.company.profileOn(tx, tx.today);
      if (!to) return;
      await mailSide(tx, await this.contracts.facts(tx, row.contract_id), {
        side: 'vendor', cause: 'act', template: comment === null ? 'incident.opened' : 'incident.comment', to, locale: 'ja', path: `/app/incidents/${row.id}`, clientId: null, subjectRef: `incident:${row.id}`,
        data: { number: incidentNumber(row), title: row.title, clientName: row.client_name, siteNames: row.sites.map((site) => site.name).join('、'), channel: row.channel, comment: comment ?? '' },
      });
    });
  }
}

function documentOf({ row, events, report, vendorName }: ReportSource): IncidentReport {
  const held = heldEvents(events);
  const timeline = timelineOf(events);
  const cause = held.filter((event) => event.kind === 'cause').at(-1);
  const decision = cause?.cause_class && cause.cause_class !== 'unknown' ? liabilityDecision({ cause: cause.cause_class, vendorNegligent: cause.vendor_negligent, willfulOrGrossNegligence: cause.gross_negligence }) : null;
  const instant = (at: number | null) => (at === null ? null : new Date(at));
  return {
    number: `${incidentNumber(row)}-${report.revision}`, createdAt: report.sent_at, vendorName, clientName: row.client_name, contractNumber: row.contract_number, siteName: row.sites.map((site) => site.name).join('、'),
    title: row.title, detectedAt: row.detected_at, reportedAt: instant(instantOf(timeline, 'reported')), restoredAt: instant(instantOf(timeline, 'restored')),
    impact: report.impact, cause: report.cause, exemption: decision?.result === 'exempt' ? clauseName(decision.clause) : null, decidedBy: cause?.person_name ?? null, disputed: isDisputed(events),
    measures: report.measures, prevention: report.prevention || '記載はありません。', timeline: held.map((event) => ({ at: event.at, text: `【${eventNames[event.kind]}】${event.text}` })).sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}
