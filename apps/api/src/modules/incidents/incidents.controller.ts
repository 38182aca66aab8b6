import { Controller } from '@nestjs/common';
import { incidentRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { IncidentReports } from './incident-report.js';
import { Incidents } from './incidents.js';
import { OpenIncident } from './open-incident.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Incidents for both sides; row level security decides whose. */
@Controller()
export class IncidentsController {
  constructor(private readonly incidents: Incidents, private readonly opening: OpenIncident, private readonly reports: IncidentReports) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.incidents.list(input.actor, input.query); }
  @Route(routes.open) open(@Input() input: In<'open'>) { return this.opening.run(input.actor, input.body); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.incidents.get(input.actor, input.params.incidentId, input.query.explain === '1'); }
  @Route(routes.addEvent) addEvent(@Input() input: In<'addEvent'>) { return this.incidents.addEvent(input.actor, input.params.incidentId, input.body); }
  @Route(routes.decideCause) decideCause(@Input() input: In<'decideCause'>) { return this.incidents.decideCause(input.actor, input.params.incidentId, input.body); }
  @Route(routes.comment) comment(@Input() input: In<'comment'>) { return this.incidents.comment(input.actor, input.params.incidentId, input.body); }
  @Route(routes.report) report(@Input() input: In<'report'>) { return this.reports.report(input.actor, input.params.incidentId, input.body); }
  @Route(routes.resend) resend(@Input() input: In<'resend'>) { return this.reports.resend(input.actor, input.params.incidentId, input.params.reportId); }
  @Route(routes.pdf) pdf(@Input() input: In<'pdf'>) { return this.reports.pdf(input.actor, input.params.incidentId, input.params.reportId); }
}
