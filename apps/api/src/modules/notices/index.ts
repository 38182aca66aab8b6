export { NoticesModule } from './notices.module.js';
export { EndDecisions, type EndDecision } from './end-decision.js';
export { mailParty } from './mail-parties.js';
export { isLive, nextTerm, renewalMonthsOf, survivalOf, termOn, type Term } from './notice-rules.js';
export { overallResult, requirementChecks, type CheckedNotice, type RequirementCheck } from './requirement-checks.js';
export { why, type ExplainedDate } from './why.js';
export { plainName } from './give.js';
export { postalOf } from './documents.js';
