import { Controller } from '@nestjs/common';
import { checkRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Checks } from './checks.js';
import { ImportChecks } from './import-checks.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Counterparty checks; the vendor's own. */
@Controller()
export class ChecksController {
  constructor(private readonly checks: Checks, private readonly imports: ImportChecks) {}

  @Route(routes.standing) standing(@Input() { actor, query }: In<'standing'>) { return this.checks.standing(actor, query); }
  @Route(routes.list) list(@Input() { actor, query }: In<'list'>) { return this.checks.list(actor, query); }
  @Route(routes.record) record(@Input() { actor, body }: In<'record'>) { return this.checks.record(actor, body); }
  @Route(routes.upload) upload(@Input() { actor, params, upload }: In<'upload'>) { return this.checks.upload(actor, params.clientId, upload); }
  @Route(routes.file) file(@Input() { actor, params }: In<'file'>) { return this.checks.file(actor, params.checkId); }
  @Route(routes.decide) decide(@Input() { actor, params, body }: In<'decide'>) { return this.checks.decide(actor, params.checkId, body); }
  @Route(routes.import) import(@Input() { actor, upload }: In<'import'>) { return this.imports.run(actor, upload.bytes); }
  @Route(routes.savePolicy) savePolicy(@Input() { actor, body, ifMatch }: In<'savePolicy'>) { return this.checks.savePolicy(actor, body, ifMatch); }
}
