import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Causes that exempt the vendor, with their clause. 第15条各号・第9条2項・第6条2項. */
export const EXEMPT_CAUSES = {
  disaster: '15(1)', telecomOutage: '15(2)', hostingFailure: '15(3)', unauthorizedAccess: '15(4)', clientInstruction: '15(5)', beyondControl: '15(6)',
  thirdPartyService: '9-2', clientDelay: '6-2',
} as const;

/** Causes for which the vendor answers. 第16条1項・第10条3項. */
export const LIABLE_CAUSES = { vendorBreach: '16-1', subcontractorBreach: '10-3' } as const;

export type ExemptCause = keyof typeof EXEMPT_CAUSES;
export type LiableCause = keyof typeof LIABLE_CAUSES;

/** The cause of a damage and what was found about the vendor's own fault. */
export interface LiabilityDecisionInput {
  readonly cause: ExemptCause | LiableCause;
  readonly vendorNegligent?: boolean;
  readonly willfulOrGrossNegligence?: boolean;
}

/** `review`: people must decide, an exempt cause coincides with the vendor's fault. */
export interface LiabilityDecision {
  readonly result: 'exempt' | 'liable' | 'review';
  readonly clause: string;
  readonly capApplies: boolean | null;
}

const isLiableCause = (cause: string): cause is LiableCause => Object.hasOwn(LIABLE_CAUSES, cause);
const isExemptCause = (cause: string): cause is ExemptCause => Object.hasOwn(EXEMPT_CAUSES, cause);

/** R28: who bears a damage. Throws RangeError for an unknown cause. 第6条2項・第9条2項・第10条3項・第15条・第16条. */
export function liabilityDecision({ cause, vendorNegligent = false, willfulOrGrossNegligence = false }: LiabilityDecisionInput): LiabilityDecision {
  const capApplies = !willfulOrGrossNegligence;
  if (isLiableCause(cause)) return { result: 'liable', clause: LIABLE_CAUSES[cause], capApplies };
  if (!isExemptCause(cause)) throw new RangeError(`unknown cause: ${String(cause)}`);
  const clause = EXEMPT_CAUSES[cause];
  if (!vendorNegligent && !willfulOrGrossNegligence) return { result: 'exempt', clause, capApplies: null };
  return { result: 'review', clause: clause.startsWith('15') ? '15' : clause, capApplies };
}

const CAUSE_TEXT: Readonly<Record<ExemptCause | LiableCause, readonly [string, string]>> = {
  disaster: ['天災地変', 'natural disaster'], telecomOutage: ['通信回線障害', 'telecom outage'], hostingFailure: ['サーバー事業者の障害', 'failure of the hosting company'],
  unauthorizedAccess: ['第三者による不正アクセス', 'unauthorised access by a third party'], clientInstruction: ['お客様の指示又は提供情報', 'instructions or information of the client'],
  beyondControl: ['保守会社の合理的支配を超える事由', 'a cause beyond reasonable control'], thirdPartyService: ['第三者サービス', 'a third-party service'],
  clientDelay: ['お客様の情報提供の遅れ', 'late information from the client'], vendorBreach: ['保守会社の契約違反', 'breach by the vendor'], subcontractorBreach: ['再委託先の行為', 'act of a subcontractor'],
};

/** The steps of `liabilityDecision`. */
export function liabilityDecisionSteps(input: LiabilityDecisionInput, decision: LiabilityDecision): readonly Step[] {
  const [ja, en] = CAUSE_TEXT[input.cause];
  const cause = step(`原因は「${ja}」（${decision.clause}）`, `The cause is ${en} (${decision.clause})`);
  if (decision.result === 'exempt') return [cause, step('保守会社の過失は認められていないため、保守会社は責任を負いません', 'No fault of the vendor was found: the vendor is exempt')];
  const cap = decision.capApplies === true
    ? step('故意・重過失ではないため、第16条2項の上限が適用されます', 'No wilful act or gross negligence: the cap of article 16(2) applies')
    : step('故意又は重過失のため、第16条2項の上限は適用されません', 'Wilful act or gross negligence: the cap does not apply');
  return decision.result === 'liable'
    ? [cause, step('保守会社が責任を負います', 'The vendor is liable'), cap]
    : [cause, step('免責の原因と保守会社の過失が重なっているため、人が判断します', 'An exempt cause coincides with fault of the vendor: people decide'), cap];
}
