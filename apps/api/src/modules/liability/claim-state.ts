import type { ResponseOf, claimRoutes } from '@hoshu/api-schema';

type View = ResponseOf<typeof claimRoutes.get>;
export type ClaimSide = View['side'];
export type ClaimState = View['state'];
export type ClaimAct = View['mayDo'][number];

interface Course { readonly claimant: ClaimSide; readonly kinds: readonly View['events'][number]['kind'][]; readonly settled: boolean; /** Sides that confirmed the newest proposal; null without one. */ readonly confirmed: readonly ClaimSide[] | null }

/** Where a claim stands: 提起→調査→協議→合意／不成立. A proposal is negotiation already. */
export function claimState({ kinds, settled }: Pick<Course, 'kinds' | 'settled'>): ClaimState {
  if (settled) return 'settled';
  if (kinds.includes('failed')) return 'failed';
  if (kinds.includes('negotiating') || kinds.includes('proposed')) return 'negotiating';
  return kinds.includes('investigating') ? 'investigating' : 'raised';
}

/** What one side may do now. Only the other side investigates; nobody confirms its own proposal; a claim that is over stays as it is. */
export function claimActs(course: Course, side: ClaimSide): ClaimAct[] {
  const state = claimState(course);
  if (state === 'settled' || state === 'failed') return [];
  const acts: ClaimAct[] = ['statement', 'failed', 'propose'];
  if (state === 'raised' && side !== course.claimant) acts.unshift('investigating');
  if (state !== 'negotiating') acts.unshift('negotiating');
  if (course.confirmed && !course.confirmed.includes(side)) acts.push('confirm');
  return acts;
}
