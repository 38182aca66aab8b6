import { Controller } from '@nestjs/common';
import { noticeRoutes, renewalRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Deadlines } from './deadlines.js';
import { Decisions } from './decisions.js';
import { ReminderRecord } from './reminder-record.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The dates of a contract's terms, and what 乙 decides before them. */
@Controller()
export class RenewalsController {
  constructor(private readonly deadlines: Deadlines, private readonly decisions: Decisions, private readonly record: ReminderRecord) {}

  @Route(noticeRoutes.deadlines) deadlinesOf(@Input() input: RouteInput<typeof noticeRoutes.deadlines>) { return this.deadlines.get(input.actor, input.params.contractId); }
  @Route(routes.queue) queue(@Input() input: In<'queue'>) { return this.decisions.queue(input.actor, input.query); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.decisions.get(input.actor, input.params.contractId, input.query.explain === '1'); }
  @Route(routes.decide) decide(@Input() input: In<'decide'>) { return this.decisions.decide(input.actor, input.params.contractId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.reminders) reminders(@Input() input: In<'reminders'>) { return this.record.get(input.actor, input.params.contractId, input.query.explain === '1'); }
  @Route(routes.chooseOwnReminders) chooseOwn(@Input() input: In<'chooseOwnReminders'>) { return this.record.choose(input.actor, input.params.contractId, { mode: input.body.mode, version: input.ifMatch }); }
  @Route(routes.reminderChoice) choice(@Input() input: In<'reminderChoice'>) { return this.record.common(input.actor); }
  @Route(routes.chooseReminders) choose(@Input() input: In<'chooseReminders'>) { return this.record.choose(input.actor, null, { mode: input.body.mode, version: input.ifMatch }); }
}
