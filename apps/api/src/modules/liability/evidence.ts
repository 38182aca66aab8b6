import { Injectable } from '@nestjs/common';
import { addDays, localDate, monthOf } from '@hoshu/domain';
import type { ResponseOf, claimRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ClaimRepository } from './claim.repository.js';

type Evidence = ResponseOf<typeof claimRoutes.evidence>;
type Entry = Evidence['entries'][number];
type Line = Entry['lines'][number];
interface Span { readonly contractId: string; readonly fromOn: string; readonly toOn: string }

/** How far around the day of the cause the records are gathered. */
const daysBefore = 30;
const daysAfter = 7;
const longestList = 20;
const inJapan = (column: string) => `(${column} at time zone 'Asia/Tokyo')`;
const minute = (column: string) => `to_char(${inJapan(column)}, 'YYYY-MM-DD HH24:MI')`;

const entry = (kind: Entry['kind'], count: number, lines: readonly Line[]): Entry => ({ kind, found: count > 0, count, lines: lines.slice(0, longestList) });
/** Work that the product keeps no record of yet: said so, never left out. */
const missing = (kind: Entry['kind']): Entry => entry(kind, 0, []);

/** F105: what 乙 did around the day, from what the product recorded by itself. 第5条・第15条: the care is to be proved by 乙. */
@Injectable()
export class ClaimEvidence {
  constructor(private readonly db: Db, private readonly repository: ClaimRepository) {}

  /** Throws not_found. */
  gather(actor: Actor, claimId: string): Promise<Evidence> {
    return this.db.read(actor, async (tx) => {
      const claim = await this.repository.get(tx, claimId);
      const span: Span = { contractId: claim.contractId, fromOn: addDays(localDate(claim.incidentOn), -daysBefore), toOn: addDays(localDate(claim.incidentOn), daysAfter) };
      const entries = [await checks(tx, span), await stops(tx, span), await incidents(tx, span), await incidentReports(tx, span), await monthlyReports(tx, span), missing('backups'), missing('updates'), missing('vulnerabilities')];
      return { fromOn: span.fromOn, toOn: span.toOn, entries };
    });
  }
}

async function checks(tx: Tx, { contractId, fromOn, toOn }: Span): Promise<Entry> {
  const rows = await tx.query<{ site: string; total: number; up: number; days: number }>(
    `select s.site_name as site, count(*)::int as total, count(*) filter (where k.outcome = 'up')::int as up, count(distinct ${inJapan('k.business_at')}::date)::int as days from hoshu.monitor_check k join hoshu.monitor m on m.id = k.monitor_id join hoshu.site s on s.id = m.site_id
     where m.contract_id = $1 and ${inJapan('k.business_at')}::date between $2 and $3 group by s.site_name order by s.site_name`, [contractId, fromOn, toOn]);
  return entry('checks', rows.reduce((sum, row) => sum + row.total, 0), rows.map((row) => ({ ja: `${row.site}：${row.days}日に${row.total}回確認し、${row.up}回は正常でした。`, en: `${row.site}: ${row.total} checks on ${row.days} days, ${row.up} of them up.` })));
}

async function stops(tx: Tx, { contractId, fromOn, toOn }: Span): Promise<Entry> {
  const rows = await tx.query<{ at: string; site: string; state: 'up' | 'down' }>(
    `select ${minute('x.confirmed_at')} as at, s.site_name as site, x.state from hoshu.monitor_state_change x join hoshu.monitor m on m.id = x.monitor_id join hoshu.site s on s.id = m.site_id
     where x.contract_id = $1 and ${inJapan('x.confirmed_at')}::date between $2 and $3 order by x.confirmed_at`, [contractId, fromOn, toOn]);
  return entry('stops', rows.length, rows.map(({ at, site, state }) => (state === 'down' ? { ja: `${at} ${site}の停止を検知しました。`, en: `${at}: ${site} was found down.` } : { ja: `${at} ${site}の復旧を確認しました。`, en: `${at}: ${site} was found up again.` })));
}

async function incidents(tx: Tx, { contractId, fromOn, toOn }: Span): Promise<Entry> {
  const rows = await tx.query<{ at: string; number: number; title: string }>(
    `select ${minute('i.detected_at')} as at, i.incident_number as number, i.title from hoshu.incident i where i.contract_id = $1 and ${inJapan('i.detected_at')}::date between $2 and $3 order by i.detected_at`, [contractId, fromOn, toOn]);
  return entry('incidents', rows.length, rows.map(({ at, number, title }) => ({ ja: `${at} 障害${number}「${title}」を記録しました。`, en: `${at}: incident ${number} “${title}” was recorded.` })));
}

async function incidentReports(tx: Tx, { contractId, fromOn, toOn }: Span): Promise<Entry> {
  const rows = await tx.query<{ at: string; number: number; revision: number }>(
    `select ${minute('r.sent_at')} as at, i.incident_number as number, r.revision from hoshu.incident_report r join hoshu.incident i on i.id = r.incident_id where r.contract_id = $1 and ${inJapan('i.detected_at')}::date between $2 and $3 order by r.sent_at`, [contractId, fromOn, toOn]);
  return entry('incident_reports', rows.length, rows.map(({ at, number, revision }) => ({ ja: `${at} 障害${number}の報告書（第${revision}版）を送りました。`, en: `${at}: report ${revision} of incident ${number} was sent.` })));
}

async function monthlyReports(tx: Tx, { contractId, fromOn, toOn }: Span): Promise<Entry> {
  const rows = await tx.query<{ on: string; month: string }>(
    `select to_char(s.sent_on, 'YYYY-MM-DD') as "on", s.month from hoshu.report_sending s where s.contract_id = $1 and s.month between $2 and $3 order by s.month`, [contractId, monthOf(localDate(fromOn)), monthOf(localDate(toOn))]);
  return entry('monthly_reports', rows.length, rows.map(({ on, month }) => ({ ja: `${month}分の月次報告書を ${on} に送りました。`, en: `The monthly report of ${month} was sent on ${on}.` })));
}
