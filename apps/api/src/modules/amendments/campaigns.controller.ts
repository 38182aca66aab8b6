import { Controller } from '@nestjs/common';
import { campaignRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Campaigns } from './campaigns.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** 料金改定: one change of price for many contracts. */
@Controller()
export class CampaignsController {
  constructor(private readonly campaigns: Campaigns) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.campaigns.list(input.actor); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.campaigns.get(input.actor, input.params.campaignId, input.query.explain === '1'); }
  @Route(routes.letters) letters(@Input() input: In<'letters'>) { return this.campaigns.letters(input.actor, input.params.campaignId); }
  @Route(routes.preview) preview(@Input() input: In<'preview'>) { return this.campaigns.preview(input.actor, input.body); }
  @Route(routes.create) create(@Input() input: In<'create'>) { return this.campaigns.create(input.actor, input.body); }
  @Route(routes.revise) revise(@Input() input: In<'revise'>) { return this.campaigns.revise(input.actor, input.params, input.body); }
  @Route(routes.cancel) cancel(@Input() input: In<'cancel'>) { return this.campaigns.cancel(input.actor, input.params); }
}
