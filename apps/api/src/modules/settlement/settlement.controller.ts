import { Controller } from '@nestjs/common';
import { settlementRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { EndOptions } from './end-options.js';
import { Settlements } from './settlements.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The money at the end of a contract, for both sides. */
@Controller()
export class SettlementController {
  constructor(private readonly settlements: Settlements, private readonly choices: EndOptions) {}

  @Route(routes.options) options(@Input() { actor, params }: In<'options'>) { return this.choices.get(actor, params.contractId); }
  @Route(routes.get) get(@Input() { actor, params, query }: In<'get'>) { return this.settlements.get(actor, params.contractId, query); }
  @Route(routes.issue) issue(@Input() { actor, params, body }: In<'issue'>) { return this.settlements.issue(actor, params.contractId, body); }
  @Route(routes.pdf) pdf(@Input() { actor, params }: In<'pdf'>) { return this.settlements.pdf(actor, params.settlementId); }
  @Route(routes.recordRefund) recordRefund(@Input() { actor, params, body }: In<'recordRefund'>) { return this.settlements.recordRefund(actor, params.settlementId, body); }
  @Route(routes.withdraw) withdraw(@Input() { actor, params, body }: In<'withdraw'>) { return this.settlements.withdraw(actor, params.settlementId, body); }
}
