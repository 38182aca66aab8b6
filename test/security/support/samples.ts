import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Shape {
  readonly type?: string; readonly enum?: readonly Json[]; readonly const?: Json; readonly anyOf?: readonly Shape[]; readonly oneOf?: readonly Shape[]; readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>; readonly required?: readonly string[]; readonly items?: Shape; readonly prefixItems?: readonly Shape[]; readonly minItems?: number;
  readonly minimum?: number; readonly exclusiveMinimum?: number; readonly pattern?: string; readonly format?: string; readonly minLength?: number; readonly additionalProperties?: Shape | boolean; readonly default?: Json;
  readonly $ref?: string; readonly $defs?: Readonly<Record<string, Shape>>;
}

const texts = [
  'テスト', 'test', 'ja', '1', '0001', '001', '1234567', '123456', '2026-12-01', '2026-12', '2026-12-01T00:00:00Z', '100-0001', '03-1234-5678', 'T1234567890123', 'probe@example.jp', 'https://www.example.jp/', 'INV-{seq}', 'カ）テスト', '09:00', '12:00',
  'a'.repeat(64), 'v'.repeat(43), '', '十分に長い説明の文章です。'.repeat(3), '[]', '{}',
];

/** Fields whose value no guess can find: one line each. */
const knownFields: Readonly<Record<string, () => Json>> = { works: () => Array.from({ length: 9 }, (_, index) => ({ number: index + 1, applies: true, frequency: '毎月' })) };

/** What a field of this name most likely wants. */
function guess(name: string): string[] {
  if (/email/i.test(name)) return ['probe@example.jp'];
  if (/On$|^on$|date/i.test(name)) return ['2026-12-01'];
  if (/At$|^at$|until|from|to$/i.test(name)) return ['2026-12-01T00:00:00Z', '2026-12-01', 'probe@example.jp'];
  if (/url|link/i.test(name)) return ['https://www.example.jp/'];
  if (/month|period/i.test(name)) return ['2026-12'];
  return [];
}

function textFor(shape: Shape, name: string): string {
  if (shape.format === 'uuid') return randomUUID();
  const fits = (text: string) => (shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(text)) && [...text].length >= (shape.minLength ?? 0);
  return [...guess(name), ...texts].find(fits) ?? 'x'.repeat(shape.minLength ?? 1);
}

function sampleShape(shape: Shape, name: string, root: Shape): Json {
  if (shape.$ref) return sampleShape(shape.$ref === '#' ? root : (root.$defs?.[shape.$ref.split('/').at(-1) ?? ''] ?? {}), name, root);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0] ?? null;
  const choice = shape.anyOf ?? shape.oneOf;
  if (choice) return sampleShape(choice.find((entry) => entry.const === undefined) ?? choice[0] ?? {}, name, root);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((entry) => sampleShape(entry, name, root))) as Json;
  if (shape.type === 'object' || shape.properties) {
    return Object.fromEntries(Object.entries(shape.properties ?? {}).filter(([key]) => shape.required?.includes(key)).map(([key, entry]) => [key, knownFields[key]?.() ?? sampleShape(entry, key, root)]));
  }
  if (shape.type === 'array') return Array.from({ length: shape.minItems ?? 0 }, () => sampleShape(shape.items ?? {}, name, root));
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1);
  if (shape.type === 'boolean') return true;
  if (shape.type === 'null') return null;
  return textFor(shape, name);
}

/** Values to try at a place that the schema refused. */
const repairs: readonly Json[] = [...texts, 1, 0, 1_000, true, false, null, [], {}, 'floor', 'futsu', 'other'];

const at = (value: Json, path: readonly PropertyKey[]): { holder: Record<PropertyKey, Json>; key: PropertyKey } | null => {
  let holder: Json = value;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null) return null;
    holder = (holder as Record<PropertyKey, Json>)[key] ?? null;
  }
  const key = path.at(-1);
  return typeof holder === 'object' && holder !== null && key !== undefined ? { holder: holder as Record<PropertyKey, Json>, key } : null;
};

/** JSON Schema of what a caller may send. */
export const inputShape = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as Shape;

/** A body or query that the schema accepts, or the nearest one found; refinements are satisfied by trying. */
export function sampleOf(schema: z.ZodType): { value: Json; valid: boolean } {
  const shape = inputShape(schema);
  const value = sampleShape(shape, '', shape);
  const tried = new Map<string, number>();
  for (let round = 0; round < 200; round += 1) {
    const result = schema.safeParse(value);
    if (result.success) return { value, valid: true };
    const issue = result.error.issues[0];
    const place = issue ? at(value, issue.path) : null;
    if (!issue || !place) break;
    const key = issue.path.join('.');
    const attempt = tried.get(key) ?? 0;
    if (attempt >= repairs.length) break;
    place.holder[place.key] = repairs[attempt] ?? null;
    tried.set(key, attempt + 1);
  }
  return { value, valid: false };
}

/** Names of the fields (top level) that take an id. */
export const idFieldsOf = (schema: z.ZodType | undefined): string[] => {
  if (!schema) return [];
  const shape = inputShape(schema);
  return Object.entries(shape.properties ?? {}).filter(([name, entry]) => /Id$/.test(name) && JSON.stringify(entry).includes('uuid')).map(([name]) => name);
};
