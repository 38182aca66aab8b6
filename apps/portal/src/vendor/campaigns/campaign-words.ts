import type { ResponseOf, campaignRoutes } from '@hoshu/api-schema';
import type { Tone } from '../../shared/parts/Status.js';

export type Campaign = ResponseOf<typeof campaignRoutes.get>;
export type PriceProposal = Campaign['items'][number];

export const proposalTones: Record<PriceProposal['state'], Tone> = { scheduled: 'info', cancelled: 'muted', skipped: 'bad', open: 'warn', agreed: 'good', declined: 'bad', withdrawn: 'muted', lapsed: 'muted' };
/** In the order in which they are told. */
export const proposalStates: readonly PriceProposal['state'][] = ['open', 'agreed', 'declined', 'lapsed', 'scheduled', 'withdrawn', 'cancelled', 'skipped'];
