import { Controller } from '@nestjs/common';
import { monitoringRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Monitors } from './monitors.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Monitors for both sides; row level security decides whose. */
@Controller()
export class MonitoringController {
  constructor(private readonly monitors: Monitors) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.monitors.list(input.actor, input.query); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.monitors.get(input.actor, input.params.monitorId); }
  @Route(routes.update) update(@Input() input: In<'update'>) { return this.monitors.update(input.actor, input.params.monitorId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.run) run(@Input() input: In<'run'>) { return this.monitors.run(input.actor, input.params.monitorId); }
  @Route(routes.planWindow) planWindow(@Input() input: In<'planWindow'>) { return this.monitors.planWindow(input.actor, input.params.monitorId, input.body); }
}
