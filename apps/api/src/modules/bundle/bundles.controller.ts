import { Controller } from '@nestjs/common';
import { bundleRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Bundles } from './bundles.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Dispute bundles of the own side. */
@Controller()
export class BundlesController {
  constructor(private readonly bundles: Bundles) {}

  @Route(routes.list) list(@Input() { actor, params }: In<'list'>) { return this.bundles.list(actor, params.contractId); }
  @Route(routes.request) request(@Input() { actor, params, body }: In<'request'>) { return this.bundles.request(actor, params.contractId, body); }
  @Route(routes.download) download(@Input() { actor, params }: In<'download'>) { return this.bundles.download(actor, params.bundleId); }
}
