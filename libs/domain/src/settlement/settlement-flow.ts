import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Who collects the client's money, and whether it crosses a border. */
export interface SettlementFlowInput {
  readonly collector: 'bankTransferToVendor' | 'connectDirect' | 'platform';
  readonly crossBorder?: boolean;
}

export type SettlementFlow = 'noPlatformCustody' | 'collectionAgencyReview' | 'fundsTransferRegistrationRisk';

/** R31: how a flow of money stands under the Payment Services Act. 第11条2項(1), 資金決済法2条の2. */
export function settlementFlow({ collector, crossBorder = false }: SettlementFlowInput): SettlementFlow {
  if (collector !== 'platform') return 'noPlatformCustody';
  return crossBorder ? 'fundsTransferRegistrationRisk' : 'collectionAgencyReview';
}

const COLLECTOR_TEXT = {
  bankTransferToVendor: ['保守会社の口座への銀行振込', 'bank transfer to the vendor\'s account'],
  connectDirect: ['保守会社の決済アカウントへの直接支払', 'direct charge on the vendor\'s payment account'],
  platform: ['運営者による収納代行', 'collection by the platform'],
} as const;

const FLOW_TEXT: Readonly<Record<SettlementFlow, readonly [string, string]>> = {
  noPlatformCustody: ['運営者はお金を預かりません', 'the platform never holds the money'],
  collectionAgencyReview: ['国内の収納代行にあたり、要件の確認が必要です', 'domestic collection agency: the conditions must be reviewed'],
  fundsTransferRegistrationRisk: ['国境をまたぐ収納代行は、原則として為替取引にあたるおそれがあります', 'cross-border collection may in principle be a funds transfer that needs registration'],
};

/** The steps of `settlementFlow`. */
export function settlementFlowSteps({ collector, crossBorder = false }: SettlementFlowInput, flow: SettlementFlow): readonly Step[] {
  return [
    step(`受取方法：${COLLECTOR_TEXT[collector][0]}（${crossBorder ? '国外取引' : '国内取引'}）`, `Collection: ${COLLECTOR_TEXT[collector][1]} (${crossBorder ? 'cross-border' : 'domestic'})`),
    step(FLOW_TEXT[flow][0], FLOW_TEXT[flow][1]),
  ];
}
