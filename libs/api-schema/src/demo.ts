import { z } from 'zod';
import { localDate, ok } from './fields.js';
import { defineRoute } from './route.js';

export const demoPeople = ['owner', 'tantou', 'midori', 'support', 'operator'] as const;

export const demoRoutes = {
  state: defineRoute({
    permission: 'public', audience: [], demoOnly: true, id: 'demo.state', method: 'GET', path: '/api/v1/demo', summary: { ja: 'デモの登場人物と日付', en: 'People and date of the demo' },
    response: z.strictObject({ people: z.array(z.strictObject({ key: z.enum(demoPeople), name: z.string(), role: z.strictObject({ ja: z.string(), en: z.string() }), organisation: z.string() })), today: localDate, movedDays: z.int(), advancing: z.boolean(), mailPageUrl: z.string().nullable(), bankPageUrl: z.string().nullable() }),
  }),
  enter: defineRoute({
    permission: 'public', audience: [], demoOnly: true, id: 'demo.enter', method: 'POST', path: '/api/v1/demo/entrance', summary: { ja: 'デモの人物として入る', en: 'Enter as a person of the demo' },
    body: z.strictObject({ person: z.enum(demoPeople) }), response: z.strictObject({ status: z.enum(['signed_in', 'second_factor']), next: z.string() }),
  }),
  advance: defineRoute({
    permission: 'demo.control', audience: ['vendor', 'client'], demoOnly: true, id: 'demo.advance', method: 'POST', path: '/api/v1/demo/advance', summary: { ja: '日付を進め、期日の来た処理を動かす', en: 'Move the date and run what falls due' },
    body: z.strictObject({ by: z.enum(['day', 'month']) }), response: ok,
  }),
} as const;
