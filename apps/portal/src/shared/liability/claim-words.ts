import type { claimRoutes, ResponseOf } from '@hoshu/api-schema';
import type { Tone } from '../parts/Status.js';

export type Claim = ResponseOf<typeof claimRoutes.get>;
export const claimTones: Readonly<Record<Claim['state'], Tone>> = { raised: 'bad', investigating: 'warn', negotiating: 'warn', settled: 'good', failed: 'muted' };
