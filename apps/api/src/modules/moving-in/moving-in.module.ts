import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ClientsModule } from '../clients/index.js';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { LiabilityModule } from '../liability/index.js';
import { RenewalsModule } from '../renewals/index.js';
import { RepresentationsModule } from '../representations/index.js';
import { SigningModule } from '../signing/index.js';
import { HeldBack } from './held-back.js';
import { ImportRows } from './import-rows.js';
import { MoveRepository } from './move.repository.js';
import { MoveViews } from './move-views.js';
import { MovingInController } from './moving-in.controller.js';
import { PrepareMove } from './prepare.js';
import { UndoGate } from './undo-gate.js';
import { UndoMove } from './undo-move.js';
import { WriteContract } from './write-contract.js';

@Module({
  imports: [BillingModule, ClientsModule, ContractsModule, IdentityModule, LiabilityModule, RenewalsModule, RepresentationsModule, SigningModule],
  controllers: [MovingInController],
  providers: [HeldBack, ImportRows, MoveRepository, MoveViews, PrepareMove, UndoGate, UndoMove, WriteContract],
})
export class MovingInModule {}
