import type { ResponseOf, offboardingRoutes } from '@hoshu/api-schema';
import { canonicalJson } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { ItemRow } from './offboarding.repository.js';

export type OffboardingView = ResponseOf<typeof offboardingRoutes.get>;
/** An item as it is shown, hashed, printed and frozen. */
export type ListedItem = OffboardingView['items'][number];

/** Items with their state: the last mark of a person, else what the record itself says. */
export function listed(rows: readonly ItemRow[], finished: ReadonlyMap<string, boolean>): ListedItem[] {
  return rows.map((row) => {
    const { mark } = row;
    const automatic = finished.get(row.sourceKey);
    const stands = mark && mark.kind !== 'reopened' ? mark : null;
    return {
      id: row.id, kind: row.kind, title: row.title, detail: row.detail, article: row.article, ownerSide: row.ownerSide, addedSide: row.addedSide, addedBy: row.addedBy, addedOn: row.addedOn,
      state: automatic === true ? 'done' : stands ? (stands.kind === 'waived' ? 'waived' : 'done') : 'open', isAutomatic: automatic !== undefined,
      markedBy: automatic === true ? '' : (stands?.by ?? ''), markedSide: automatic === true ? null : (stands?.side ?? null), markedOn: automatic === true ? null : (stands?.on ?? null), text: automatic === true ? '' : (stands?.text ?? ''),
    };
  });
}

/** What a confirmation confirms: the last day and every item with its state, by whom and why. */
export const listHash = (lastOn: string, items: readonly ListedItem[]): string =>
  sha256(canonicalJson({ lastOn, items: items.map(({ id, kind, title, detail, ownerSide, state, markedBy, markedOn, text }) => ({ id, kind, title, detail, ownerSide, state, markedBy, markedOn, text })) }));
