import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { CapBasis } from './cap-basis.js';
import { CapStatement } from './cap-statement.js';
import { Caps } from './cap.js';
import { ClaimActs } from './claim-acts.js';
import { ClaimRepository } from './claim.repository.js';
import { ClaimsController } from './claims.controller.js';
import { Claims } from './claims.js';
import { ClaimEvidence } from './evidence.js';
import { LiabilityController } from './liability.controller.js';
import { OpeningPayments } from './opening-payments.js';

@Module({ imports: [ContractsModule], controllers: [LiabilityController, ClaimsController], providers: [Caps, CapStatement, CapBasis, OpeningPayments, ClaimRepository, Claims, ClaimActs, ClaimEvidence], exports: [Caps, ClaimRepository, OpeningPayments] })
export class LiabilityModule {}
