import type { Raw, RawObject } from '../http/form.js';
import { invalidRequest } from '../http/errors.js';

/** Parameters are checked against the SDK's types before a route sees them; these only narrow. */
export const text = (value: Raw | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
export const numeric = (value: Raw | undefined): number | undefined => (typeof value === 'number' ? value : undefined);
export const flag = (value: Raw | undefined): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
export const group = (value: Raw | undefined): RawObject =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
export const texts = (value: Raw | undefined): string[] => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);

/** An amount of yen: a whole number, since JPY has no minor unit. Throws 400 otherwise. */
export function yen(value: Raw | undefined, param: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalidRequest(`Invalid integer: ${String(value)}`, { code: 'parameter_invalid_integer', param });
  return value;
}

/** Only yen is simulated. Throws 400 for any other currency. */
export function requireYen(currency: string | undefined): void {
  if (currency !== undefined && currency.toLowerCase() !== 'jpy') throw invalidRequest('The simulator knows only jpy.', { param: 'currency' });
}

/** New metadata over old; an empty value removes its key, an empty group removes all. */
export function mergedMetadata(before: Record<string, string>, change: Raw | undefined): Record<string, string> {
  if (change === '') return {};
  const merged = { ...before, ...Object.fromEntries(Object.entries(group(change)).map(([key, value]) => [key, String(value ?? '')])) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
