import type { LocalDate } from '../calendar/local-date.js';

/** A decision: the facts to store, or why not and by which article. Expected refusals are values, never exceptions. */
export type Decision<Facts, Refusal extends string> = Accepted<Facts> | Refused<Refusal>;

export type Accepted<Facts> = { readonly ok: true } & Facts;

/** `offer`: what the person can do instead, where the contract has such a way. */
export interface Refused<Refusal extends string> {
  readonly ok: false;
  readonly refusal: Refusal;
  readonly article: string;
  readonly offer?: { readonly article: string; readonly endsOn: LocalDate };
}

/** Makes a refusal. */
export function refuse<Refusal extends string>(refusal: Refusal, article: string, offer?: Refused<Refusal>['offer']): Refused<Refusal> {
  return offer === undefined ? { ok: false, refusal, article } : { ok: false, refusal, article, offer };
}

export type NoticeMedium = 'paper' | 'email' | 'portal';
export type ContractSide = 'client' | 'vendor';

/** What every notice is judged by. `inForceSince`: null while the contract is not concluded. `endsOn`: the end already fixed by another notice. */
export interface NoticeFacts {
  readonly medium: NoticeMedium;
  readonly by: ContractSide;
  /** null = not arrived yet: `today` is taken, which is how the portal previews. */
  readonly arrivedOn: LocalDate | null;
  readonly inForceSince: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly electronicWrittenAgreed?: boolean;
  readonly vendorIsFreelance?: boolean;
}
