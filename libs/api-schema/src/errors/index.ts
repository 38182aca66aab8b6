import { billingErrors } from './billing.js';
import { companyErrors } from './company.js';
import { contractErrors } from './contracts.js';
import { coreErrors } from './core.js';
import { demoErrors } from './demo.js';
import type { ErrorEntry } from './entry.js';
import { identityErrors } from './identity.js';
import { liabilityErrors } from './liability.js';
import { rescissionErrors } from './rescission.js';
import { signalErrors } from './signals.js';
import { templateErrors } from './templates.js';
import { settlementErrors } from './settlement.js';
import { movingInErrors } from './moving-in.js';
import { signingErrors } from './signing.js';
import { workErrors } from './work.js';
import { amendmentErrors } from './amendments.js';
import { agreementErrors } from './agreements.js';
import { approvalErrors } from './approvals.js';
import { bundleErrors } from './bundles.js';
import { checkErrors } from './checks.js';
import { noticeErrors } from './notices.js';
import { verificationErrors } from './verification.js';

/** Every code the API can answer with; a code without both sentences does not compile. */
export const errors = { ...coreErrors, ...identityErrors, ...companyErrors, ...contractErrors, ...demoErrors, ...workErrors, ...signingErrors, ...checkErrors, ...bundleErrors, ...approvalErrors, ...noticeErrors, ...agreementErrors, ...amendmentErrors, ...billingErrors, ...liabilityErrors, ...rescissionErrors, ...settlementErrors, ...signalErrors, ...templateErrors, ...movingInErrors, ...verificationErrors };
export type ErrorCode = keyof typeof errors;
export const errorEntry = (code: ErrorCode): ErrorEntry => errors[code];
export type { ErrorEntry };
