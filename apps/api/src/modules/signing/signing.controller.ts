import { Controller } from '@nestjs/common';
import { signingRoutes as routes, signingAccessRoutes as accessRoutes, signingPaperRoutes as paperRoutes, signingSettingRoutes as settingRoutes } from '@hoshu/api-schema';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { AccessCodes } from './access-code.js';
import { Answers } from './answers.js';
import { Represent } from './antisocial.js';
import { Approve } from './approve.js';
import { Copies } from './copies.js';
import { DateConfirmation } from './date-confirmation.js';
import { SigningDocuments } from './documents.js';
import { EnterByLink } from './enter.js';
import { Gates } from './gates.js';
import { PaperCopies } from './paper-copies.js';
import { ReadDocument } from './read-document.js';
import { RegisterSigned } from './register.js';
import { Send } from './send.js';
import { SigningDefaults } from './settings.js';
import { Sign } from './sign.js';
import { SigningUploads } from './uploads.js';
import { SigningViews } from './view.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** What both sides do until a contract is concluded. */
@Controller()
export class SigningController {
  constructor(
    private readonly gateList: Gates, private readonly sending: Send, private readonly representing: Represent, private readonly signing: Sign, private readonly dates: DateConfirmation, private readonly answers: Answers, private readonly approving: Approve,
    private readonly views: SigningViews, private readonly reading: ReadDocument, private readonly registering: RegisterSigned, private readonly uploads: SigningUploads, private readonly documents: SigningDocuments, private readonly copies: Copies,
  ) {}

  @Route(routes.gates) gates(@Input() { actor, params }: In<'gates'>) { return this.gateList.run(actor, params.contractId); }
  @Route(routes.represent) represent(@Input() { actor, params, body }: In<'represent'>) { return this.representing.run(actor, params.contractId, body); }
  @Route(routes.send) send(@Input() { actor, params, body }: In<'send'>) { return this.sending.run(actor, params.contractId, body); }
  @Route(routes.resend) resend(@Input() { actor, params }: In<'resend'>) { return this.sending.resend(actor, params.contractId); }
  @Route(routes.cancel) cancel(@Input() { actor, params, body }: In<'cancel'>) { return this.sending.cancel(actor, params.contractId, body.reason); }
  @Route(routes.get) get(@Input() { actor, params }: In<'get'>) { return this.views.run(actor, params.contractId); }
  @Route(routes.read) read(@Input() { actor, params, query, request }: In<'read'>) { return this.reading.run(actor, params.contractId, { explain: query.explain === '1', request }); }
  @Route(routes.sign) sign(@Input() { actor, params, body, request }: In<'sign'>) { return this.signing.run(actor, params.contractId, { body, request }); }
  @Route(routes.confirmDate) confirmDate(@Input() { actor, params, body }: In<'confirmDate'>) { return this.dates.confirm(actor, params.contractId, body); }
  @Route(routes.forward) forward(@Input() { actor, params, body }: In<'forward'>) { return this.answers.forward(actor, params.contractId, body); }
  @Route(routes.decline) decline(@Input() { actor, params, body }: In<'decline'>) { return this.answers.refuse(actor, params.contractId, { body, as: 'signer' }); }
  @Route(routes.addCopy) addCopy(@Input() { actor, params, body }: In<'addCopy'>) { return this.copies.add(actor, params.contractId, body); }
  @Route(routes.approve) approve(@Input() { actor, params, body }: In<'approve'>) { return this.approving.run(actor, params.contractId, body); }
  @Route(routes.sendBack) sendBack(@Input() { actor, params, body }: In<'sendBack'>) { return this.answers.refuse(actor, params.contractId, { body, as: 'approver' }); }
  @Route(routes.uploadAuthority) uploadAuthority(@Input() { actor, params, upload }: In<'uploadAuthority'>) { return this.uploads.authority(actor, params.contractId, upload); }
  @Route(routes.uploadEvidence) uploadEvidence(@Input() { actor, params, upload }: In<'uploadEvidence'>) { return this.uploads.evidence(actor, params.contractId, upload); }
  @Route(routes.register) register(@Input() { actor, params, body }: In<'register'>) { return this.registering.run(actor, params.contractId, body); }
  @Route(routes.document) document(@Input() { actor, params }: In<'document'>) { return this.documents.download(actor, params.contractId, params.kind); }
  @Route(routes.print) print(@Input() { actor, params }: In<'print'>) { return this.reading.print(actor, params.contractId, params.copy); }
}

/** What 乙 wants for its signings, unless one says otherwise, the code of one of them, and its copies on paper. */
@Controller()
export class SigningDefaultsController {
  constructor(private readonly defaults: SigningDefaults, private readonly codes: AccessCodes, private readonly paper: PaperCopies) {}

  @Route(settingRoutes.settings) get(@Input() { actor }: RouteInput<typeof settingRoutes.settings>) { return this.defaults.get(actor); }
  @Route(settingRoutes.saveSettings) save(@Input() { actor, body, ifMatch }: RouteInput<typeof settingRoutes.saveSettings>) { return this.defaults.save(actor, body, ifMatch); }
  @Route(accessRoutes.setCode) setCode(@Input() { actor, params, body }: RouteInput<typeof accessRoutes.setCode>) { return this.codes.set(actor, params.contractId, body.accessCode); }
  @Route(paperRoutes.copies) copies(@Input() { actor, params }: RouteInput<typeof paperRoutes.copies>) { return this.paper.view(actor, params.contractId); }
  @Route(paperRoutes.move) move(@Input() { actor, params, body }: RouteInput<typeof paperRoutes.move>) { return this.paper.move(actor, params.contractId, body); }
}

/** The way in for people without an account. */
@Controller()
export class SignLinkController {
  constructor(private readonly links: EnterByLink) {}

  @Route(routes.open) open(@Input() { params, request }: In<'open'>) { return this.links.open(params.token, requestInfo(request as RoutedRequest)); }
  @Route(routes.enter) enter(@Input() { body, request, response }: In<'enter'>) { return this.links.enter(body, { request, response, info: requestInfo(request as RoutedRequest) }); }
  @Route(accessRoutes.askAgain) askAgain(@Input() { body, request }: RouteInput<typeof accessRoutes.askAgain>) { return this.links.askAgain(body.token, requestInfo(request as RoutedRequest)); }
}
