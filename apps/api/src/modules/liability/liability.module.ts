import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { CapBasis } from './cap-basis.js';
import { CapStatement } from './cap-statement.js';
import { Caps } from './cap.js';
import { LiabilityController } from './liability.controller.js';
import { OpeningPayments } from './opening-payments.js';

@Module({ imports: [ContractsModule], controllers: [LiabilityController], providers: [Caps, CapStatement, CapBasis, OpeningPayments] })
export class LiabilityModule {}
