import { Controller } from '@nestjs/common';
import { noticeRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { NoticeDocuments } from './documents.js';
import { GiveNotice } from './give.js';
import { NoticeViews } from './notice-views.js';
import { NoticePreviews } from './preview.js';
import { RegisterPaper } from './register-paper.js';
import { WithdrawNotice } from './withdraw.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Notices that end a contract, for either side. */
@Controller()
export class NoticesController {
  constructor(private readonly previews: NoticePreviews, private readonly giving: GiveNotice, private readonly views: NoticeViews, private readonly documents: NoticeDocuments, private readonly paper: RegisterPaper, private readonly withdrawing: WithdrawNotice) {}

  @Route(routes.preview) preview(@Input() input: In<'preview'>) { return this.previews.preview(input.actor, input.params.contractId, input.query); }
  @Route(routes.give) give(@Input() input: In<'give'>) { return this.giving.give(input.actor, input.params.contractId, input.body); }
  @Route(routes.list) list(@Input() input: In<'list'>) { return this.views.list(input.actor, input.params.contractId); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.views.get(input.actor, input.params.noticeId); }
  @Route(routes.letterPdf) letterPdf(@Input() input: In<'letterPdf'>) { return this.documents.letter(input.actor, input.params.noticeId); }
  @Route(routes.receiptPdf) receiptPdf(@Input() input: In<'receiptPdf'>) { return this.documents.receipt(input.actor, input.params.noticeId); }
  @Route(routes.scan) scan(@Input() input: In<'scan'>) { return this.documents.scan(input.actor, input.params.noticeId); }
  @Route(routes.requestWithdrawal) requestWithdrawal(@Input() input: In<'requestWithdrawal'>) { return this.withdrawing.request(input.actor, input.params.noticeId, input.body); }
  @Route(routes.answerWithdrawal) answerWithdrawal(@Input() input: In<'answerWithdrawal'>) { return this.withdrawing.answer(input.actor, input.params, input.body); }
  @Route(routes.uploadScan) uploadScan(@Input() input: In<'uploadScan'>) { return this.paper.uploadScan(input.actor, input.params.contractId, input.upload); }
  @Route(routes.registerPaper) registerPaper(@Input() input: In<'registerPaper'>) { return this.paper.register(input.actor, input.params.contractId, input.body); }
}
