import { Controller } from '@nestjs/common';
import { templateRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Templates } from './templates.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The vendor's own templates of the form. */
@Controller()
export class TemplatesController {
  constructor(private readonly templates: Templates) {}

  @Route(routes.list) list(@Input() { actor }: In<'list'>) { return this.templates.list(actor); }
  @Route(routes.form) form() { return this.templates.form(); }
  @Route(routes.create) create(@Input() { actor, body }: In<'create'>) { return this.templates.create(actor, body); }
  @Route(routes.readFile) readFile(@Input() { upload }: In<'readFile'>) { return this.templates.readFile(upload); }
  @Route(routes.compare) compare(@Input() { actor, params, query }: In<'compare'>) { return this.templates.compare(actor, params.contractTemplateId, query); }
  @Route(routes.get) get(@Input() { actor, params }: In<'get'>) { return this.templates.get(actor, params.contractTemplateId); }
  @Route(routes.save) save(@Input() { actor, params, body, ifMatch }: In<'save'>) { return this.templates.save(actor, params.contractTemplateId, { body, version: ifMatch }); }
  @Route(routes.retire) retire(@Input() { actor, params, body, ifMatch }: In<'retire'>) { return this.templates.retire(actor, params.contractTemplateId, { ...body, version: ifMatch }); }
}
