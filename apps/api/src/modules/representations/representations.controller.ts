import { Controller } from '@nestjs/common';
import { representationRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Representations } from './representations.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The yearly representation for both sides; row level security decides whose. */
@Controller()
export class RepresentationsController {
  constructor(private readonly representations: Representations) {}

  @Route(routes.waiting) waiting(@Input() { actor }: In<'waiting'>) { return this.representations.waiting(actor); }
  @Route(routes.get) get(@Input() { actor, params, query }: In<'get'>) { return this.representations.get(actor, params.contractId, query.explain === '1'); }
  @Route(routes.attest) attest(@Input() { actor, body }: In<'attest'>) { return this.representations.attest(actor, body); }
  @Route(routes.refuse) refuse(@Input() { actor, params, body }: In<'refuse'>) { return this.representations.refuse(actor, params.contractId, body); }
}
