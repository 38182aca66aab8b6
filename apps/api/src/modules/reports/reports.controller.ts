import { Controller } from '@nestjs/common';
import { reportRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { ClientReports } from './client-reports.js';
import { VendorReports } from './vendor-reports.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Monthly reports of both sides. */
@Controller()
export class ReportsController {
  constructor(private readonly vendor: VendorReports, private readonly client: ClientReports) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.vendor.list(input.actor, input.query); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.vendor.get(input.actor, input.params.reportId); }
  @Route(routes.comment) comment(@Input() input: In<'comment'>) { return this.vendor.comment(input.actor, input.params.reportId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.send) send(@Input() input: In<'send'>) { return this.vendor.send(input.actor, input.params.reportId, input.ifMatch); }
  @Route(routes.pdf) pdf(@Input() input: In<'pdf'>) { return this.vendor.pdf(input.actor, input.params.reportId); }
  @Route(routes.clientList) clientList(@Input() input: In<'clientList'>) { return this.client.list(input.actor, input.query); }
  @Route(routes.clientGet) clientGet(@Input() input: In<'clientGet'>) { return this.client.get(input.actor, input.params.reportId); }
  @Route(routes.clientPdf) clientPdf(@Input() input: In<'clientPdf'>) { return this.client.pdf(input.actor, input.params.reportId); }
  @Route(routes.acknowledge) acknowledge(@Input() input: In<'acknowledge'>) { return this.client.acknowledge(input.actor, input.params.reportId, input.body); }
  @Route(routes.ask) ask(@Input() input: In<'ask'>) { return this.client.ask(input.actor, input.params.reportId, input.body); }
}
