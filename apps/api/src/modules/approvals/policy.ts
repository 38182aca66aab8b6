import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, approvalRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { ApprovalPeople } from './approval-people.js';
import { ApprovalRepository } from './approval.repository.js';

/** Who approves what, and who stands in for whom. */
@Injectable()
export class ApprovalPolicy {
  constructor(private readonly db: Db, private readonly repository: ApprovalRepository, private readonly people: ApprovalPeople) {}

  async get(actor: Actor): Promise<ResponseOf<typeof routes.policy>> {
    const people = (await this.people.all(actor)).map(({ userId, name }) => ({ userId, name }));
    return this.db.read(actor, async (tx) => ({ ...(await this.repository.policy(tx)), people }));
  }

  /** Throws approval_people (somebody who may not approve), version_stale. */
  async save(actor: Actor, { steps }: BodyOf<typeof routes.savePolicy>, version: number): Promise<{ version: number }> {
    const people = await this.people.all(actor);
    if (steps.some(({ approverIds }) => approverIds.some((id) => !people.some(({ userId }) => userId === id)))) throw new AppError('approval_people');
    return this.db.tx(actor, async (tx) => {
      if (!(await this.repository.savePolicy(tx, steps, version))) throw new AppError('version_stale');
      await tx.audit({ type: 'approval.policy-saved', data: { steps: steps.map(({ name, condition, fromYen, approverIds }) => ({ name, condition, fromYen, approvers: approverIds })) } });
      return { version: (await this.repository.policy(tx)).version };
    });
  }

  absences(actor: Actor): Promise<ResponseOf<typeof routes.absences>> {
    return this.db.read(actor, async (tx) => ({
      items: (await this.repository.absences(tx)).map((row) => ({ id: row.id, user: { userId: row.user_id, name: row.user_name }, delegate: { userId: row.delegate_user_id, name: row.delegate_name }, fromOn: row.from_on, untilOn: row.until_on, enteredBy: row.entered_by })),
    }));
  }

  /** For oneself, or for anybody with the right to change settings. Throws approval_people, absence_dates, approval_not_yours. */
  async enterAbsence(actor: Actor, body: BodyOf<typeof routes.enterAbsence>): Promise<{ ok: true }> {
    const people = await this.people.all(actor);
    const [user, delegate] = [body.userId, body.delegateId].map((id) => people.find(({ userId }) => userId === id));
    if (!user || !delegate || user === delegate) throw new AppError('approval_people');
    this.mustBeOwn(actor, user.userId);
    return this.db.tx(actor, async (tx) => {
      if (body.untilOn < body.fromOn || body.untilOn < tx.today) throw new AppError('absence_dates');
      const id = await this.repository.insertAbsence(tx, { user_id: user.userId, user_name: user.name, delegate_user_id: delegate.userId, delegate_name: delegate.name, from_on: body.fromOn, until_on: body.untilOn });
      await tx.audit({ type: 'approval.absence-entered', target: { kind: 'approval_absence', id }, data: { user: user.userId, delegate: delegate.userId, fromOn: body.fromOn, untilOn: body.untilOn } });
      return { ok: true as const };
    });
  }

  /** Throws not_found, approval_not_yours. */
  endAbsence(actor: Actor, absenceId: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const absence = (await this.repository.absences(tx)).find(({ id }) => id === absenceId);
      if (!absence) throw new AppError('not_found');
      this.mustBeOwn(actor, absence.user_id);
      if (!(await this.repository.endAbsence(tx, absenceId))) throw new AppError('not_found');
      await tx.audit({ type: 'approval.absence-ended', target: { kind: 'approval_absence', id: absenceId }, data: { user: absence.user_id } });
      return { ok: true as const };
    });
  }

  private mustBeOwn(actor: Actor, userId: string): void {
    if (userId !== actor.userId && !actor.permissions.has('settings.write')) throw new AppError('approval_not_yours');
  }
}
