import type { ResponseOf, amendmentRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import type { Side } from '../contracts/side.js';
import type { Tone } from '../parts/Status.js';

export type Amendment = ResponseOf<typeof amendmentRoutes.get>;
export type AmendmentRow = ResponseOf<typeof amendmentRoutes.ofContract>['items'][number];
export type DiffBlocks = Amendment['model']['changes'];

export const amendmentTones: Record<Amendment['state'], Tone> = { open: 'warn', agreed: 'good', declined: 'bad', withdrawn: 'muted', lapsed: 'muted' };

/** How it stands, in words; a paper waits for signatures, not for an answer. */
export const stateKey = ({ state, method }: Pick<AmendmentRow, 'state' | 'method'>) => (state === 'open' && method !== 'electronic' ? 'amendments.state.onPaper' as const : `amendments.state.${state}` as const);

/** The page of one amendment in the tree of a side. */
export const amendmentPath = (side: Side, amendmentId: string): string => pathTo(side === 'client' ? 'client.amendment' : 'vendor.amendment', { amendmentId });
