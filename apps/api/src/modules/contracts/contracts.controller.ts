import { Controller } from '@nestjs/common';
import { contractRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { defaultTerms } from './compose-terms.js';
import { ContractViews } from './contract-views.js';
import { Courts } from './court.js';
import { Drafting } from './drafting.js';
import { SiteOverlaps } from './site-overlaps.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Contracts: drafting for the vendor, reading for both sides. */
@Controller()
export class ContractsController {
  constructor(private readonly drafting: Drafting, private readonly views: ContractViews, private readonly courts: Courts, private readonly overlaps: SiteOverlaps) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.views.list(input.actor, input.query); }
  @Route(routes.defaults) defaults() { return { terms: defaultTerms() }; }
  @Route(routes.preview) preview(@Input() input: In<'preview'>) { return this.drafting.preview(input.actor, input.body); }
  @Route(routes.create) create(@Input() input: In<'create'>) { return this.drafting.create(input.actor, input.body); }
  @Route(routes.get) get(@Input() { actor, params, query }: In<'get'>) { return this.views.get(actor, params.contractId, query.explain === '1'); }
  @Route(routes.updateDraft) updateDraft(@Input() input: In<'updateDraft'>) { return this.drafting.update(input.actor, input.params.contractId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.updateCare) updateCare(@Input() input: In<'updateCare'>) { return this.views.updateCare(input.actor, input.params.contractId, { ...input.body, version: input.ifMatch }); }
  @Route(routes.text) text(@Input() input: In<'text'>) { return this.views.text(input.actor, input.params.contractId); }
  @Route(routes.siteOverlaps) siteOverlaps(@Input() input: In<'siteOverlaps'>) { return this.overlaps.get(input.actor, input.params.contractId, input.query.startOn); }
  @Route(routes.court) court(@Input() input: In<'court'>) { return this.courts.get(input.actor, input.params.contractId); }
  @Route(routes.overrideCourt) overrideCourt(@Input() input: In<'overrideCourt'>) { return this.courts.override(input.actor, input.params.contractId, input.body); }
  @Route(routes.draftPdf) draftPdf(@Input() input: In<'draftPdf'>) { return this.drafting.pdf(input.actor, input.params.contractId); }
  @Route(routes.withdraw) withdraw(@Input() input: In<'withdraw'>) { return this.drafting.withdraw(input.actor, input.params.contractId); }
}
