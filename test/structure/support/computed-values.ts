import { allRoutes, type RouteShape } from '@hoshu/api-schema';
import { readJson } from './repository.js';

/** What is said of the days and amounts in the answers of the API (F185). */
export interface ComputedValues {
  /** Field names, or `route path`, whose value somebody entered or observed: reason. */
  readonly given: Readonly<Record<string, string>>;
  /** `route path` → the route that explains the same value. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** `route path` → what stands beside it and makes it plain. */
  readonly parts: Readonly<Record<string, string>>;
}

export const computedValues = readJson<ComputedValues>('test/structure/computed-values.json');

interface Def { readonly type: string; readonly shape?: Record<string, unknown>; readonly element?: unknown; readonly innerType?: unknown; readonly options?: readonly unknown[]; readonly valueType?: unknown }
const defOf = (schema: unknown): Def | undefined => (schema as { _zod?: { def: Def } } | undefined)?._zod?.def;
const reasons = ['explanation', 'explanations', 'explained', 'termExplanation'];
const isValue = (path: string): boolean => /(?:On|Yen|Until|answerBy|percent)$/.test(path.replaceAll('[]', ''));

function walk(schema: unknown, at: { path: string; found: Set<string>; depth: number }): boolean {
  const def = defOf(schema);
  if (!def || at.depth > 14) return false;
  const into = (next: unknown, path: string) => walk(next, { ...at, path, depth: at.depth + 1 });
  switch (def.type) {
    case 'object': return Object.entries(def.shape ?? {}).map(([key, value]) => reasons.includes(key) || into(value, at.path ? `${at.path}.${key}` : key)).some(Boolean);
    case 'array': return into(def.element, `${at.path}[]`);
    case 'record': return into(def.valueType, `${at.path}{}`);
    case 'union': return (def.options ?? []).map((option) => into(option, at.path)).some(Boolean);
    case 'nullable': case 'optional': case 'default': case 'readonly': return into(def.innerType, at.path);
    default: if (isValue(at.path)) at.found.add(at.path); return false;
  }
}

export interface Read { readonly route: RouteShape; /** Its answer has reasons in it. */ readonly explains: boolean; /** It gives them when asked to. */ readonly isAsked: boolean; readonly paths: readonly string[] }

/** Every read with the days and amounts of its answer, and whether the answer can explain itself. */
export const reads = (): Read[] => Object.values(allRoutes).filter((route) => route.method === 'GET' && 'response' in route).map((route) => {
  const found = new Set<string>();
  const explains = walk((route as unknown as { response: unknown }).response, { path: '', found, depth: 0 });
  return { route, explains, isAsked: 'explain' in (defOf(route.query)?.shape ?? {}), paths: [...found] };
});

const leafOf = (path: string): string => path.replaceAll('[]', '').split('.').at(-1) ?? '';

/** How a value of a read is told: null when nothing is said about it. */
export function kindOf({ route, explains }: Read, path: string): 'given' | 'elsewhere' | 'parts' | 'explained' | null {
  const key = `${route.id} ${path}`;
  for (const kind of ['elsewhere', 'parts', 'given'] as const) if (key in computedValues[kind]) return kind;
  if (leafOf(path) in computedValues.given) return 'given';
  return explains ? 'explained' : null;
}
