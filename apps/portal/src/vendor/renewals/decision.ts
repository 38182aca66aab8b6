import type { ResponseOf, renewalRoutes } from '@hoshu/api-schema';
import type { Tone } from '../../shared/parts/Status.js';

export type DecisionRow = ResponseOf<typeof renewalRoutes.queue>['items'][number];
export type DecisionState = DecisionRow['state'];

/** 未決定 first, then what can be chosen in the order of the queue's keys. */
export const decisionStates = ['undecided', 'renew', 'renegotiate', 'end', 'snoozed'] as const satisfies readonly DecisionState[];
export const decisionTones: Readonly<Record<DecisionState, Tone>> = { undecided: 'warn', renew: 'good', renegotiate: 'info', end: 'bad', snoozed: 'muted' };
export const isDecisionState = (value: string | undefined): value is DecisionState => decisionStates.some((state) => state === value);
