import { addDays, type LocalDate } from '../calendar/local-date.js';
import { refuse, type Decision } from '../decision/decision.js';
import type { AgreementEntry } from './agreement-course.js';

/** A step of a 別途契約. `onDay`: of a delivery the day of 引渡し, of an inspection the day on which 甲 found it good. `untilOn`: of a delivery the last day on which 甲 may object, null where no 検収 is agreed. */
export interface WorkEntry extends AgreementEntry {
  readonly onDay: LocalDate | null;
  readonly untilOn: LocalDate | null;
}

/** agreed: not delivered. inspecting: 甲 may still confirm or object. objected: 乙 delivers again. accepted: the fee may be billed. */
export type WorkState = 'agreed' | 'inspecting' | 'objected' | 'accepted';
/** What made it accepted: 甲 confirmed; no 検収 was agreed (民法633条); the period passed without an objection. */
export type WorkBasis = 'inspection' | 'no_inspection' | 'period';
export interface WorkCourse {
  readonly state: WorkState;
  readonly deliveryId: string | null;
  readonly deliveredOn: LocalDate | null;
  readonly untilOn: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  readonly basis: WorkBasis | null;
}
export type WorkRefusal = 'work_delivered_already' | 'work_not_inspecting';

/**
 * The last day on which 甲 may object to a delivery, null where no 検収 is agreed. The day after counts as the first (民法140条);
 * a delivery that 乙 recorded later counts from the day of the record, as 甲 heard of it only then.
 */
export function inspectUntil({ deliveredOn, recordedOn, inspectionDays }: { readonly deliveredOn: LocalDate; readonly recordedOn: LocalDate; readonly inspectionDays: number | null }): LocalDate | null {
  return inspectionDays === null ? null : addDays(recordedOn > deliveredOn ? recordedOn : deliveredOn, inspectionDays);
}

/** 第4条2項: where the work of a 別途契約 stands on a day. The newest delivery counts. */
export function workCourse(entries: readonly WorkEntry[], today: LocalDate): WorkCourse {
  const delivery = entries.findLast(({ kind }) => kind === 'delivery');
  if (!delivery) return { state: 'agreed', deliveryId: null, deliveredOn: null, untilOn: null, acceptedOn: null, basis: null };
  const { id, onDay: deliveredOn, untilOn } = delivery;
  const base = { deliveryId: id, deliveredOn, untilOn };
  const answer = entries.find(({ kind, refersToId }) => refersToId === id && (kind === 'inspection' || kind === 'objection'));
  if (answer?.kind === 'objection') return { ...base, state: 'objected', acceptedOn: null, basis: null };
  if (answer) return { ...base, state: 'accepted', acceptedOn: answer.onDay, basis: 'inspection' };
  if (untilOn === null) return { ...base, state: 'accepted', acceptedOn: deliveredOn, basis: 'no_inspection' };
  if (today > untilOn) return { ...base, state: 'accepted', acceptedOn: addDays(untilOn, 1), basis: 'period' };
  return { ...base, state: 'inspecting', acceptedOn: null, basis: null };
}

/** 第4条2項: whether a delivery may be recorded (again), or this one be confirmed or objected to. */
export function decideWork(entries: readonly WorkEntry[], next: { readonly kind: 'delivery' | 'inspection' | 'objection'; readonly refersToId: string | null }, today: LocalDate): Decision<{ readonly course: WorkCourse }, WorkRefusal> {
  const course = workCourse(entries, today);
  if (next.kind === 'delivery') return course.state === 'agreed' || course.state === 'objected' ? { ok: true, course } : refuse('work_delivered_already', '第4条2項');
  return course.state === 'inspecting' && course.deliveryId === next.refersToId ? { ok: true, course } : refuse('work_not_inspecting', '第4条2項');
}
