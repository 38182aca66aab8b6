import { Controller } from '@nestjs/common';
import { siteRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { ImportSites } from './import-sites.js';
import { Probe } from './probe.js';
import { Sites } from './sites.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Sites of 第2条 and the probe that fills their form. */
@Controller()
export class SitesController {
  constructor(private readonly sites: Sites, private readonly imports: ImportSites, private readonly probe: Probe, private readonly limits: RateLimits) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.sites.list(input.actor, input.query); }
  @Route(routes.create) create(@Input() input: In<'create'>) { return this.sites.create(input.actor, input.body); }
  @Route(routes.choices) choices(@Input() input: In<'choices'>) { return this.sites.choices(input.actor); }
  @Route(routes.import) import(@Input() input: In<'import'>) { return this.imports.run(input.actor, input.upload.bytes, input.query.clientId ?? null); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.sites.get(input.actor, input.params.siteId); }
  @Route(routes.update) update(@Input() input: In<'update'>) { return this.sites.update(input.actor, input.params.siteId, { body: input.body, version: input.ifMatch }); }

  @Route(routes.probe)
  async look(@Input() { actor, body }: In<'probe'>) {
    await this.limits.take('probe', actor.tenantId);
    return this.probe.run(/^https?:\/\//i.test(body.url) ? body.url : `https://${body.url}`);
  }
}
