import { z } from 'zod';
import { variableFaults } from '@hoshu/domain';
import { line, localDate, multiline, optionalLine, positiveYen } from './fields.js';

const minutes = z.int().min(1).max(525_600).nullable();

/** A 特約 in own words. Every `{{name}}` of its text has one variable of that name, and every variable stands in the text. */
export const ownTerm = z.strictObject({ title: line(60), text: multiline(2_000), variables: z.array(z.strictObject({ name: line(20), hint: optionalLine(100), example: optionalLine(60), value: optionalLine(100) })).max(10) }).superRefine((term, context) => {
  for (const { at, code, name } of variableFaults(term)) context.addIssue({ code: 'custom', path: at === 'text' ? ['text'] : ['variables', at, 'name'], message: name, params: { code } });
});

/** What the wizard asks; parties, sites and notice addresses come from the registers, the first term's last day from R01. */
export const termsInput = z.strictObject({
  signingForm: z.enum(['electronic', 'paper']),
  feeYen: positiveYen.nullable(),
  taxMode: z.enum(['inclusive', 'exclusive']),
  dueDay: z.int().min(1).max(31).nullable(),
  dueConvention: z.enum(['next', 'previous', 'none']),
  timing: z.enum(['arrears', 'sameMonth', 'advance']),
  transferFeeBearer: z.enum(['client', 'vendor']),
  proration: z.strictObject({ method: z.enum(['daily', 'none', 'full']), basis: z.enum(['actual', '30']), rounding: z.enum(['floor', 'round', 'ceil']) }),
  contractDate: localDate.nullable(),
  term: z.strictObject({ startOn: localDate.nullable(), startsAtMidnight: z.boolean(), months: z.int().min(1).max(120), renewalMonths: z.int().min(1).max(120).optional() }),
  noticeDays17: z.int().min(1).max(365),
  noticeDays18: z.int().min(1).max(365),
  capWindowMonths: z.int().min(1).max(60),
  survivalYears: z.int().min(1).max(30),
  court: z.strictObject({ kind: z.enum(['client', 'vendor', 'named']), name: optionalLine(60) }),
  annex: z.strictObject({
    works: z.array(z.strictObject({ number: z.int().min(1).max(9), applies: z.boolean(), frequency: optionalLine(60) })).length(9).refine((works) => works.every((work, index) => work.number === index + 1)),
    minorWork: z.strictObject({ perMonth: z.int().min(0).max(1_000).nullable(), minutesEach: z.int().min(1).max(1_440).nullable() }),
    backup: z.union([z.strictObject({ frequency: optionalLine(60), retention: optionalLine(60), method: optionalLine(120) }), z.strictObject({ underDiscussionUntil: localDate })]),
    responseTargets: z.strictObject({ reportWithinMinutes: minutes, startWithinMinutes: minutes, restoreWithinMinutes: minutes, serviceHours: optionalLine(80) }).optional(),
    specialTerms: z.strictObject({
      electronicNotice: z.boolean().optional(), lateInterestPercent: z.number().min(3).max(14.6).multipleOf(0.1).optional(), capFloorMonths: z.int().min(1).max(60).optional(),
      emergencyAccess: z.boolean().optional(), confidentialityExceptions: z.boolean().optional(), deemedArrival: z.boolean().optional(),
    }),
    ownTerms: z.array(ownTerm).max(20).optional(),
  }),
});
export type TermsInput = z.output<typeof termsInput>;
