import { translate } from '../i18n/translate.js';

export interface FieldError { readonly path: string; readonly message: string }

interface ProblemInit {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly article: string | null;
  readonly requestId: string;
  readonly errors: readonly FieldError[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** An answer that is no success. `status` 0: the API was not reached, so the outcome of an act is unknown. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Article of the contract behind a refusal, e.g. `第18条`. */
  readonly article: string | null;
  readonly requestId: string;
  readonly errors: readonly FieldError[];
  readonly data: Readonly<Record<string, unknown>>;

  constructor(init: ProblemInit) {
    super(init.detail || init.title);
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.detail = init.detail;
    this.article = init.article;
    this.requestId = init.requestId;
    this.errors = init.errors;
    this.data = init.data;
  }

  /** Whether the act may have happened although no answer says so. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 502;
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {});
const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Reads a problem+json body; whatever is missing gets a plain sentence. Never throws. */
export function problemFrom(status: number, body: unknown, requestId = ''): ApiProblem {
  const values = record(body);
  const errors = Array.isArray(values['errors']) ? values['errors'].map(record) : [];
  const fallback = status === 0 ? translate('shell.problem.unreachable') : translate('shell.problem.unexpected');
  return new ApiProblem({
    status,
    code: text(values['code'], status === 0 ? 'unreachable' : 'unexpected'),
    title: text(values['title'], fallback),
    detail: text(values['detail'], fallback),
    article: typeof values['article'] === 'string' ? values['article'] : null,
    requestId: text(values['requestId'], requestId),
    errors: errors.map((item) => ({ path: text(item['path']), message: text(item['message']) })),
    data: record(values['data']),
  });
}

/** Any thrown thing as a problem, for screens. */
export const asProblem = (error: unknown): ApiProblem => (error instanceof ApiProblem ? error : problemFrom(-1, null));
