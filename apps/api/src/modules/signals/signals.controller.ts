import { Controller } from '@nestjs/common';
import { signalRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Signals } from './signals.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Signals of 第19条2号・3号, for either side about the other. */
@Controller()
export class SignalsController {
  constructor(private readonly signals: Signals) {}

  @Route(routes.list) list(@Input() { actor, query }: In<'list'>) { return this.signals.list(actor, query); }
  @Route(routes.record) record(@Input() { actor, params, body }: In<'record'>) { return this.signals.record(actor, params.clientId, body); }
  @Route(routes.upload) upload(@Input() { actor, params, upload }: In<'upload'>) { return this.signals.upload(actor, params.clientId, upload); }
  @Route(routes.file) file(@Input() { actor, params }: In<'file'>) { return this.signals.file(actor, params.partySignalId); }
  @Route(routes.setAside) setAside(@Input() { actor, params, body }: In<'setAside'>) { return this.signals.setAside(actor, params.clientId, body); }
  @Route(routes.savePolicy) savePolicy(@Input() { actor, body, ifMatch }: In<'savePolicy'>) { return this.signals.savePolicy(actor, body, ifMatch); }
}
