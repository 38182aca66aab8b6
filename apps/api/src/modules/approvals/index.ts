export { ApprovalGates, type ApprovalGate } from './approval-gate.js';
export { ApprovalsModule } from './approvals.module.js';
