import { Injectable } from '@nestjs/common';
import { can } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Members } from '../identity/index.js';
import type { Approver } from './approval.repository.js';

/** Members of 乙 who may approve. They live with the sign-in, so they are read before a transaction begins. */
@Injectable()
export class ApprovalPeople {
  constructor(private readonly members: Members) {}

  async all(actor: Actor): Promise<Approver[]> {
    const members = await this.members.list(actor.tenantId, 'vendor', null);
    return members.filter(({ role }) => can('vendor', role, 'approval.decide')).map(({ user_id, name, email }) => ({ userId: user_id, name, email }));
  }
}
