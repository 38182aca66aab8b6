import { Injectable } from '@nestjs/common';
import type { ApprovalStep } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

interface Words { readonly ja: string; readonly en: string }
export interface Approver { readonly userId: string; readonly name: string; readonly email: string }
/** A step as it was when the approval was asked for. */
export interface FrozenStep { readonly name: string; readonly because: Words; readonly approvers: readonly Approver[] }
export interface RequestRow { id: string; contract_id: string; client_id: string; draft_hash: string; fee_yen: number | null; deviations: Words[]; steps: FrozenStep[]; note: string; requested_by: string; requested_by_name: string; requested_by_email: string; requested_at: Date }
export interface AnswerRow { request_id: string; step: number; kind: 'approved' | 'sent_back'; user_name: string; on_behalf_of: string | null; reason: string; answered_at: Date }
export interface AbsenceRow { id: string; user_id: string; user_name: string; delegate_user_id: string; delegate_name: string; from_on: string; until_on: string; entered_by: string }
export type NewRequest = Omit<RequestRow, 'id' | 'requested_at' | 'requested_by' | 'requested_by_name' | 'requested_by_email'>;
export interface NewAnswer { readonly step: number; readonly kind: AnswerRow['kind']; readonly onBehalfOf: string | null; readonly reason: string }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD') as ${column}`;
const requestColumns = 'id, contract_id, client_id, draft_hash, fee_yen::float8 as fee_yen, deviations, steps, note, requested_by, requested_by_name, requested_by_email, requested_at';

/** The policy, absences, requests and answers of 乙's own approval. */
@Injectable()
export class ApprovalRepository {
  async policy(tx: Tx): Promise<{ steps: ApprovalStep[]; version: number }> {
    return await tx.one<{ steps: ApprovalStep[]; version: number }>('select steps, version from hoshu.approval_policy') ?? { steps: [], version: 0 };
  }

  /** Writes over the version that was read (0: none yet); false when somebody was faster. */
  async savePolicy(tx: Tx, steps: readonly ApprovalStep[], version: number): Promise<boolean> {
    if (version > 0) return (await tx.change('update hoshu.approval_policy set steps = $1, version = version + 1 where version = $2', [JSON.stringify(steps), version])) > 0;
    return (await tx.change('insert into hoshu.approval_policy (tenant_id, steps) values ($1, $2) on conflict do nothing', [tx.actor.tenantId, JSON.stringify(steps)])) > 0;
  }

  /** Absences that have not ended, also those that begin later. */
  absences(tx: Tx): Promise<AbsenceRow[]> {
    return tx.query<AbsenceRow>(`select id, user_id, user_name, delegate_user_id, delegate_name, ${day('from_on')}, ${day('until_on')}, entered_by from hoshu.approval_absence where ended_at is null and until_on >= $1 order by from_on, id`, [tx.today]);
  }

  async insertAbsence(tx: Tx, row: Omit<AbsenceRow, 'id' | 'entered_by'>): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.approval_absence (tenant_id, user_id, user_name, delegate_user_id, delegate_name, from_on, until_on, entered_by) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id',
      [tx.actor.tenantId, row.user_id, row.user_name, row.delegate_user_id, row.delegate_name, row.from_on, row.until_on, tx.actor.name])).id;
  }

  async endAbsence(tx: Tx, id: string): Promise<boolean> {
    return (await tx.change('update hoshu.approval_absence set ended_at = $2, version = version + 1 where id = $1 and ended_at is null', [id, tx.now])) > 0;
  }

  /** Requests of a contract, newest first. */
  requests(tx: Tx, contractId: string): Promise<RequestRow[]> {
    return tx.query<RequestRow>(`select ${requestColumns} from hoshu.approval_request where contract_id = $1 order by requested_at desc, id desc limit 50`, [contractId]);
  }

  /** The newest request of every contract that has not been sent yet, oldest first. */
  newest(tx: Tx): Promise<RequestRow[]> {
    return tx.query<RequestRow>(`select * from (select distinct on (contract_id) ${requestColumns} from hoshu.approval_request order by contract_id, requested_at desc, id desc) r
      where not exists (select 1 from hoshu.signing_request s where s.contract_id = r.contract_id and s.state in ('open', 'completed')) and not exists (select 1 from hoshu.contract_conclusion k where k.contract_id = r.contract_id)
        and exists (select 1 from hoshu.contract c where c.id = r.contract_id and c.withdrawn_at is null) order by r.requested_at limit 500`);
  }

  answers(tx: Tx, requestIds: readonly string[]): Promise<AnswerRow[]> {
    return tx.query<AnswerRow>('select request_id, step, kind, user_name, on_behalf_of, reason, answered_at from hoshu.approval_answer where request_id = any($1) order by step', [requestIds]);
  }

  async insertRequest(tx: Tx, row: NewRequest): Promise<void> {
    const { actor } = tx;
    await tx.query('insert into hoshu.approval_request (tenant_id, client_id, contract_id, draft_hash, fee_yen, deviations, steps, note, requested_by, requested_by_name, requested_by_email, requested_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [actor.tenantId, row.client_id, row.contract_id, row.draft_hash, row.fee_yen, JSON.stringify(row.deviations), JSON.stringify(row.steps), row.note, actor.userId, actor.name, actor.email, tx.now]);
  }

  /** False when the step was answered before. */
  async insertAnswer(tx: Tx, request: RequestRow, answer: NewAnswer): Promise<boolean> {
    return (await tx.change('insert into hoshu.approval_answer (tenant_id, client_id, contract_id, request_id, step, kind, user_id, user_name, on_behalf_of, reason, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant_id, request_id, step) do nothing',
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, answer.step, answer.kind, tx.actor.userId, tx.actor.name, answer.onBehalfOf, answer.reason, tx.now])) > 0;
  }
}
