import { z } from 'zod';
import { empty, ok } from './fields.js';
import { defineRoute } from './route.js';

/** `working`: the invoices, the incident and the report of fresh samples are still being made. */
const state = z.strictObject({ present: z.boolean(), working: z.boolean(), clients: z.int(), contracts: z.int(), invoices: z.int() });
const write = { permission: 'sample.write', audience: ['vendor'] } as const;

export const sampleRoutes = {
  state: defineRoute({ permission: 'company.read', audience: ['vendor'], id: 'samples.state', method: 'GET', path: '/api/v1/samples', summary: { ja: 'サンプルの有無', en: 'Whether samples are there' }, response: state }),
  add: defineRoute({ ...write, id: 'samples.add', method: 'POST', path: '/api/v1/samples', summary: { ja: 'サンプルを入れる', en: 'Add the samples' }, body: empty, response: z.strictObject({ added: z.boolean() }) }),
  wipe: defineRoute({ ...write, id: 'samples.wipe', method: 'DELETE', path: '/api/v1/samples', summary: { ja: 'サンプルを消す', en: 'Remove the samples and nothing else' }, response: ok }),
} as const;
