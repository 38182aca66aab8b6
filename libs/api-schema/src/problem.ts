import { z } from 'zod';

/** One field that does not fit: JSON pointer-like path (`body.name`), machine code, sentence in the caller's language. */
export const fieldProblem = z.strictObject({ path: z.string(), code: z.string(), message: z.string() });
/** RFC 9457 problem+json with our members. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  article: z.string().nullable(),
  requestId: z.string(),
  errors: z.array(fieldProblem),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.output<typeof problem>;
export type FieldProblem = z.output<typeof fieldProblem>;
