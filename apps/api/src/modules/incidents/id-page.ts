import { z } from 'zod';
import { AppError } from '../../platform/app-error.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';

const isUuid = (value: string | undefined): boolean => z.uuid().safeParse(value).success;

/** The id a page of newest-first rows goes on after; null for the first page. Throws invalid_request. */
export function afterId(cursor: string | undefined): string | null {
  const keys = decodeCursor<{ id: string }>(cursor);
  if (keys === null) return null;
  if (!isUuid(keys.id)) throw new AppError('invalid_request', { fields: [{ path: 'query.cursor', code: 'cursor', message: 'cursor' }] });
  return keys.id;
}

/** Cuts one row more than asked for into a page. */
export function idPage<Row extends { id: string }, View>(rows: readonly Row[], limit: number, view: (row: Row) => View): { items: View[]; nextCursor: string | null; total: null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(view), nextCursor: last ? encodeCursor({ id: last.id }) : null, total: null };
}
