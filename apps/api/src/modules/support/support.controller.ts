import { Controller } from '@nestjs/common';
import { supportRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { TerminationDesk } from './desk.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The platform staff's desk for notices. */
@Controller()
export class SupportController {
  constructor(private readonly desk: TerminationDesk) {}

  @Route(routes.notices) notices(@Input() input: In<'notices'>) { return this.desk.list(input.actor); }
  @Route(routes.notice) notice(@Input() input: In<'notice'>) { return this.desk.open(input.actor, input.params.caseId); }
  @Route(routes.takeOverMany) takeOverMany(@Input() input: In<'takeOverMany'>) { return this.desk.takeOverMany(input.actor, input.body.caseIds); }
  @Route(routes.escalate) escalate(@Input() input: In<'escalate'>) { return this.desk.escalate(input.actor, input.params.caseId, input.body.note); }
  @Route(routes.takeOver) takeOver(@Input() input: In<'takeOver'>) { return this.desk.takeOver(input.actor, input.params.caseId); }
  @Route(routes.answer) answer(@Input() input: In<'answer'>) { return this.desk.answer(input.actor, input.params.caseId, input.body.key); }
  @Route(routes.findContract) findContract(@Input() input: In<'findContract'>) { return this.desk.findContract(input.actor, input.query.number); }
  @Route(routes.register) register(@Input() input: In<'register'>) { return this.desk.register(input.actor, input.body); }
  @Route(routes.addScan) addScan(@Input() input: In<'addScan'>) { return this.desk.addScan(input.actor, input.params.caseId, input.upload); }
  @Route(routes.forward) forward(@Input() input: In<'forward'>) { return this.desk.forward(input.actor, input.params.caseId); }
}
