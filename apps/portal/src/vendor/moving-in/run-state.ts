import type { movingInRoutes, ResponseOf } from '@hoshu/api-schema';

export type Run = ResponseOf<typeof movingInRoutes.run>;
export const stateTones = { preview: 'muted', partly: 'warn', done: 'good', undone: 'muted' } as const;
export const rowTones = { error: 'bad', ready: 'good', duplicate: 'muted', done: 'good' } as const;
