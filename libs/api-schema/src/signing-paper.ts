import { z } from 'zod';
import { instant, localDate, optionalLine, uuid } from './fields.js';
import { defineRoute } from './route.js';

const copy = z.enum(['client', 'vendor']);
/** What happens to a copy, in its usual order: sealed by 乙, sent to 甲, back with both seals, kept by whoever it belongs to. */
export const paperSteps = ['sealed', 'sent', 'returned', 'kept'] as const;
const step = z.enum(paperSteps);
const contractId = z.strictObject({ contractId: uuid });

export const paperCopies = z.strictObject({
  copies: z.array(z.strictObject({
    copy,
    /** The newest step that happened; null before the first. */
    standing: step.nullable(),
    /** Oldest first. */
    steps: z.array(z.strictObject({ step, happenedOn: localDate, note: z.string(), enteredBy: z.string(), enteredAt: instant })),
  })),
  /** Both copies are where they belong. */
  complete: z.boolean(),
});

const vendor = { audience: ['vendor'], params: contractId, path: '/api/v1/contracts/:contractId/signing/paper-copies', response: paperCopies, article: '後文' } as const;
export const signingPaperRoutes = {
  copies: defineRoute({ ...vendor, permission: 'contract.read', id: 'signing.paperCopies', method: 'GET', summary: { ja: '紙の契約書2通が、今どこにあるか', en: 'Where the two paper copies are' } }),
  move: defineRoute({ ...vendor, permission: 'contract.send', id: 'signing.movePaperCopy', method: 'POST', summary: { ja: '紙の契約書の押印・送付・返送・保管を記録する', en: 'Record sealing, sending, return or keeping of a copy' }, body: z.strictObject({ copy, step, happenedOn: localDate, note: optionalLine(200) }) }),
} as const;
