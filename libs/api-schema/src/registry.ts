import { billingRoutes } from './billing.js';
import { approvalRoutes } from './approvals.js';
import { bundleRoutes } from './bundles.js';
import { checkRoutes } from './checks.js';
import { calendarRoutes } from './calendar.js';
import { claimRoutes } from './claims.js';
import { boardRoutes } from './board.js';
import { clientRoutes } from './clients.js';
import { companyRoutes } from './company.js';
import { contractRoutes } from './contracts.js';
import { demoRoutes } from './demo.js';
import { identityRoutes } from './identity.js';
import { incidentRoutes } from './incidents.js';
import { liabilityRoutes } from './liability.js';
import { mailroomRoutes } from './mailroom.js';
import { monitoringRoutes } from './monitoring.js';
import { movingInRoutes } from './moving-in.js';
import { renewalRoutes } from './renewals.js';
import { representationRoutes } from './representations.js';
import { reportRoutes } from './reports.js';
import { rescissionRoutes } from './rescission.js';
import { signalRoutes } from './signals.js';
import { templateRoutes } from './templates.js';
import type { RouteShape } from './route.js';
import { offboardingRoutes } from './offboarding.js';
import { settlementRoutes } from './settlement.js';
import { sampleRoutes } from './samples.js';
import { signingRoutes } from './signing.js';
import { signingAccessRoutes } from './signing-access.js';
import { signingPaperRoutes } from './signing-paper.js';
import { signingSettingRoutes } from './signing-settings.js';
import { siteRoutes } from './sites.js';
import { noticeRoutes } from './notices.js';
import { supportRoutes } from './support.js';
import { agreementRoutes } from './agreements.js';
import { amendmentRoutes } from './amendments.js';
import { campaignRoutes } from './campaigns.js';
import { auditRoutes } from './audit.js';
import { operatorRoutes } from './operator.js';
import { verificationRoutes } from './verification.js';

/** Every route of the product, the one list that guards, documents, probes and calls them. */
export const allRoutes: readonly RouteShape[] = [
  ...Object.values(identityRoutes),
  ...Object.values(companyRoutes),
  ...Object.values(clientRoutes),
  ...Object.values(siteRoutes),
  ...Object.values(movingInRoutes),
  ...Object.values(contractRoutes),
  ...Object.values(demoRoutes),
  ...Object.values(sampleRoutes),
  ...Object.values(monitoringRoutes),
  ...Object.values(incidentRoutes),
  ...Object.values(reportRoutes),
  ...Object.values(signingRoutes),
  ...Object.values(signingSettingRoutes),
  ...Object.values(signingAccessRoutes),
  ...Object.values(signingPaperRoutes),
  ...Object.values(verificationRoutes),
  ...Object.values(representationRoutes),
  ...Object.values(checkRoutes),
  ...Object.values(bundleRoutes),
  ...Object.values(approvalRoutes),
  ...Object.values(noticeRoutes),
  ...Object.values(mailroomRoutes),
  ...Object.values(renewalRoutes),
  ...Object.values(calendarRoutes),
  ...Object.values(agreementRoutes),
  ...Object.values(amendmentRoutes),
  ...Object.values(campaignRoutes),
  ...Object.values(boardRoutes),
  ...Object.values(supportRoutes),
  ...Object.values(auditRoutes),
  ...Object.values(operatorRoutes),
  ...Object.values(billingRoutes),
  ...Object.values(liabilityRoutes),
  ...Object.values(claimRoutes),
  ...Object.values(rescissionRoutes),
  ...Object.values(signalRoutes),
  ...Object.values(templateRoutes),
  ...Object.values(settlementRoutes),
  ...Object.values(offboardingRoutes),
];
