import { invalidRequest } from './errors.js';

/** A value as it arrives: form and query values are strings, JSON bodies (v2) any JSON. */
export type Raw = string | number | boolean | null | Raw[] | { [name: string]: Raw };
export type RawObject = { [name: string]: Raw };

const isList = (keys: string[]): boolean => keys.length > 0 && keys.every((key, index) => key === String(index));

/** `{ "0": a, "1": b }` is how the SDK sends a list. */
function listsFromIndexes(value: Raw): Raw {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(listsFromIndexes);
  const keys = Object.keys(value);
  if (isList(keys)) return keys.map((key) => listsFromIndexes(value[key]!));
  return Object.fromEntries(keys.map((key) => [key, listsFromIndexes(value[key]!)]));
}

function pathOf(name: string): string[] {
  const parts = [name.split('[')[0]!, ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1]!)];
  if (parts.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) {
    throw invalidRequest(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
  }
  return parts;
}

/** Decodes `a[b][0]=x&c=y` (and `a[]=x`) into nested objects and lists; every leaf stays a string. */
export function parseForm(encoded: string): RawObject {
  const root: RawObject = {};
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = pathOf(name);
    let node = root;
    path.forEach((part, depth) => {
      const key = part === '' ? String(Object.keys(node).length) : part;
      if (depth === path.length - 1) {
        node[key] = value;
        return;
      }
      const next = node[key];
      const child: RawObject = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
      node[key] = child;
      node = child;
    });
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, listsFromIndexes(value)]));
}
