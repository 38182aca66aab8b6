import { Injectable } from '@nestjs/common';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { CheckResult } from '../../platform/mail/mail-checks.js';
import type { Party } from '../notices/index.js';
import type { Hop, MailProblem } from './read-mail.js';

export interface MailVerdict { readonly spf: CheckResult; readonly dkim: CheckResult; readonly dmarc: CheckResult }
export type OutcomeKind = 'registered' | 'no_notice' | 'before_conclusion' | 'after_end' | 'repeated';
export interface OutcomeRow { readonly kind: OutcomeKind; readonly noticeId: string | null; readonly decidedSide: Party | 'system'; readonly decidedBy: string; readonly note: string; readonly at: string }
export interface MailRow {
  readonly id: string; readonly client_id: string; readonly contract_id: string; readonly source: 'smtp' | 'upload'; readonly brought_side: Party | null; readonly brought_by: string; readonly is_forwarded: boolean; readonly file_id: string; readonly sha256: string; readonly byte_count: number;
  readonly received_at: Date; readonly stated_at: Date | null; readonly mail_from: string; readonly to_addresses: readonly string[]; readonly from_address: string; readonly from_name: string; readonly subject: string; readonly message_id: string; readonly body: string;
  readonly hops: readonly Hop[]; readonly checks: MailVerdict; readonly problems: readonly MailProblem[]; readonly sender_side: Party | null; readonly sender_name: string; readonly sender_authorised: boolean; readonly article_seen: 17 | 18 | null; readonly requested_end_on: string | null;
  readonly outcome: OutcomeRow | null;
}
export type NewMail = Omit<MailRow, 'id' | 'outcome' | 'received_at'>;
export interface NewOutcome { readonly kind: OutcomeKind; readonly noticeId?: string; readonly article?: 17 | 18; readonly giverParty?: Party; readonly requestedEndOn?: string | null; readonly note?: string }

const select = `select m.id, m.client_id, m.contract_id, m.source, m.brought_side, m.brought_by, m.is_forwarded, m.file_id, m.sha256, m.byte_count, m.received_at, m.stated_at, m.mail_from, m.to_addresses, m.from_address, m.from_name, m.subject, m.message_id, m.body, m.hops, m.checks, m.problems,
    m.sender_side, m.sender_name, m.sender_authorised, m.article_seen, to_char(m.requested_end_on, 'YYYY-MM-DD') as requested_end_on,
    (select jsonb_build_object('kind', o.kind, 'noticeId', o.notice_id, 'decidedSide', o.decided_side, 'decidedBy', o.decided_by, 'note', o.note, 'at', to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from hoshu.received_mail_outcome o where o.mail_id = m.id) as outcome
  from hoshu.received_mail m`;

/** Mails of a contract and what became of each: facts that are only ever added. */
@Injectable()
export class ReceivedMailRepository {
  async get(tx: Tx, mailId: string): Promise<MailRow> {
    return found(await tx.one<MailRow>(`${select} where m.id = $1`, [mailId]));
  }

  ofContract(tx: Tx, contractId: string): Promise<MailRow[]> {
    return tx.query<MailRow>(`${select} where m.contract_id = $1 order by m.received_at desc, m.id desc limit 200`, [contractId]);
  }

  /** The contract's own address without its domain. */
  async mailbox(tx: Tx, contractId: string): Promise<string> {
    return found(await tx.one<{ notice_mailbox: string }>('select notice_mailbox from hoshu.contract where id = $1', [contractId])).notice_mailbox;
  }

  /** Null when these very bytes are there already (a sender that tried again, a second turn of the worker). */
  async insert(tx: Tx, mail: NewMail): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.received_mail (tenant_id, client_id, contract_id, source, brought_side, brought_by, is_forwarded, file_id, sha256, byte_count, received_at, stated_at, mail_from, to_addresses, from_address, from_name, subject, message_id, body, hops, checks, problems, sender_side, sender_name, sender_authorised, article_seen, requested_end_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27) on conflict (tenant_id, contract_id, sha256) do nothing returning id`,
      [tx.actor.tenantId, mail.client_id, mail.contract_id, mail.source, mail.brought_side, mail.brought_by, mail.is_forwarded, mail.file_id, mail.sha256, mail.byte_count, tx.now, mail.stated_at, mail.mail_from, mail.to_addresses, mail.from_address, mail.from_name, mail.subject, mail.message_id, mail.body,
        JSON.stringify(mail.hops), JSON.stringify(mail.checks), JSON.stringify(mail.problems), mail.sender_side, mail.sender_name, mail.sender_authorised, mail.article_seen, mail.requested_end_on]);
    return row?.id ?? null;
  }

  async isKnown(tx: Tx, contractId: string, sha256: string): Promise<boolean> {
    return (await tx.one('select id from hoshu.received_mail where contract_id = $1 and sha256 = $2', [contractId, sha256])) !== null;
  }

  /** The notice that an earlier copy of the same message became. */
  async noticeOfMessage(tx: Tx, mail: Pick<MailRow, 'contract_id' | 'message_id'>): Promise<string | null> {
    if (!mail.message_id) return null;
    return (await tx.one<{ notice_id: string }>(`select o.notice_id from hoshu.received_mail m join hoshu.received_mail_outcome o on o.mail_id = m.id where m.contract_id = $1 and m.message_id = $2 and o.kind = 'registered' order by o.at limit 1`, [mail.contract_id, mail.message_id]))?.notice_id ?? null;
  }

  /** Decided once; false for whoever comes second. */
  async settle(tx: Tx, mail: Pick<MailRow, 'id' | 'client_id' | 'contract_id'>, outcome: NewOutcome): Promise<boolean> {
    const side = tx.actor.kind === 'vendor' ? 'vendor' : tx.actor.kind === 'client' ? 'client' : 'system';
    const rows = await tx.query(
      `insert into hoshu.received_mail_outcome (tenant_id, client_id, contract_id, mail_id, kind, notice_id, article, giver_party, requested_end_on, decided_side, decided_by, note, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (tenant_id, mail_id) do nothing returning id`,
      [tx.actor.tenantId, mail.client_id, mail.contract_id, mail.id, outcome.kind, outcome.noticeId ?? null, outcome.article ?? null, outcome.giverParty ?? null, outcome.requestedEndOn ?? null, side, side === 'system' ? '' : tx.actor.name, outcome.note ?? '', tx.now]);
    return rows.length > 0;
  }
}
