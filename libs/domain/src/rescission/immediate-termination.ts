import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** 第19条各号・第20条2項: events that allow immediate rescission, with their clause. */
export const RESCISSION_GROUNDS = {
  materialBreach: '19(1)', paymentSuspension: '19(2)', insolvency: '19(2)', bankruptcyPetition: '19(3)', civilRehabilitationPetition: '19(3)',
  corporateReorganizationPetition: '19(3)', specialLiquidationPetition: '19(3)', antisocial: '19(4)/20-2',
} as const;

export type RescissionGround = keyof typeof RESCISSION_GROUNDS;
export type RescissionWarning = 'ipsoFactoClause' | 'humanDecision' | 'freelance16';

/** The event, who declares, and whether the vendor is a freelancer (R23). Other events are allowed and are no ground. */
export interface ImmediateTerminationInput {
  readonly event: RescissionGround | (string & {});
  readonly terminatedBy?: '甲' | '乙';
  readonly vendorIsFreelance?: boolean;
}

export interface ImmediateTermination {
  readonly immediate: boolean;
  readonly clause: string | null;
  readonly warn: readonly RescissionWarning[];
}

const isGround = (event: string): event is RescissionGround => Object.hasOwn(RESCISSION_GROUNDS, event);
const RESTRUCTURING = new Set<string>(['civilRehabilitationPetition', 'corporateReorganizationPetition']);

/** R32: whether an event allows rescission without demand, with warnings. 第19条・第20条2項; 最判平20.12.16, 最判昭57.3.30. */
export function immediateTermination({ event, terminatedBy, vendorIsFreelance = false }: ImmediateTerminationInput): ImmediateTermination {
  if (!isGround(event)) return { immediate: false, clause: null, warn: [] };
  const warn: RescissionWarning[] = [];
  if (RESTRUCTURING.has(event)) warn.push('ipsoFactoClause');
  if (event === 'materialBreach') warn.push('humanDecision');
  if (terminatedBy === '甲' && vendorIsFreelance) warn.push('freelance16');
  return { immediate: true, clause: RESCISSION_GROUNDS[event], warn };
}

const WARNING_TEXT: Readonly<Record<RescissionWarning, readonly [string, string]>> = {
  ipsoFactoClause: ['再建手続の申立てを理由とする解除は無効とされることがあります（最判平20.12.16、最判昭57.3.30）', 'Rescission because of a restructuring petition may be void (Supreme Court 2008-12-16, 1982-03-30)'],
  humanDecision: ['「重大な違反」にあたるかは、人が判断します', 'Whether the breach is material is for people to decide'],
  freelance16: ['保守会社がフリーランスのため、30日前の予告と理由の開示が必要なことがあります（フリーランス法16条）', 'The vendor is a freelancer: 30 days\' notice and reasons may be owed (Freelance Act art. 16)'],
};

const EVENT_TEXT: Readonly<Record<RescissionGround, readonly [string, string]>> = {
  materialBreach: ['重大な契約違反', 'a material breach'], paymentSuspension: ['支払停止', 'suspension of payments'], insolvency: ['支払不能', 'insolvency'],
  bankruptcyPetition: ['破産手続開始の申立て', 'a bankruptcy petition'], civilRehabilitationPetition: ['民事再生手続開始の申立て', 'a civil rehabilitation petition'],
  corporateReorganizationPetition: ['会社更生手続開始の申立て', 'a corporate reorganisation petition'], specialLiquidationPetition: ['特別清算開始の申立て', 'a special liquidation petition'],
  antisocial: ['反社会的勢力との関係', 'ties to antisocial forces'],
};

/** The steps of `immediateTermination`. */
export function immediateTerminationSteps({ event }: ImmediateTerminationInput, { clause, warn }: ImmediateTermination): readonly Step[] {
  if (clause === null || !isGround(event)) {
    return [step('第19条の各号にあたらないため、直ちに解除できません。相当の期間を定めた催告（民法541条）か第18条の解約をご検討ください', `"${event}" is no ground of article 19; consider a demand with a reasonable period (Civil Code art. 541) or a termination under article 18`)];
  }
  const [ja, en] = EVENT_TEXT[event];
  return [
    step(`「${ja}」は ${clause} にあたり、催告なく直ちに解除できます。効力は通知の到達時に生じます`, `${en} is a ground under ${clause}: rescission without demand, effective on arrival of the notice`),
    ...warn.map((warning) => step(WARNING_TEXT[warning][0], WARNING_TEXT[warning][1])),
  ];
}
