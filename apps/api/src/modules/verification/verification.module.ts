import { Module } from '@nestjs/common';
import { SigningModule } from '../signing/index.js';
import { CheckFile } from './check-file.js';
import { CheckPeriod } from './check-period.js';
import { VerificationController } from './verification.controller.js';

@Module({ imports: [SigningModule], controllers: [VerificationController], providers: [CheckFile, CheckPeriod] })
export class VerificationModule {}
