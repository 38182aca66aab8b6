import { addDays, type LocalDate } from '../calendar/local-date.js';
import { refuse, type Decision } from '../decision/decision.js';
import type { AgreementEntry } from './agreement-course.js';

/** A step of a 別途契約. `onDay`: of a delivery the day of 引渡し, of an inspection the day on which 甲 found it good. `untilOn`: of a delivery the last day on which 甲 may object, null where no 検収 is agreed. */
export interface WorkEntry extends AgreementEntry {
  readonly onDay: LocalDate | null;
  readonly untilOn: LocalDate | null;
}

/** agreed: not delivered. inspecting: 甲 may still confirm or object. objected: 乙 delivers again. accepted: the fee may be billed. waived: 乙 gave the fee up (民法519条). */
export type WorkState = 'agreed' | 'inspecting' | 'objected' | 'accepted' | 'waived';
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
export type WorkRefusal = 'work_delivered_already' | 'work_not_inspecting' | 'work_not_recallable' | 'work_not_charged' | 'work_waived';

/**
 * The last day on which 甲 may object to a delivery, null where no 検収 is agreed. The day after counts as the first (民法140条);
 * a delivery that 乙 recorded later counts from the day of the record, as 甲 heard of it only then.
 */
export function inspectUntil({ deliveredOn, recordedOn, inspectionDays }: { readonly deliveredOn: LocalDate; readonly recordedOn: LocalDate; readonly inspectionDays: number | null }): LocalDate | null {
  return inspectionDays === null ? null : addDays(recordedOn > deliveredOn ? recordedOn : deliveredOn, inspectionDays);
}

/** 第4条2項: where the work of a 別途契約 stands on a day. The newest delivery that 乙 did not take back counts. */
export function workCourse(entries: readonly WorkEntry[], today: LocalDate): WorkCourse {
  const recalled = new Set(entries.filter(({ kind }) => kind === 'recall').map(({ refersToId }) => refersToId));
  const delivery = entries.findLast(({ id, kind }) => kind === 'delivery' && !recalled.has(id));
  if (!delivery) return { state: 'agreed', deliveryId: null, deliveredOn: null, untilOn: null, acceptedOn: null, basis: null };
  const { id, onDay: deliveredOn, untilOn } = delivery;
  const base = { deliveryId: id, deliveredOn, untilOn };
  const answer = entries.find(({ kind, refersToId }) => refersToId === id && (kind === 'inspection' || kind === 'objection'));
  if (answer?.kind === 'objection') return { ...base, state: 'objected', acceptedOn: null, basis: null };
  const state = entries.some(({ kind }) => kind === 'waiver') ? 'waived' : 'accepted';
  if (answer) return { ...base, state, acceptedOn: answer.onDay, basis: 'inspection' };
  if (untilOn === null) return { ...base, state, acceptedOn: deliveredOn, basis: 'no_inspection' };
  if (today > untilOn) return { ...base, state, acceptedOn: addDays(untilOn, 1), basis: 'period' };
  return { ...base, state: 'inspecting', acceptedOn: null, basis: null };
}

/** Whether 乙 may take back a delivery: until 甲 found it good, or the period passed. Where no 検収 is agreed, 甲 never answered: until an invoice holds the fee, which the caller knows. */
export const isRecallable = ({ state, basis }: WorkCourse): boolean => state === 'inspecting' || (state === 'accepted' && basis === 'no_inspection');

/** 第4条2項: whether a delivery may be recorded (again), or this one be confirmed, objected to or taken back, or its fee be given up. */
export function decideWork(entries: readonly WorkEntry[], next: { readonly kind: 'delivery' | 'inspection' | 'objection' | 'recall' | 'waiver'; readonly refersToId: string | null }, today: LocalDate): Decision<{ readonly course: WorkCourse }, WorkRefusal> {
  const course = workCourse(entries, today);
  const isThis = course.deliveryId === next.refersToId;
  const problem = ((): WorkRefusal | null => {
    if (next.kind === 'inspection' || next.kind === 'objection') return course.state === 'inspecting' && isThis ? null : 'work_not_inspecting';
    if (course.state === 'waived') return 'work_waived';
    if (next.kind === 'delivery') return course.state === 'agreed' || course.state === 'objected' ? null : 'work_delivered_already';
    if (next.kind === 'recall') return isRecallable(course) && isThis ? null : 'work_not_recallable';
    return course.state === 'accepted' ? null : 'work_not_charged';
  })();
  return problem ? refuse(problem, '第4条2項') : { ok: true, course };
}
