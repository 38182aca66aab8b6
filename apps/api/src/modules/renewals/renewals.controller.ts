import { Controller } from '@nestjs/common';
import { noticeRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Deadlines } from './deadlines.js';

/** The dates of a contract's terms. */
@Controller()
export class RenewalsController {
  constructor(private readonly deadlines: Deadlines) {}

  @Route(routes.deadlines) get(@Input() input: RouteInput<typeof routes.deadlines>) { return this.deadlines.get(input.actor, input.params.contractId); }
}
