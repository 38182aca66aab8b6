export { NoticesModule } from './notices.module.js';
export { EndDecisions, type EndDecision } from './end-decision.js';
export { NoticeDelivery } from './delivery.js';
export { mailParties, mailParty, noticeEmail } from './mail-parties.js';
export { arrivedOnOf, NoticeRepository, type NewNotice, type NoticeRecord } from './notice.repository.js';
export { electronicAgreed, isLive, nextTerm, noticeDeadline, otherParty, renewalMonthsOf, survivalOf, termOn, type NoticeArticle, type Party, type Term } from './notice-rules.js';
export { overallResult, requirementChecks, type CheckedNotice, type RequirementCheck } from './requirement-checks.js';
export { plainName } from './give.js';
export { postalOf } from './documents.js';
