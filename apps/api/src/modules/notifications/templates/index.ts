import type { MailTemplate } from '../mail-text.js';
import { agreementTemplates } from './agreements.js';
import { approvalTemplates } from './approvals.js';
import { checkTemplates } from './checks.js';
import { amendmentTemplates } from './amendments.js';
import { billingTemplates } from './billing.js';
import { identityTemplates } from './identity.js';
import { liabilityTemplates } from './liability.js';
import { rescissionTemplates } from './rescission.js';
import { settlementTemplates } from './settlement.js';
import { mailroomTemplates } from './mailroom.js';
import { signingTemplates } from './signing.js';
import { supportTemplates } from './support.js';
import { workTemplates } from './work.js';
import { noticeTemplates } from './notices.js';

/** Every mail the product sends; a template without both languages does not compile. */
export const mailTemplates: Readonly<Record<string, MailTemplate>> = { ...identityTemplates, ...noticeTemplates, ...mailroomTemplates, ...signingTemplates, ...checkTemplates, ...approvalTemplates, ...workTemplates, ...billingTemplates, ...agreementTemplates, ...amendmentTemplates, ...liabilityTemplates, ...rescissionTemplates, ...settlementTemplates, ...supportTemplates };
