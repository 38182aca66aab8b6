import { Controller } from '@nestjs/common';
import { approvalRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Approvals } from './approvals.js';
import { ApprovalPolicy } from './policy.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The approval inside 乙 before a contract is sent. */
@Controller()
export class ApprovalsController {
  constructor(private readonly approvals: Approvals, private readonly rules: ApprovalPolicy) {}

  @Route(routes.policy) policy(@Input() { actor }: In<'policy'>) { return this.rules.get(actor); }
  @Route(routes.savePolicy) savePolicy(@Input() { actor, body, ifMatch }: In<'savePolicy'>) { return this.rules.save(actor, body, ifMatch); }
  @Route(routes.absences) absences(@Input() { actor }: In<'absences'>) { return this.rules.absences(actor); }
  @Route(routes.enterAbsence) enterAbsence(@Input() { actor, body }: In<'enterAbsence'>) { return this.rules.enterAbsence(actor, body); }
  @Route(routes.endAbsence) endAbsence(@Input() { actor, params }: In<'endAbsence'>) { return this.rules.endAbsence(actor, params.absenceId); }
  @Route(routes.waiting) waiting(@Input() { actor }: In<'waiting'>) { return this.approvals.waiting(actor); }
  @Route(routes.get) get(@Input() { actor, params }: In<'get'>) { return this.approvals.get(actor, params.contractId); }
  @Route(routes.request) request(@Input() { actor, params, body }: In<'request'>) { return this.approvals.request(actor, params.contractId, body.note); }
  @Route(routes.answer) answer(@Input() { actor, params, body }: In<'answer'>) { return this.approvals.answer(actor, params.contractId, body); }
}
