import { slaMinutes } from '@hoshu/domain';

export type EventKind = 'detected' | 'acknowledged' | 'investigating' | 'reported' | 'restored' | 'closed' | 'note' | 'cause' | 'disputed';
export type IncidentState = 'detected' | 'acknowledged' | 'investigating' | 'restored' | 'closed';
/** What the state of an incident follows from; `at` as milliseconds. */
export interface TimelineEvent { readonly id: string; readonly kind: EventKind; readonly at: number; readonly correctsId: string | null }

const steps: readonly IncidentState[] = ['detected', 'acknowledged', 'investigating', 'restored', 'closed'];
/** The steps that a person records one after the other. */
export const isStep = (kind: string): kind is IncidentState => (steps as readonly string[]).includes(kind);

/** Events that still hold: a correction replaces the event it names (第9条: the record keeps both). Expects and keeps the order of recording. */
export function effectiveEvents<E extends TimelineEvent>(events: readonly E[]): E[] {
  const corrected = new Set(events.map((event) => event.correctsId));
  return events.filter((event) => !corrected.has(event.id));
}

/** The furthest step reached; an incident that is only reported is still where its work is. */
export function incidentState(events: readonly TimelineEvent[]): IncidentState {
  const reached = new Set(effectiveEvents(events).map((event) => event.kind));
  return [...steps].reverse().find((step) => reached.has(step)) ?? 'detected';
}

/** The instant of the first effective event of a kind, or null. */
export const instantOf = (events: readonly TimelineEvent[], kind: EventKind): number | null => effectiveEvents(events).find((event) => event.kind === kind)?.at ?? null;

/** Why a new event cannot be recorded, or null. `closed` lets nothing but notes through. */
export function refusalOf(events: readonly TimelineEvent[], next: { readonly kind: EventKind; readonly correctsId: string | null }): 'incident_closed' | 'incident_state' | 'incident_correction' | 'incident_not_restored' | 'incident_cause_missing' | null {
  const effective = effectiveEvents(events);
  const has = (kind: EventKind) => effective.some((event) => event.kind === kind);
  if (next.correctsId !== null) {
    // 第5条3項: discovery and report are facts that nobody moves afterwards.
    const target = effective.find((event) => event.id === next.correctsId);
    return target && target.kind === next.kind && !['detected', 'reported', 'closed'].includes(target.kind) ? null : 'incident_correction';
  }
  if (has('closed') && next.kind !== 'note' && next.kind !== 'disputed') return 'incident_closed';
  if (isStep(next.kind) && has(next.kind)) return 'incident_state';
  if (next.kind !== 'closed') return null;
  if (!has('restored')) return 'incident_not_restored';
  return has('cause') ? null : 'incident_cause_missing';
}

/** The facts of the clock of 第5条3項; instants as ISO text. */
export interface ReportClockFacts { readonly detectedAt: string; readonly reportedAt: string | null; readonly now: string; readonly targetMinutes: number | null }
export interface ReportClock { readonly minutes: number; readonly result: 'running' | 'running_late' | 'measured' | 'met' | 'late' }

/** R29: minutes from discovery to the first report, judged only where 別紙1 promises a time (D2); without promise it is measured. 第5条3項. */
export function reportClock({ detectedAt, reportedAt, now, targetMinutes }: ReportClockFacts): ReportClock {
  const minutes = slaMinutes(clockInput({ detectedAt, reportedAt, now }));
  const late = targetMinutes !== null && minutes > targetMinutes;
  if (reportedAt === null) return { minutes, result: late ? 'running_late' : 'running' };
  if (targetMinutes === null) return { minutes, result: 'measured' };
  return { minutes, result: late ? 'late' : 'met' };
}

/** The input of `slaMinutes` for this clock; the discovery lies before any wait for the client. */
export const clockInput = ({ detectedAt, reportedAt, now }: Omit<ReportClockFacts, 'targetMinutes'>) => ({ openedAt: detectedAt, resolvedAt: reportedAt ?? (now < detectedAt ? detectedAt : now), clientWaits: [] });
