import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** 第3条: works inside the contract, with their number. */
export const IN_SCOPE_WORKS = {
  uptimeCheck: '3(1)', cmsUpdate: '3(2)', minorTextFix: '3(3)', imageSwap: '3(3)', backup: '3(4)', incidentRecovery: '3(5)', vulnerabilityFix: '3(6)',
  sslSupport: '3(7)', analyticsReport: '3(8)',
} as const;

/** 第4条1項: works that need a quote, with their number. */
export const OUT_OF_SCOPE_WORKS = {
  fullRenewal: '4(1)', newPage: '4(2)', newFeature: '4(3)', majorRedesign: '4(4)', newThirdPartyService: '4(5)', adOperation: '4(6)', contentProduction: '4(7)',
} as const;

export type WorkType = keyof typeof IN_SCOPE_WORKS | keyof typeof OUT_OF_SCOPE_WORKS | 'other';

/** A request's kind; `agreed` = both sides agreed that this other work belongs to the contract (第3条9号). */
export interface WorkScopeInput {
  readonly type: WorkType;
  readonly agreed?: boolean;
}

export interface WorkScope {
  readonly scope: 'in' | 'out' | 'consult';
  readonly clause: string;
  readonly needsQuote: boolean;
}

const clauseOf = (table: Readonly<Record<string, string>>, type: string): string | null => (Object.hasOwn(table, type) ? (table[type] ?? null) : null);

/** R30: whether a work is inside the contract, and by which number. Throws RangeError for an unknown kind. 第3条・第4条. */
export function workScope({ type, agreed = false }: WorkScopeInput): WorkScope {
  const inside = clauseOf(IN_SCOPE_WORKS, type);
  if (inside !== null) return { scope: 'in', clause: inside, needsQuote: false };
  const outside = clauseOf(OUT_OF_SCOPE_WORKS, type);
  if (outside !== null) return { scope: 'out', clause: outside, needsQuote: true };
  if (type !== 'other') throw new RangeError(`unknown work: ${String(type)}`);
  return agreed ? { scope: 'in', clause: '3(9)', needsQuote: false } : { scope: 'consult', clause: '3(9)/4(8)', needsQuote: true };
}

/** 第n条の号 from the short clause: '3(3)' → '第3条（3）'. */
const clauseJa = (clause: string): string => clause.replace(/(\d+)\((\d)\)/g, '第$1条（$2）').replace('/', '・');

/** The steps of `workScope`. */
export function workScopeSteps({ type }: WorkScopeInput, { scope, clause, needsQuote }: WorkScope): readonly Step[] {
  const quote = needsQuote
    ? step('見積書の作成と承諾が必要です。承諾前に作業を始められません（第4条2項）', 'A quote must be accepted before work starts (article 4(2))')
    : step('月額の保守管理費に含まれ、見積りは不要です', 'Covered by the monthly fee; no quote is needed');
  const text = {
    in: [`${clauseJa(clause)}の保守管理業務にあたります`, `Work "${type}" is maintenance under article ${clause}`],
    out: [`${clauseJa(clause)}の対象外業務にあたります`, `Work "${type}" is excluded by article ${clause}`],
    consult: [`どの号にも明示がないため、協議して決めます（${clauseJa(clause)}）`, `Work "${type}" is not listed: to be settled by consultation (${clause})`],
  } as const;
  return [step(text[scope][0], text[scope][1]), quote];
}
