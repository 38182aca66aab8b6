import { Module } from '@nestjs/common';
import { AmendmentsModule } from '../amendments/index.js';
import { SigningModule } from '../signing/index.js';
import { CheckFile } from './check-file.js';
import { CheckPeriod } from './check-period.js';
import { Revocations } from './revocations.js';
import { VerificationController } from './verification.controller.js';

@Module({ imports: [AmendmentsModule, SigningModule], controllers: [VerificationController], providers: [CheckFile, CheckPeriod, Revocations] })
export class VerificationModule {}
