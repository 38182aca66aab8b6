import { Controller } from '@nestjs/common';
import { operatorRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { TenantHealth } from './tenant-health.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** What the platform's operator may see: counts. */
@Controller()
export class OperatorController {
  constructor(private readonly state: TenantHealth) {}

  @Route(routes.health) health(@Input() input: In<'health'>) { return this.state.health(input.actor); }
  @Route(routes.tenants) tenants(@Input() input: In<'tenants'>) { return this.state.tenants(input.actor, input.query); }
}
