import { Controller } from '@nestjs/common';
import { verificationRoutes as routes } from '@hoshu/api-schema';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { CheckFile } from './check-file.js';
import { CheckPeriod } from './check-period.js';
import { Revocations } from './revocations.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Whether signed documents are as they were signed: one file for anybody, a whole period for 乙. */
@Controller()
export class VerificationController {
  constructor(private readonly files: CheckFile, private readonly periods: CheckPeriod, private readonly lists: Revocations) {}

  @Route(routes.revocations) revocations(@Input() { params }: In<'revocations'>) { return this.lists.run(params.kid); }
  @Route(routes.check) check(@Input() { upload, request }: In<'check'>) { return this.files.run(upload.bytes, requestInfo(request as RoutedRequest)); }
  @Route(routes.period) period(@Input() { actor, query }: In<'period'>) { return this.periods.run(actor, query); }
  @Route(routes.periodFile) periodFile(@Input() { actor, query }: In<'periodFile'>) { return this.periods.file(actor, query); }
}
