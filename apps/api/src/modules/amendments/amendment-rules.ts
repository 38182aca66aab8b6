import { changesMoney, diffContracts, renderContract, unfilled, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { AppError } from '../../platform/app-error.js';
import type { ContractFacts } from '../contracts/index.js';
import type { AmendmentRow, Side } from './amendment.repository.js';

/**
 * Whether a running contract may change on a day, as it stands today. What was signed on paper may have begun before it is registered.
 * Throws contract_not_concluded, amendment_contract_ended, amendment_effective_past, amendment_before_start, amendment_after_end, amendment_later_exists.
 */
export function checkDay(facts: ContractFacts, effectiveOn: string, { today, onPaper = false }: { readonly today: string; readonly onPaper?: boolean }): void {
  const first = facts.periods[0];
  if (!facts.conclusion || !first) throw new AppError('contract_not_concluded');
  if (facts.end && facts.end.lastOn < today) throw new AppError('amendment_contract_ended', { data: { endsOn: facts.end.lastOn } });
  if (effectiveOn < today && !onPaper) throw new AppError('amendment_effective_past', { data: { today } });
  if (effectiveOn <= first.startsOn) throw new AppError('amendment_before_start', { data: { startsOn: first.startsOn } });
  if (facts.end && effectiveOn > facts.end.lastOn) throw new AppError('amendment_after_end', { data: { endsOn: facts.end.lastOn } });
  // A change under a later one would be undone by it, for the later text does not know it.
  const latest = facts.versions.at(-1)?.effectiveOn ?? null;
  if (latest !== null && effectiveOn < latest) throw new AppError('amendment_later_exists', { data: { effectiveOn: latest } });
}

/** Whether an act on an open proposal is this side's. Throws amendment_not_open, amendment_side. */
export function checkTurn(row: Pick<AmendmentRow, 'state'>, turn: Side, side: Side): void {
  if (row.state !== 'open') throw new AppError('amendment_not_open');
  if (turn !== side) throw new AppError('amendment_side');
}

/** Answers are given on the screen only where both sign there. Throws amendment_method. */
export function checkOnScreen({ method }: Pick<AmendmentRow, 'method'>): void {
  if (method !== 'electronic') throw new AppError('amendment_method');
}

// Where the form of a change holds a blank: 別紙1 without its name, the sites by their ids.
const fieldOf = (path: string): string => `body.changes.${path.startsWith('sites.') ? 'siteIds' : path.replace(/^annex\./, '')}`;

/** What does not read differently is no change: nobody signs what the comparison does not show. Throws amendment_no_change, amendment_incomplete. */
export function checkTerms(before: ContractTerms, after: ContractTerms): void {
  if (canonicalJson(before) === canonicalJson(after) || diffContracts(renderContract(before), renderContract(after)).length === 0) throw new AppError('amendment_no_change');
  const known = new Set(unfilled(before).map(({ path }) => path));
  const items = unfilled(after).filter(({ path }) => !known.has(path));
  if (items.length > 0) throw new AppError('amendment_incomplete', { data: { items }, fields: items.map(({ path, ja }) => ({ path: fieldOf(path), code: 'missing', message: `${ja}を入力してください。` })) });
}

/** The month from which changed money counts: that of the day, or the next one (D30). Null when an invoice would not change. */
export function moneyFrom(before: ContractTerms, after: ContractTerms, effectiveOn: string): string | null {
  return changesMoney(before, after) ? effectiveOn : null;
}

