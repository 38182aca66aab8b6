import { Injectable } from '@nestjs/common';
import type { ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { SOLE_PERSON_WAIT_MINUTES } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { sendMail } from '../notifications/index.js';
import { Declarations, type OpenedDeclaration } from './declarations.js';
import { isConfirmed, missingOf, titleOf } from './declaration-rules.js';
import { DeclarationRepository } from './declaration.repository.js';
import { DeclarationViews } from './declaration-view.js';

/** D9: who decides a rescission on the declaring side. */
@Injectable()
export class Confirmations {
  constructor(private readonly declarations: Declarations, private readonly repository: DeclarationRepository, private readonly views: DeclarationViews) {}

  /** Throws not_found, rescission_step, rescission_evidence_missing, rescission_second_person_required, rescission_second_too_early. */
  confirm(actor: Actor, declarationId: string): Promise<ResponseOf<typeof rescissionRoutes.confirm>> {
    return this.declarations.act(actor, { declarationId, act: 'confirm' }, async (opened) => {
      const { tx, declaration } = opened;
      this.check(opened, actor.userId);
      await this.repository.addConfirmation(tx, declaration);
      await tx.audit({
        type: 'rescission.confirmed', ownSide: true, article: '第19条', contractId: declaration.contractId, clientId: declaration.clientId, target: { kind: 'declaration', id: declarationId },
        data: { side: declaration.side, number: declaration.number, person: declaration.confirmations.length + 1, authorisedPersons: opened.persons, evidence: declaration.evidence.length },
      });
      if (declaration.confirmations.length === 0) await this.askOthers(opened);
    });
  }

  private check({ tx, declaration, persons }: OpenedDeclaration, userId: string | null): void {
    const missing = missingOf(declaration);
    if (missing.length > 0) throw new AppError('rescission_evidence_missing', { data: { missing: missing.map(({ ja, en }) => ({ ja, en })) } });
    if (isConfirmed(declaration, persons)) throw new AppError('rescission_step');
    const mine = declaration.confirmations.filter(({ personId }) => personId === userId);
    if (mine.length === 0) return;
    if (persons >= 2) throw new AppError('rescission_second_person_required');
    const first = Math.min(...mine.map(({ confirmedAt }) => Date.parse(confirmedAt)));
    if (tx.now.getTime() - first < SOLE_PERSON_WAIT_MINUTES * 60_000) throw new AppError('rescission_second_too_early', { data: { from: new Date(first + SOLE_PERSON_WAIT_MINUTES * 60_000).toISOString() } });
  }

  // The second person learns of it by mail; nobody but the own side does.
  private async askOthers({ tx, declaration, facts, persons }: OpenedDeclaration): Promise<void> {
    if (persons < 2) return;
    const path = `/${declaration.side === 'vendor' ? 'app' : 'portal'}/contracts/${facts.id}/declarations/${declaration.id}`;
    for (const member of await this.views.authorised(tx.actor)) {
      if (member.user_id === tx.actor.userId) continue;
      await sendMail(tx, { template: 'rescission.confirm', to: member.email, locale: 'ja', data: { person: member.name, first: tx.actor.name, contractNumber: facts.number, title: titleOf(declaration).ja, titleEn: titleOf(declaration).en }, path, clientId: declaration.side === 'client' ? facts.clientId : null, contractId: facts.id, subjectRef: `declaration:${declaration.id}` });
    }
  }
}
