import { antisocialGate, antisocialGateSteps } from '../antisocial/antisocial-gate.js';
import { holidayName, isBankBusinessDay } from '../calendar/holidays.js';
import { parseWareki, wareki } from '../calendar/wareki.js';
import { closingText, closingTextSteps } from '../conclusion/closing-text.js';
import { contractFormedOn, contractFormedOnSteps } from '../conclusion/contract-formed.js';
import { survivalLastDay, survivalLastDaySteps } from '../confidentiality/survival.js';
import { agreedCourt, agreedCourtSteps, districtCourt, districtCourtSteps } from '../court/district-court.js';
import { lateInterest, lateInterestSteps } from '../dunning/late-interest.js';
import { dueDate, dueDateSteps, feeDueDate, feeDueDateSteps } from '../fee/due-date.js';
import { prorate, prorateSteps } from '../fee/prorate.js';
import { slaMinutes, slaMinutesSteps } from '../incident/sla-minutes.js';
import { liabilityCap, liabilityCapSteps } from '../liability/liability-cap.js';
import { liabilityDecision, liabilityDecisionSteps } from '../liability/liability-decision.js';
import { arrivalDate, arrivalDateSteps } from '../notice/arrival.js';
import { leakReport, leakReportSteps } from '../privacy/leak-report.js';
import { retentionPeriod, retentionPeriodSteps } from '../records/retention.js';
import { searchRecords, searchRecordsSteps } from '../records/search.js';
import { stampDuty, stampDutySteps } from '../records/stamp-duty.js';
import { immediateTermination, immediateTerminationSteps } from '../rescission/immediate-termination.js';
import { workScope, workScopeSteps } from '../scope/work-scope.js';
import { settlementFlow, settlementFlowSteps } from '../settlement/settlement-flow.js';
import { freelanceProtected, freelanceProtectedSteps } from '../subcontract/freelance.js';
import { paymentLimit60, paymentLimit60Steps, toritekiApplies, toritekiAppliesSteps, toritekiLateInterest, toritekiLateInterestSteps } from '../subcontract/toriteki.js';
import { invoiceTax, invoiceTaxSteps, splitTaxInclusive, splitTaxInclusiveSteps } from '../tax/consumption-tax.js';
import { creditNoteRequired, creditNoteRequiredSteps } from '../tax/credit-note.js';
import { exemptVendorDeductionRate, exemptVendorDeductionRateSteps } from '../tax/exempt-vendor.js';
import { invoiceMissing, invoiceMissingSteps } from '../tax/invoice-fields.js';
import { corporateCheckDigit, corporateCheckDigitSteps, registrationNumber, registrationNumberSteps } from '../tax/registration-number.js';
import { classifyNonRenewal, classifyNonRenewalSteps, nonRenewalDeadline, nonRenewalDeadlineSteps } from '../term/non-renewal.js';
import { periodEnd, periodEndSteps } from '../term/period-end.js';
import { renewalChain, renewalChainSteps } from '../term/renewal.js';
import { resolveEnd } from '../termination/resolve-end.js';
import { resolveEndSteps } from '../termination/resolve-end.steps.js';
import { terminationEffective, terminationEffectiveSteps } from '../termination/termination-effective.js';
import { holidayNameSteps, isBankBusinessDaySteps, parseWarekiSteps, warekiSteps } from './calendar-steps.js';
import type { Step } from './step.js';

/** A rule's function with the steps that show how it came to its result. */
export interface ExplainedFunction<Input, Output> {
  readonly run: (input: Input) => Output;
  readonly steps: (input: Input, output: Output) => readonly Step[];
}

function explained<Input, Output>(run: (input: Input) => Output, steps: (input: Input, output: Output) => readonly Step[]): ExplainedFunction<Input, Output> {
  return { run, steps };
}

/** Every function of every rule, by name. */
export const RULE_FUNCTIONS = {
  periodEnd: explained(periodEnd, periodEndSteps),
  renewalChain: explained(renewalChain, renewalChainSteps),
  nonRenewalDeadline: explained(nonRenewalDeadline, nonRenewalDeadlineSteps),
  classifyNonRenewal: explained(classifyNonRenewal, classifyNonRenewalSteps),
  terminationEffective: explained(terminationEffective, terminationEffectiveSteps),
  arrivalDate: explained(arrivalDate, arrivalDateSteps),
  resolveEnd: explained(resolveEnd, resolveEndSteps),
  survivalLastDay: explained(survivalLastDay, survivalLastDaySteps),
  holidayName: explained(holidayName, holidayNameSteps),
  isBankBusinessDay: explained(isBankBusinessDay, isBankBusinessDaySteps),
  dueDate: explained(dueDate, dueDateSteps),
  feeDueDate: explained(feeDueDate, feeDueDateSteps),
  prorate: explained(prorate, prorateSteps),
  splitTaxInclusive: explained(splitTaxInclusive, splitTaxInclusiveSteps),
  invoiceTax: explained(invoiceTax, invoiceTaxSteps),
  corporateCheckDigit: explained(corporateCheckDigit, corporateCheckDigitSteps),
  registrationNumber: explained(registrationNumber, registrationNumberSteps),
  exemptVendorDeductionRate: explained(exemptVendorDeductionRate, exemptVendorDeductionRateSteps),
  creditNoteRequired: explained(creditNoteRequired, creditNoteRequiredSteps),
  retentionPeriod: explained(retentionPeriod, retentionPeriodSteps),
  stampDuty: explained(stampDuty, stampDutySteps),
  wareki: explained(wareki, warekiSteps),
  parseWareki: explained(parseWareki, parseWarekiSteps),
  leakReport: explained(leakReport, leakReportSteps),
  toritekiApplies: explained(toritekiApplies, toritekiAppliesSteps),
  paymentLimit60: explained(paymentLimit60, paymentLimit60Steps),
  toritekiLateInterest: explained(toritekiLateInterest, toritekiLateInterestSteps),
  lateInterest: explained(lateInterest, lateInterestSteps),
  liabilityCap: explained(liabilityCap, liabilityCapSteps),
  districtCourt: explained(districtCourt, districtCourtSteps),
  agreedCourt: explained(agreedCourt, agreedCourtSteps),
  freelanceProtected: explained(freelanceProtected, freelanceProtectedSteps),
  invoiceMissing: explained(invoiceMissing, invoiceMissingSteps),
  searchRecords: explained(searchRecords, searchRecordsSteps),
  contractFormedOn: explained(contractFormedOn, contractFormedOnSteps),
  antisocialGate: explained(antisocialGate, antisocialGateSteps),
  liabilityDecision: explained(liabilityDecision, liabilityDecisionSteps),
  slaMinutes: explained(slaMinutes, slaMinutesSteps),
  workScope: explained(workScope, workScopeSteps),
  settlementFlow: explained(settlementFlow, settlementFlowSteps),
  immediateTermination: explained(immediateTermination, immediateTerminationSteps),
  closingText: explained(closingText, closingTextSteps),
};
