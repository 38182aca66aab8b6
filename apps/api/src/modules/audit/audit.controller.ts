import { Controller } from '@nestjs/common';
import { auditRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { AuditTrail } from './audit-trail.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Reading the audit trail. */
@Controller()
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.trail.list(input.actor, input.query); }
  @Route(routes.ofContract) ofContract(@Input() input: In<'ofContract'>) { return this.trail.list(input.actor, { ...input.query, contractId: input.params.contractId }); }
  @Route(routes.check) check(@Input() input: In<'check'>) { return this.trail.check(input.actor, input.params.contractId); }
}
