import { Controller } from '@nestjs/common';
import { claimRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { ClaimActs } from './claim-acts.js';
import { Claims } from './claims.js';
import { ClaimEvidence } from './evidence.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Claims for damages under 第16条 and their course. */
@Controller()
export class ClaimsController {
  constructor(private readonly claims: Claims, private readonly acts: ClaimActs, private readonly records: ClaimEvidence) {}

  @Route(routes.list) list(@Input() { actor, params, query }: In<'list'>) { return this.claims.list(actor, params.contractId, query.explain === '1'); }
  @Route(routes.raise) raise(@Input() { actor, params, body }: In<'raise'>) { return this.claims.raise(actor, params.contractId, body); }
  @Route(routes.get) get(@Input() { actor, params, query }: In<'get'>) { return this.claims.get(actor, params.claimId, query.explain === '1'); }
  @Route(routes.step) step(@Input() { actor, params, body }: In<'step'>) { return this.acts.step(actor, params.claimId, body); }
  @Route(routes.propose) propose(@Input() { actor, params, body }: In<'propose'>) { return this.acts.propose(actor, params.claimId, body); }
  @Route(routes.confirm) confirm(@Input() { actor, params }: In<'confirm'>) { return this.acts.confirm(actor, params.claimId, params.claimSettlementId); }
  @Route(routes.evidence) evidence(@Input() { actor, params }: In<'evidence'>) { return this.records.gather(actor, params.claimId); }
}
