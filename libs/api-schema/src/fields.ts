import { z } from 'zod';

// C0/C1 control characters have no place in a field; PostgreSQL refuses NUL, and lone surrogates are silently replaced there.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const clean = (value: string) => value.isWellFormed() && !controls.test(value);

/** One line of text, trimmed, 1…max characters. */
export const line = (max: number) =>
  z.string().max(max * 2).transform((value) => value.trim()).pipe(
    z.string().min(1).max(max).refine((value) => clean(value) && !/[\n\r\t]/.test(value), { params: { code: 'characters' } }),
  );
/** One line that may be empty. */
export const optionalLine = (max: number) =>
  z.string().max(max * 2).transform((value) => value.trim()).pipe(
    z.string().max(max).refine((value) => clean(value) && !/[\n\r\t]/.test(value), { params: { code: 'characters' } }),
  );
/** Text with line breaks, trimmed at its end, 1…max characters. */
export const multiline = (max: number) =>
  z.string().max(max * 2).transform((value) => value.replaceAll('\r\n', '\n').trimEnd()).pipe(
    z.string().min(1).max(max).refine(clean, { params: { code: 'characters' } }),
  );
/** Text with line breaks that may be empty. */
export const optionalMultiline = (max: number) =>
  z.string().max(max * 2).transform((value) => value.replaceAll('\r\n', '\n').trimEnd()).pipe(
    z.string().max(max).refine(clean, { params: { code: 'characters' } }),
  );

/** UUID of any version, lower case. */
export const uuid = z.uuid().transform((value) => value.toLowerCase());

const daysIn = (year: number, month: number) =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
/** Japanese calendar day `YYYY-MM-DD` that exists, 1990–2199. */
export const localDate = z.string().max(10).refine((value) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1990 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}, { params: { code: 'date' } });
/** Service month `YYYY-MM`. */
export const yearMonth = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/);
/** Instant with offset, RFC 3339. */
export const instant = z.iso.datetime({ offset: true });
/** Whole yen, 0 … 999,999,999,999. */
export const yen = z.int().min(0).max(999_999_999_999);
/** Whole yen above zero. */
export const positiveYen = z.int().min(1).max(999_999_999_999);

/** E-mail address, lower case, at most 254 characters; no quotes, commas or spaces, so that it can never add a recipient. */
export const email = z.string().max(254).transform((value) => value.trim().toLowerCase()).pipe(
  z.string().refine((value) => {
    const at = value.lastIndexOf('@');
    if (at < 1 || at > 64) return false;
    const local = value.slice(0, at);
    const labels = value.slice(at + 1).split('.');
    return /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
      && labels.length > 1 && labels.every((label) => label.length > 0 && label.length < 64 && /^[a-z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-'));
  }, { params: { code: 'email' } }),
);

/** Row version for `If-Match`. */
export const version = z.int().min(1);
export const locale = z.enum(['ja', 'en']);

/** Keyset paging: an opaque cursor and at most 100 rows. Query values are strings. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(100)).optional(),
};
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().nullable() });

/** Days after being asked to sign on which a person is reminded; none: nobody is. */
export const reminderDays = z.array(z.int().min(1).max(89)).max(3);
/** Code of a signing link, six to twenty letters and digits; width, case, spaces and hyphens make no difference. */
export const accessCode = z.string().max(60).transform((value) => value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()).pipe(z.string().regex(/^[0-9A-Z]{6,20}$/));
/** Token of a mailed link. */
export const linkToken = z.string().min(20).max(200).regex(/^[A-Za-z0-9_.-]+$/);

export const ok = z.strictObject({ ok: z.literal(true) });
export const empty = z.strictObject({});
/** Marker for routes that answer bytes. */
export const fileBytes = z.never();

/** What a computed value can tell about itself (F185). */
export const explanation = z.strictObject({
  result: z.unknown(),
  steps: z.array(z.strictObject({ ja: z.string(), en: z.string() })),
  article: z.string().nullable(),
  law: z.string().nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
  needsReview: z.boolean(),
  /** Null for the product's own arithmetic; absent in what was stored before rules had versions. */
  rule: z.strictObject({ id: z.string(), ja: z.string(), en: z.string(), version: z.string() }).nullable().optional(),
  inputs: z.unknown().optional(),
});
export type Explanation = z.output<typeof explanation>;
/** A computed value by its name, with the way to it; `key` is the field of the answer, `limitation.2.lastOn` for one within a list. */
export const explainedValue = z.strictObject({ key: z.string(), label: z.strictObject({ ja: z.string(), en: z.string() }), value: z.string(), explanation });
/** `?explain=1` of a read: its computed values come with their reasons. */
export const explainQuery = { explain: z.literal('1').optional() };
/** Only with `?explain=1`. */
export const explainedValues = z.array(explainedValue).optional();
