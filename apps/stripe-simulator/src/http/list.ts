import { invalidRequest, missing } from './errors.js';
import type { Raw, RawObject } from './form.js';

const DEFAULT_LIMIT = 10;
const LARGEST_LIMIT = 100;

interface Listed { id: string; created: number }
export interface ListAnswer<T> { object: 'list'; data: T[]; has_more: boolean; url: string }

function withinRange(created: number, range: Raw | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return created === range;
  const bounds = range as { gt?: number; gte?: number; lt?: number; lte?: number };
  return (bounds.gt === undefined || created > bounds.gt) && (bounds.gte === undefined || created >= bounds.gte)
    && (bounds.lt === undefined || created < bounds.lt) && (bounds.lte === undefined || created <= bounds.lte);
}

/**
 * One page of a list, newest first, as `limit`, `starting_after`, `ending_before` and `created` ask.
 * `oldestFirst`: the matching rows in the order of their making. Throws 404 for an unknown cursor.
 */
export function page<T extends Listed>(oldestFirst: T[], parameters: RawObject, url: string): ListAnswer<T> {
  const limit = typeof parameters.limit === 'number' ? parameters.limit : DEFAULT_LIMIT;
  if (limit < 1 || limit > LARGEST_LIMIT) throw invalidRequest('This value must be between 1 and 100.', { param: 'limit', code: 'parameter_invalid_integer' });
  const rows = oldestFirst.filter((row) => withinRange(row.created, parameters.created)).reverse();
  const place = (name: 'ending_before' | 'starting_after'): number | undefined => {
    const cursor = parameters[name];
    if (typeof cursor !== 'string') return undefined;
    const index = rows.findIndex((row) => row.id === cursor);
    if (index < 0) throw missing('object', cursor, name);
    return index;
  };
  const before = place('ending_before');
  if (before !== undefined) {
    return { object: 'list', data: rows.slice(Math.max(0, before - limit), before), has_more: before > limit, url };
  }
  const from = (place('starting_after') ?? -1) + 1;
  return { object: 'list', data: rows.slice(from, from + limit), has_more: rows.length > from + limit, url };
}
