import { Controller } from '@nestjs/common';
import { rescissionRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Confirmations } from './confirmations.js';
import { Declarations } from './declarations.js';
import { Sending } from './sending.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Rescission under 第19条 and the demand of 民法541条, for either side. */
@Controller()
export class RescissionController {
  constructor(private readonly declarations: Declarations, private readonly confirmations: Confirmations, private readonly sending: Sending) {}

  @Route(routes.list) list(@Input() { actor, params, query }: In<'list'>) { return this.declarations.list(actor, params.contractId, query.explain === '1'); }
  @Route(routes.declare) declare(@Input() { actor, params, body }: In<'declare'>) { return this.declarations.declare(actor, params.contractId, body); }
  @Route(routes.get) get(@Input() { actor, params }: In<'get'>) { return this.declarations.get(actor, params.declarationId); }
  @Route(routes.upload) upload(@Input() { actor, params, upload }: In<'upload'>) { return this.declarations.upload(actor, params.contractId, upload); }
  @Route(routes.addEvidence) addEvidence(@Input() { actor, params, body }: In<'addEvidence'>) { return this.declarations.addEvidence(actor, params.declarationId, body); }
  @Route(routes.evidenceFile) evidenceFile(@Input() { actor, params }: In<'evidenceFile'>) { return this.declarations.evidenceFile(actor, params.declarationId, params.declarationEvidenceId); }
  @Route(routes.confirm) confirm(@Input() { actor, params }: In<'confirm'>) { return this.confirmations.confirm(actor, params.declarationId); }
  @Route(routes.send) send(@Input() { actor, params, body }: In<'send'>) { return this.sending.send(actor, params.declarationId, body); }
  @Route(routes.letterPdf) letterPdf(@Input() { actor, params }: In<'letterPdf'>) { return this.sending.letter(actor, params.declarationId); }
  @Route(routes.registerDelivery) registerDelivery(@Input() { actor, params, body }: In<'registerDelivery'>) { return this.sending.registerDelivery(actor, params.declarationId, body); }
  @Route(routes.scan) scan(@Input() { actor, params }: In<'scan'>) { return this.declarations.scan(actor, params.declarationId); }
  @Route(routes.withdraw) withdraw(@Input() { actor, params, body }: In<'withdraw'>) { return this.declarations.withdraw(actor, params.declarationId, body.reason); }
}
