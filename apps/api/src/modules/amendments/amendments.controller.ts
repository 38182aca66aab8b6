import { Controller } from '@nestjs/common';
import { amendmentRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { AmendmentActs } from './amendment-acts.js';
import { AmendmentPapers } from './amendment-papers.js';
import { Amendments } from './amendments.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** 変更覚書 of both sides. */
@Controller()
export class AmendmentsController {
  constructor(private readonly amendments: Amendments, private readonly acts: AmendmentActs, private readonly papers: AmendmentPapers) {}

  @Route(routes.ofContract) ofContract(@Input() input: In<'ofContract'>) { return this.amendments.ofContract(input.actor, input.params.contractId); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.amendments.get(input.actor, input.params.amendmentId); }
  @Route(routes.pdf) pdf(@Input() input: In<'pdf'>) { return this.amendments.pdf(input.actor, input.params.amendmentId); }
  @Route(routes.terms) terms(@Input() input: In<'terms'>) { return this.amendments.terms(input.actor, input.params.contractId, input.query); }
  @Route(routes.preview) preview(@Input() input: In<'preview'>) { return this.amendments.preview(input.actor, input.params.contractId, input.body); }
  @Route(routes.propose) propose(@Input() input: In<'propose'>) { return this.acts.propose(input.actor, input.params.contractId, input.body); }
  @Route(routes.prepare) prepare(@Input() input: In<'prepare'>) { return this.papers.prepare(input.actor, input.params.contractId, input.body); }
  @Route(routes.print) print(@Input() input: In<'print'>) { return this.papers.print(input.actor, input.params.amendmentId); }
  @Route(routes.register) register(@Input() input: In<'register'>) { return this.papers.register(input.actor, input.params.amendmentId, input.body); }
  @Route(routes.accept) accept(@Input() input: In<'accept'>) { return this.acts.accept(input.actor, input.params.amendmentId, input.body); }
  @Route(routes.decline) decline(@Input() input: In<'decline'>) { return this.acts.decline(input.actor, input.params.amendmentId, input.body); }
  @Route(routes.withdraw) withdraw(@Input() input: In<'withdraw'>) { return this.acts.withdraw(input.actor, input.params.amendmentId, input.body); }
  @Route(routes.changeNotice) changeNotice(@Input() input: In<'changeNotice'>) { return this.acts.changeNotice(input.actor, input.params.contractId, input.body); }
}
