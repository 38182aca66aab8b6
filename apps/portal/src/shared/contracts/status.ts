import type { ResponseOf, contractRoutes } from '@hoshu/api-schema';
import type { Tone } from '../parts/Status.js';

export type ContractRow = ResponseOf<typeof contractRoutes.list>['items'][number];
export type ContractData = ResponseOf<typeof contractRoutes.get>;
/** Icon and colour of a contract's state; the words stand in the catalogue `home`. */
export const contractTones: Record<ContractRow['status'], Tone> = { draft: 'muted', awaiting_signatures: 'info', declined: 'bad', expired: 'warn', withdrawn: 'muted', not_started: 'info', in_force: 'good', ending: 'warn', ended: 'muted' };
