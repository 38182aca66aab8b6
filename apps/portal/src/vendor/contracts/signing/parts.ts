import type { Tone } from '../../../shared/parts/Status.js';
import type { SigningView } from '../../../shared/signing/types.js';

export type SigningRequest = NonNullable<SigningView['request']>;
export const requestTones: Record<SigningRequest['state'], Tone> = { open: 'info', declined: 'bad', expired: 'warn', completed: 'good', cancelled: 'muted' };
export interface SigningProps { readonly view: SigningView; readonly request: SigningRequest }
