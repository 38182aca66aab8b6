import { errorEntry, type ErrorCode, type FieldProblem } from '@hoshu/api-schema';

interface Details {
  /** Facts the portal may show beside the sentence (dates, counts); never secrets. */
  readonly data?: Record<string, unknown>;
  /** Field problems found by a rule rather than by the schema. */
  readonly fields?: readonly FieldProblem[];
  /** Article that refuses, when it depends on the case. */
  readonly article?: string;
}

/** An expected refusal with a registered code; becomes problem+json. */
export class AppError extends Error {
  constructor(readonly code: ErrorCode, readonly details: Details = {}) {
    super(code);
    this.name = 'AppError';
  }
  get status(): number {
    return errorEntry(this.code).status;
  }
}

/** Refuses with `not_found` when a row is absent or belongs to someone else: both answer alike. */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw new AppError('not_found');
  return row;
}
