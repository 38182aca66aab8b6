import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Tone } from '../../../shared/parts/Status.js';

export type SigningView = ResponseOf<typeof signingRoutes.get>;
export type SigningRequest = NonNullable<SigningView['request']>;
export const requestTones: Record<SigningRequest['state'], Tone> = { open: 'info', declined: 'bad', expired: 'warn', completed: 'good', cancelled: 'muted' };
export interface SigningProps { readonly view: SigningView; readonly request: SigningRequest }
