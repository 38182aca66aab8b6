import { errorEntry, type ErrorCode, type FieldProblem, type Problem } from '@hoshu/api-schema';
import type { z } from 'zod';

type Locale = 'ja' | 'en';

/** Builds RFC 9457 problem+json. */
export function problemOf(code: ErrorCode, { locale, requestId }: { locale: Locale; requestId: string }, extra: { article?: string; data?: Record<string, unknown>; fields?: readonly FieldProblem[] } = {}): Problem {
  const entry = errorEntry(code);
  const sentence = entry[locale];
  return {
    type: `urn:hoshu:problem:${code}`, title: sentence, status: entry.status, code, detail: sentence,
    article: extra.article ?? entry.article ?? null, requestId, errors: [...(extra.fields ?? [])], ...(extra.data ? { data: extra.data } : {}),
  };
}

const sentences: Record<string, (issue: z.core.$ZodIssue) => { ja: string; en: string }> = {
  missing: () => ({ ja: '入力してください。', en: 'Please fill this in.' }),
  characters: () => ({ ja: '使えない文字が含まれています。', en: 'Contains characters that cannot be used.' }),
  date: () => ({ ja: '正しい日付を入力してください。例：2026-12-01', en: 'Enter a valid date, for example 2026-12-01.' }),
  email: () => ({ ja: 'メールアドレスを確認してください。例：name@example.co.jp', en: 'Check the e-mail address, for example name@example.com.' }),
  too_small: (issue) => minimum(issue as z.core.$ZodIssueTooSmall),
  too_big: (issue) => maximum(issue as z.core.$ZodIssueTooBig),
  unrecognized_keys: () => ({ ja: '受け付けていない項目です。', en: 'This field is not accepted.' }),
  invalid_value: () => ({ ja: '選択肢から選んでください。', en: 'Please choose one of the options.' }),
  invalid_type: () => ({ ja: '入力形式を確認してください。', en: 'Please check the type of this value.' }),
};
const fallback = { ja: '入力内容を確認してください。', en: 'Please check this value.' };

function minimum(issue: z.core.$ZodIssueTooSmall): { ja: string; en: string } {
  const limit = Number(issue.minimum);
  if (issue.origin === 'string') return limit <= 1 ? { ja: '入力してください。', en: 'Please fill this in.' } : { ja: `${limit}文字以上で入力してください。`, en: `Enter at least ${limit} characters.` };
  if (issue.origin === 'array') return { ja: `${limit}件以上選んでください。`, en: `Choose at least ${limit}.` };
  return { ja: `${limit}以上の数を入力してください。`, en: `Enter ${limit} or more.` };
}
function maximum(issue: z.core.$ZodIssueTooBig): { ja: string; en: string } {
  const limit = Number(issue.maximum);
  if (issue.origin === 'string') return { ja: `${limit}文字以内で入力してください。`, en: `Enter at most ${limit} characters.` };
  if (issue.origin === 'array') return { ja: `${limit}件以内にしてください。`, en: `At most ${limit} items.` };
  return { ja: `${limit.toLocaleString('ja-JP')}以下の数を入力してください。`, en: `Enter ${limit.toLocaleString('en-US')} or less.` };
}

/** Every problem zod found, each with its path under `part` and a sentence. Values the caller sent are never echoed. */
export function fieldProblems(error: z.ZodError, part: string, locale: Locale): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const custom = 'params' in issue ? (issue.params as { code?: string } | undefined)?.code : undefined;
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    const code = custom ?? (missing ? 'missing' : issue.code);
    const message = (sentences[code]?.(issue) ?? fallback)[locale];
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 20).map((key) => [...issue.path, key]) : [issue.path];
    return keys.map((path) => ({ path: [part, ...path.map(String)].join('.'), code, message }));
  }).slice(0, 100);
}
