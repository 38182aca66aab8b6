/**
 * RFC 8785 canonical JSON: keys in code-unit order, no spaces, shortest numbers. Members whose value is undefined are absent.
 * Throws TypeError for NaN, infinities, lone surrogates, undefined outside an object, and anything but plain data (a Date would become {}):
 * two writers must never disagree about one text.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no such number');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || !isPlain(value)) throw new TypeError(`canonical JSON has no ${typeof value}`);
  const members = value as { readonly [key: string]: unknown };
  // Without a comparer JavaScript sorts by UTF-16 code units, the order of RFC 8785 3.2.3.
  const keys = Object.keys(members).filter((key) => members[key] !== undefined).sort();
  return `{${keys.map((key) => `${canonicalString(key)}:${canonicalJson(members[key])}`).join(',')}}`;
}

/** Asked by depth, not by identity: an object of another realm (a test sandbox) is as plain. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogates');
  return JSON.stringify(text);
}
