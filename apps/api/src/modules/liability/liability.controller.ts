import { Controller } from '@nestjs/common';
import { liabilityRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { CapBasis } from './cap-basis.js';
import { CapStatement } from './cap-statement.js';
import { Caps } from './cap.js';
import { OpeningPayments } from './opening-payments.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The cap of 第16条2項 and what it is computed from. */
@Controller()
export class LiabilityController {
  constructor(private readonly caps: Caps, private readonly statements: CapStatement, private readonly bases: CapBasis, private readonly openings: OpeningPayments) {}

  @Route(routes.cap) cap(@Input() { actor, params, query }: In<'cap'>) { return this.caps.get(actor, params.contractId, { asOf: query.asOf, willful: query.willful === '1', explain: query.explain === '1' }); }
  @Route(routes.statement) statement(@Input() { actor, params, query }: In<'statement'>) { return this.statements.pdf(actor, params.contractId, { asOf: query.asOf, willful: query.willful === '1' }); }
  @Route(routes.setBasis) setBasis(@Input() { actor, body }: In<'setBasis'>) { return this.bases.set(actor, body.basis); }
  @Route(routes.openingPayments) list(@Input() { actor, params }: In<'openingPayments'>) { return this.openings.list(actor, params.contractId); }
  @Route(routes.enterOpeningPayment) enter(@Input() { actor, params, body }: In<'enterOpeningPayment'>) { return this.openings.enter(actor, params.contractId, body); }
  @Route(routes.correctOpeningPayment) correct(@Input() { actor, params, body }: In<'correctOpeningPayment'>) { return this.openings.correct(actor, params, body.reason); }
}
