import { Injectable } from '@nestjs/common';
import type { ResponseOf, mailroomRoutes } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { NoticeArticle, Party } from '../notices/index.js';

export interface CallRow {
  readonly id: string; readonly client_id: string; readonly contract_id: string; readonly article: NoticeArticle; readonly giver_party: Party; readonly giver_name: string; readonly requested_end_on: string | null; readonly note: string; readonly called_on: string;
  readonly entered_side: Party | 'desk'; readonly entered_by: string; readonly entered_at: Date; readonly sent_to: string; readonly content_hash: string;
  readonly ended: { readonly kind: 'confirmed' | 'withdrawn'; readonly personName: string; readonly ip: string; readonly at: string; readonly noticeId: string | null } | null;
}
export type NewCall = Omit<CallRow, 'entered_at' | 'ended'>;

/** How long the link of a telephone entry is good; after that the call has to be entered anew. */
export const callLinkMinutes = 14 * 24 * 60;
const select = `select c.id, c.client_id, c.contract_id, c.article, c.giver_party, c.giver_name, to_char(c.requested_end_on, 'YYYY-MM-DD') as requested_end_on, c.note, to_char(c.called_on, 'YYYY-MM-DD') as called_on, c.entered_side, c.entered_by, c.entered_at, c.sent_to, c.content_hash,
    (select jsonb_build_object('kind', e.kind, 'personName', e.person_name, 'ip', e.ip, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'noticeId', e.notice_id) from hoshu.notice_call_end e where e.call_id = c.id) as ended
  from hoshu.notice_call c`;

export const callState = (tx: Tx, call: CallRow): 'waiting' | 'confirmed' | 'expired' | 'withdrawn' => call.ended?.kind ?? (tx.now.getTime() > call.entered_at.getTime() + callLinkMinutes * 60_000 ? 'expired' : 'waiting');

export function callView(tx: Tx, call: CallRow): ResponseOf<typeof mailroomRoutes.enterCall> {
  const { ended } = call;
  return {
    id: call.id, contractId: call.contract_id, article: call.article, giverParty: call.giver_party, giverName: call.giver_name, requestedEndOn: call.requested_end_on, note: call.note, calledOn: call.called_on, enteredSide: call.entered_side, enteredBy: call.entered_by, enteredAt: call.entered_at.toISOString(), sentTo: call.sent_to,
    state: callState(tx, call), contentHash: call.content_hash, confirmed: ended?.kind === 'confirmed' && ended.noticeId ? { personName: ended.personName, at: ended.at, ip: ended.ip, noticeId: ended.noticeId } : null,
  };
}

/** Telephone entries and how each ended: facts that are only ever added. */
@Injectable()
export class CallRepository {
  async get(tx: Tx, callId: string): Promise<CallRow> {
    return found(await tx.one<CallRow>(`${select} where c.id = $1`, [callId]));
  }

  ofContract(tx: Tx, contractId: string): Promise<CallRow[]> {
    return tx.query<CallRow>(`${select} where c.contract_id = $1 order by c.entered_at desc, c.id desc limit 100`, [contractId]);
  }

  /** False when it is there already (a handler that runs twice). */
  async insert(tx: Tx, call: NewCall): Promise<boolean> {
    const rows = await tx.query(
      `insert into hoshu.notice_call (tenant_id, id, client_id, contract_id, article, giver_party, giver_name, requested_end_on, note, called_on, entered_side, entered_by, entered_at, sent_to, content_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing returning id`,
      [tx.actor.tenantId, call.id, call.client_id, call.contract_id, call.article, call.giver_party, call.giver_name, call.requested_end_on, call.note, call.called_on, call.entered_side, call.entered_by, tx.now, call.sent_to, call.content_hash]);
    return rows.length > 0;
  }

  /** Once; false for whoever comes second. */
  async end(tx: Tx, call: CallRow, end: { kind: 'confirmed' | 'withdrawn'; personName: string; noticeId?: string }): Promise<boolean> {
    const rows = await tx.query(
      'insert into hoshu.notice_call_end (tenant_id, client_id, contract_id, call_id, kind, person_name, ip, at, notice_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, call_id) do nothing returning id',
      [tx.actor.tenantId, call.client_id, call.contract_id, call.id, end.kind, end.personName, tx.actor.request.ip, tx.now, end.noticeId ?? null]);
    return rows.length > 0;
  }
}
