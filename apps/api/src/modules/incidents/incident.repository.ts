import { Injectable } from '@nestjs/common';
import type { causeClasses } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { EventKind } from './timeline.js';

export type CauseClass = (typeof causeClasses)[number];
export interface IncidentRow {
  id: string; contract_id: string; contract_number: string; client_id: string; client_name: string; incident_number: number; title: string; channel: 'manual' | 'monitor' | 'client';
  detected_at: Date; opened_by: string; site_ids: string[]; sites: { id: string; name: string }[]; target_minutes: number | null;
}
export interface EventRow {
  id: string; incident_id: string; kind: EventKind; at: Date; created_at: Date; text: string; person_name: string; side: 'vendor' | 'client' | 'system'; corrects_id: string | null;
  cause_class: CauseClass | null; evidence: string; vendor_negligent: boolean; gross_negligence: boolean;
}
export interface ReportRow { id: string; revision: number; impact: string; cause: string; measures: string; prevention: string; sent_to: string; sent_at: Date; sent_by: string; file_id: string | null; deliveries: { accepted: boolean; response: string; answeredAt: string }[] }
export interface NewIncident { readonly clientId: string; readonly contractId: string; readonly title: string; readonly channel: IncidentRow['channel']; readonly detectedAt: Date; readonly siteIds: readonly string[]; readonly stateChangeId: string | null; readonly openedBy: string }
export interface NewEvent {
  readonly kind: EventKind; readonly at: Date; readonly text: string; readonly personName: string; readonly side: EventRow['side']; readonly correctsId?: string | null;
  readonly cause?: { readonly causeClass: CauseClass; readonly evidence: string; readonly vendorNegligent: boolean; readonly grossNegligence: boolean };
}

// The promise of 別紙1 that counts is the one in force on the day of discovery (D2).
const select = `
  select i.id, i.contract_id, c.contract_number, i.client_id, cl.company_name as client_name, i.incident_number, i.title, i.channel, i.detected_at, i.opened_by, i.site_ids,
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.site_name) order by s.site_name), '[]') from hoshu.site s where s.id = any(i.site_ids)) as sites,
    (select (v.terms #>> '{annex,responseTargets,reportWithinMinutes}')::int from hoshu.contract_version v where v.contract_id = i.contract_id
      order by (v.fixed_at is not null and (v.effective_on is null or v.effective_on <= (i.detected_at at time zone 'Asia/Tokyo')::date)) desc, case when v.effective_on <= (i.detected_at at time zone 'Asia/Tokyo')::date then v.effective_on end desc nulls last, v.number desc limit 1) as target_minutes
  from hoshu.incident i join hoshu.contract c on c.id = i.contract_id join hoshu.client cl on cl.id = i.client_id`;
const eventColumns = 'id, incident_id, kind, at, created_at, text, person_name, side, corrects_id, cause_class, evidence, vendor_negligent, gross_negligence';

/** Incidents and their events; rows are only ever added. */
@Injectable()
export class IncidentRepository {
  async get(tx: Tx, id: string): Promise<IncidentRow> {
    return found(await tx.one<IncidentRow>(`${select} where i.id = $1`, [id]));
  }

  /** Newest first. `closed`: only those with a closing event, or only those without; null takes both. */
  list(tx: Tx, page: { contractId: string | null; siteId: string | null; closed: boolean | null; after: string | null; limit: number }): Promise<IncidentRow[]> {
    return tx.query<IncidentRow>(
      `${select} where ($1::uuid is null or i.contract_id = $1) and ($2::uuid is null or i.id < $2) and ($3::boolean is null or $3 = exists (select 1 from hoshu.incident_event e where e.incident_id = i.id and e.kind = 'closed'))
        and ($4::uuid is null or $4 = any(i.site_ids)) order by i.id desc limit $5`, [page.contractId, page.after, page.closed, page.siteId, page.limit]);
  }

  /** Incidents of a contract discovered in a span of the business clock, oldest first. */
  between(tx: Tx, contractId: string, span: { from: Date; to: Date }): Promise<IncidentRow[]> {
    return tx.query<IncidentRow>(`${select} where i.contract_id = $1 and i.detected_at >= $2 and i.detected_at < $3 order by i.detected_at, i.id`, [contractId, span.from, span.to]);
  }

  /** Events of some incidents in the order of recording. */
  events(tx: Tx, incidentIds: readonly string[]): Promise<EventRow[]> {
    return tx.query<EventRow>(`select ${eventColumns} from hoshu.incident_event where incident_id = any($1) order by id`, [incidentIds]);
  }

  async insert(tx: Tx, incident: NewIncident): Promise<{ id: string; number: number } | null> {
    const row = await tx.one<{ id: string; incident_number: number }>(
      `insert into hoshu.incident (tenant_id, client_id, contract_id, incident_number, title, channel, detected_at, site_ids, state_change_id, opened_by)
       select $1, $2, $3, (select coalesce(max(i.incident_number), 0) + 1 from hoshu.incident i where i.contract_id = $3), $4, $5, $6, $7, $8, $9
       on conflict (tenant_id, state_change_id) do nothing returning id, incident_number`,
      [tx.actor.tenantId, incident.clientId, incident.contractId, incident.title, incident.channel, incident.detectedAt, incident.siteIds, incident.stateChangeId, incident.openedBy]);
    return row ? { id: row.id, number: row.incident_number } : null;
  }

  async addEvent(tx: Tx, incident: Pick<IncidentRow, 'id' | 'client_id' | 'contract_id'>, event: NewEvent): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `insert into hoshu.incident_event (tenant_id, client_id, contract_id, incident_id, kind, at, text, person_name, side, corrects_id, cause_class, evidence, vendor_negligent, gross_negligence)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
      [tx.actor.tenantId, incident.client_id, incident.contract_id, incident.id, event.kind, event.at, event.text, event.personName, event.side, event.correctsId ?? null,
        event.cause?.causeClass ?? null, event.cause?.evidence ?? '', event.cause?.vendorNegligent ?? false, event.cause?.grossNegligence ?? false]);
    return found(row).id;
  }

  /** Reports of an incident, newest first; the mail server's answers only for those who may read them. */
  async reports(tx: Tx, incidentId: string): Promise<ReportRow[]> {
    const rows = await tx.query<Omit<ReportRow, 'deliveries'>>(
      `select r.id, r.revision, r.impact, r.cause, r.measures, r.prevention, r.sent_to, r.sent_at, r.sent_by, f.file_id
       from hoshu.incident_report r left join hoshu.incident_report_file f on f.report_id = r.id where r.incident_id = $1 order by r.revision desc`, [incidentId]);
    const deliveries = tx.actor.kind === 'client' ? [] : await tx.query<{ subject_ref: string; accepted: boolean; server_response: string; answered_at: Date }>(
      `select subject_ref, accepted, server_response, answered_at from hoshu.mail_delivery where subject_ref = any($1) order by answered_at`, [rows.map((row) => `incident-report:${row.id}`)]);
    return rows.map((row) => ({ ...row, deliveries: deliveries.filter((entry) => entry.subject_ref === `incident-report:${row.id}`).map((entry) => ({ accepted: entry.accepted, response: entry.server_response, answeredAt: entry.answered_at.toISOString() })) }));
  }

  async insertReport(tx: Tx, incident: Pick<IncidentRow, 'id' | 'client_id' | 'contract_id'>, report: Pick<ReportRow, 'impact' | 'cause' | 'measures' | 'prevention' | 'sent_to' | 'sent_at' | 'sent_by'>): Promise<{ id: string; revision: number }> {
    return found(await tx.one<{ id: string; revision: number }>(
      `insert into hoshu.incident_report (tenant_id, client_id, contract_id, incident_id, revision, impact, cause, measures, prevention, sent_to, sent_at, sent_by)
       select $1, $2, $3, $4, (select coalesce(max(r.revision), 0) + 1 from hoshu.incident_report r where r.incident_id = $4), $5, $6, $7, $8, $9, $10, $11 returning id, revision`,
      [tx.actor.tenantId, incident.client_id, incident.contract_id, incident.id, report.impact, report.cause, report.measures, report.prevention, report.sent_to, report.sent_at, report.sent_by]));
  }

  /** The incident opened for the newest outage of a monitor, if one was. */
  ofLastOutage(tx: Tx, monitorId: string): Promise<{ id: string } | null> {
    return tx.one<{ id: string }>(
      `select i.id from hoshu.incident i where i.state_change_id = (select s.id from hoshu.monitor_state_change s where s.monitor_id = $1 and s.state = 'down' order by s.confirmed_at desc, s.id desc limit 1)`, [monitorId]);
  }
}
