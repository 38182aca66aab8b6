import { Controller } from '@nestjs/common';
import { mailroomRoutes as routes } from '@hoshu/api-schema';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { Calls } from './calls.js';
import { ConfirmCall } from './confirm-call.js';
import { ReceivedMails } from './received-mails.js';
import { UnassignedMails } from './unassigned.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Notices by mail and by telephone: both sides, the person behind a link, the desk. */
@Controller()
export class MailroomController {
  constructor(private readonly received: ReceivedMails, private readonly calls: Calls, private readonly confirming: ConfirmCall, private readonly unassigned: UnassignedMails) {}

  @Route(routes.mails) mails(@Input() input: In<'mails'>) { return this.received.list(input.actor, input.params.contractId); }
  @Route(routes.original) original(@Input() input: In<'original'>) { return this.received.original(input.actor, input.params.mailId); }
  @Route(routes.upload) upload(@Input() input: In<'upload'>) { return this.received.upload(input.actor, input.params.contractId, input.upload); }
  @Route(routes.registerMail) registerMail(@Input() input: In<'registerMail'>) { return this.received.register(input.actor, input.params.mailId, input.body); }
  @Route(routes.dismiss) dismiss(@Input() input: In<'dismiss'>) { return this.received.dismiss(input.actor, input.params.mailId, input.body.note); }
  @Route(routes.enterCall) enterCall(@Input() input: In<'enterCall'>) { return this.calls.enter(input.actor, input.params.contractId, input.body); }
  @Route(routes.withdrawCall) withdrawCall(@Input() input: In<'withdrawCall'>) { return this.calls.withdraw(input.actor, input.params.callId); }
  @Route(routes.openCall) openCall(@Input() { params, request }: In<'openCall'>) { return this.confirming.open(params.token, requestInfo(request as RoutedRequest)); }
  @Route(routes.confirmCall) confirmCall(@Input() { params, body, request }: In<'confirmCall'>) { return this.confirming.confirm(params.token, body, requestInfo(request as RoutedRequest)); }
  @Route(routes.deskMails) deskMails(@Input() input: In<'deskMails'>) { return this.unassigned.list(input.actor); }
  @Route(routes.deskMail) deskMail(@Input() input: In<'deskMail'>) { return this.unassigned.open(input.actor, input.params.mailId); }
  @Route(routes.assignMail) assignMail(@Input() input: In<'assignMail'>) { return this.unassigned.assign(input.actor, input.params.mailId, input.body); }
  @Route(routes.setAsideMail) setAsideMail(@Input() input: In<'setAsideMail'>) { return this.unassigned.setAside(input.actor, input.params.mailId, input.body); }
  @Route(routes.deskCall) deskCall(@Input() input: In<'deskCall'>) { return this.unassigned.enterCall(input.actor, input.body); }
}
