import { Controller } from '@nestjs/common';
import { agreementRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { AgreementProxy } from './agreement-proxy.js';
import { AgreementSteps } from './agreement-steps.js';
import { Agreements } from './agreements.js';
import { OpenPoints } from './open-points.js';
import { WorkSteps } from './work-steps.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Consultations and agreements for both sides; row level security decides whose. */
@Controller()
export class AgreementsController {
  constructor(private readonly agreements: Agreements, private readonly steps: AgreementSteps, private readonly points: OpenPoints, private readonly proxy: AgreementProxy, private readonly works: WorkSteps) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.agreements.list(input.actor, input.query); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.agreements.get(input.actor, input.params.agreementId); }
  @Route(routes.openPoints) openPoints(@Input() input: In<'openPoints'>) { return this.points.run(input.actor, input.params.contractId); }
  @Route(routes.pdf) pdf(@Input() input: In<'pdf'>) { return this.agreements.pdf(input.actor, input.params.agreementId); }
  @Route(routes.open) open(@Input() input: In<'open'>) { return this.steps.open(input.actor, input.body); }
  @Route(routes.addEntry) addEntry(@Input() input: In<'addEntry'>) { return this.steps.addEntry(input.actor, input.params.agreementId, input.body); }
  @Route(routes.propose) propose(@Input() input: In<'propose'>) { return this.steps.propose(input.actor, input.params.agreementId, input.body); }
  @Route(routes.withdraw) withdraw(@Input() input: In<'withdraw'>) { return this.steps.withdraw(input.actor, input.params, input.body); }
  @Route(routes.decline) decline(@Input() input: In<'decline'>) { return this.steps.decline(input.actor, input.params, input.body); }
  @Route(routes.accept) accept(@Input() input: In<'accept'>) { return this.steps.accept(input.actor, input.params, input.body); }
  @Route(routes.uploadSource) uploadSource(@Input() input: In<'uploadSource'>) { return this.proxy.upload(input.actor, input.params.agreementId, input.upload); }
  @Route(routes.acceptByProxy) acceptByProxy(@Input() input: In<'acceptByProxy'>) { return this.proxy.accept(input.actor, input.params, input.body); }
  @Route(routes.source) source(@Input() input: In<'source'>) { return this.proxy.source(input.actor, input.params); }
  @Route(routes.addFollowUp) addFollowUp(@Input() input: In<'addFollowUp'>) { return this.steps.addFollowUp(input.actor, input.params.agreementId, input.body); }
  @Route(routes.finishFollowUp) finishFollowUp(@Input() input: In<'finishFollowUp'>) { return this.steps.finishFollowUp(input.actor, input.params, input.body); }
  @Route(routes.deliver) deliver(@Input() input: In<'deliver'>) { return this.works.deliver(input.actor, input.params.agreementId, input.body); }
  @Route(routes.inspect) inspect(@Input() input: In<'inspect'>) { return this.works.inspect(input.actor, input.params, input.body); }
  @Route(routes.recall) recall(@Input() input: In<'recall'>) { return this.works.recall(input.actor, input.params, input.body); }
  @Route(routes.waive) waive(@Input() input: In<'waive'>) { return this.works.waive(input.actor, input.params.agreementId, input.body); }
  @Route(routes.issueWork) issueWork(@Input() input: In<'issueWork'>) { return this.works.issue(input.actor, input.params.agreementId); }
}
