import { why } from '../../platform/explain/index.js';
import type { ResponseOf, incidentRoutes } from '@hoshu/api-schema';
import type { Tx } from '../../platform/db/tx.js';
import type { EventRow, IncidentRow, ReportRow } from './incident.repository.js';
import { clockInput, effectiveEvents, incidentState, instantOf, reportClock, type TimelineEvent } from './timeline.js';

export type IncidentDetail = ResponseOf<typeof incidentRoutes.get>;
export type IncidentSummary = ResponseOf<typeof incidentRoutes.list>['items'][number];

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
/** `HS-001-S2`: the second incident of the contract. */
export const incidentNumber = (row: Pick<IncidentRow, 'contract_number' | 'incident_number'>): string => `${row.contract_number}-S${row.incident_number}`;
export const timelineOf = (events: readonly EventRow[]): TimelineEvent[] => events.map((event) => ({ id: event.id, kind: event.kind, at: event.at.getTime(), correctsId: event.corrects_id }));
const lastCause = (events: readonly EventRow[]): EventRow | null => events.filter((event) => event.kind === 'cause').at(-1) ?? null;

/** Whether 甲 disputed the newest classification (第21条). */
export const isDisputed = (events: readonly EventRow[]): boolean => events.filter((event) => event.kind === 'cause' || event.kind === 'disputed').at(-1)?.kind === 'disputed';

export function incidentSummary(row: IncidentRow, events: readonly EventRow[], now: Date): IncidentSummary {
  const timeline = timelineOf(events);
  const detectedAt = row.detected_at.toISOString();
  const reportedAt = iso(instantOf(timeline, 'reported'));
  return {
    id: row.id, number: incidentNumber(row), contractId: row.contract_id, contractNumber: row.contract_number, clientId: row.client_id, clientName: row.client_name, title: row.title, channel: row.channel, sites: row.sites,
    state: incidentState(timeline), restoredAt: iso(instantOf(timeline, 'restored')), disputed: isDisputed(events), causeClass: lastCause(events)?.cause_class ?? null,
    clock: { detectedAt, reportedAt, targetMinutes: row.target_minutes, ...reportClock({ detectedAt, reportedAt, now: now.toISOString(), targetMinutes: row.target_minutes }) },
  };
}

function causeView(events: readonly EventRow[], withExplanation: boolean): IncidentDetail['cause'] {
  const row = lastCause(events);
  if (!row?.cause_class) return null;
  const base = { causeClass: row.cause_class, evidence: row.evidence, vendorNegligent: row.vendor_negligent, grossNegligence: row.gross_negligence, decidedBy: row.person_name, decidedAt: row.at.toISOString() };
  if (row.cause_class === 'unknown') return { ...base, liability: null, needsReview: true };
  const input = { cause: row.cause_class, vendorNegligent: row.vendor_negligent, willfulOrGrossNegligence: row.gross_negligence };
  const { result, explanation } = why('liabilityDecision', input);
  return { ...base, liability: result, needsReview: explanation.needsReview, ...(withExplanation ? { explanation } : {}) };
}

const eventView = (row: EventRow, all: readonly EventRow[]): IncidentDetail['events'][number] => ({
  id: row.id, kind: row.kind, at: row.at.toISOString(), recordedAt: row.created_at.toISOString(), text: row.text, personName: row.person_name, side: row.side, correctsId: row.corrects_id,
  correctedById: all.find((other) => other.corrects_id === row.id)?.id ?? null, causeClass: row.cause_class, evidence: row.evidence,
});

const reportView = (row: ReportRow): IncidentDetail['reports'][number] => ({
  id: row.id, revision: row.revision, impact: row.impact, cause: row.cause, measures: row.measures, prevention: row.prevention, sentTo: row.sent_to, sentAt: row.sent_at.toISOString(), sentBy: row.sent_by,
  pdfReady: row.file_id !== null, deliveries: row.deliveries,
});

/** Everything of one incident; `withExplanation` adds how clock and liability were computed (F185). */
export function incidentDetail(tx: Tx, record: { readonly row: IncidentRow; readonly events: readonly EventRow[]; readonly reports: readonly ReportRow[] }, withExplanation = false): IncidentDetail {
  const { row, events, reports } = record;
  const summary = incidentSummary(row, events, tx.now);
  const explained = withExplanation ? why('slaMinutes', clockInput({ ...summary.clock, now: tx.now.toISOString() })) : null;
  return {
    ...summary, clock: { ...summary.clock, ...(explained ? { explanation: explained.explanation } : {}) },
    openedBy: row.opened_by, cause: causeView(events, withExplanation), events: events.map((event) => eventView(event, events)), reports: reports.map(reportView),
  };
}

/** Events that still hold, for documents. */
export const heldEvents = (events: readonly EventRow[]): EventRow[] => {
  const held = new Set(effectiveEvents(timelineOf(events)).map((event) => event.id));
  return events.filter((event) => held.has(event.id));
};
