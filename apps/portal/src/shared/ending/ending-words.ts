import type { rescissionRoutes, ResponseOf } from '@hoshu/api-schema';
import type { Tone } from '../parts/Status.js';

export type Declaration = ResponseOf<typeof rescissionRoutes.get>;
export type DeclarationList = ResponseOf<typeof rescissionRoutes.list>;
export const declarationTones: Readonly<Record<Declaration['state'], Tone>> = {
  draft: 'muted', ready: 'info', sending: 'info', letter_printed: 'info', posted: 'warn', attempted: 'warn', bounced: 'bad', arrived: 'bad', withdrawn: 'muted',
};
