import { Controller } from '@nestjs/common';
import { offboardingRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Offboarding } from './offboarding.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The hand-over at the end of a contract, for both sides. */
@Controller()
export class OffboardingController {
  constructor(private readonly offboarding: Offboarding) {}

  @Route(routes.get) get(@Input() { actor, params }: In<'get'>) { return this.offboarding.get(actor, params.contractId); }
  @Route(routes.refresh) refresh(@Input() { actor, params }: In<'refresh'>) { return this.offboarding.refresh(actor, params.contractId); }
  @Route(routes.addItem) addItem(@Input() { actor, params, body }: In<'addItem'>) { return this.offboarding.addItem(actor, params.contractId, body); }
  @Route(routes.mark) mark(@Input() { actor, params, body }: In<'mark'>) { return this.offboarding.mark(actor, params.offboardingItemId, body); }
  @Route(routes.confirm) confirm(@Input() { actor, params, body }: In<'confirm'>) { return this.offboarding.confirm(actor, params.contractId, body); }
  @Route(routes.pdf) pdf(@Input() { actor, params }: In<'pdf'>) { return this.offboarding.pdf(actor, params.contractId); }
}
