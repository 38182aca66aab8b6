import { Injectable } from '@nestjs/common';
import type { ResponseOf, offboardingRoutes } from '@hoshu/api-schema';
import type { Tx } from '../../platform/db/tx.js';
import { Invoices } from '../billing/index.js';
import type { ContractFacts } from '../contracts/index.js';
import { ClaimRepository, standingOf } from '../liability/index.js';
import { settlementRemaining, SettlementRepository } from '../settlement/index.js';

export type ItemKind = ResponseOf<typeof offboardingRoutes.get>['items'][number]['kind'];
type Side = 'client' | 'vendor';
/** Something on record that is handed over or must be finished. `key` names the record for good. */
export interface Found { readonly kind: ItemKind; readonly key: string; readonly title: { readonly ja: string; readonly en: string }; readonly detail: string; readonly article: string; readonly owner: Side }

interface Site { id: string; name: string; url: string; server: string; cms: string; systems: string[] }
interface Named { id: string; name: string; detail: string }

const sitesSql = 'select s.id, s.site_name as name, s.url, s.server, s.cms, s.other_systems as systems from hoshu.contract_site x join hoshu.site s on s.id = x.site_id where x.contract_id = $1 order by x.position';
// The newest certificate that was really read from each watched server.
const certificatesSql = `select m.id, s.url as name, to_char(k.tls_valid_to at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as detail from hoshu.monitor m join hoshu.site s on s.id = m.site_id,
  lateral (select c.tls_valid_to from hoshu.monitor_check c where c.monitor_id = m.id and c.tls_valid_to is not null order by c.business_at desc limit 1) k where m.contract_id = $1 order by m.id`;
const monitorsSql = 'select m.id, s.site_name as name, s.url as detail from hoshu.monitor m join hoshu.site s on s.id = m.site_id where m.contract_id = $1 order by m.id';
const openIncident = `not exists (select 1 from hoshu.incident_event e where e.incident_id = i.id and e.kind = 'closed')`;
const openAgreement = `not exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind in ('acceptance', 'closing'))`;
const incidentsSql = `select i.id, i.title as name, '' as detail from hoshu.incident i where i.contract_id = $1 and ${openIncident} order by i.incident_number`;
const agreementsSql = `select a.id, a.subject as name, a.article as detail from hoshu.agreement a where a.contract_id = $1 and ${openAgreement} order by a.agreement_number`;
// A 別途契約 goes on until an invoice holds its fee, which then stands for it, or 乙 gave the fee up.
const worksSql = `select a.id, a.subject as name, a.article as detail from hoshu.agreement a where a.contract_id = $1 and a.kind = 'separate_work' and exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'acceptance')
  and not exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'waiver') and not exists (select 1 from hoshu.charge ch join hoshu.invoice_line l on l.charge_id = ch.id and l.live where ch.agreement_id = a.id) order by a.agreement_number`;
const seenSql = `select 'invoice:' || id as key from hoshu.invoice where contract_id = $1 union all select 'incident:' || id from hoshu.incident where contract_id = $1
  union all select unnest(array['agreement:' || id, 'work:' || id]) from hoshu.agreement where contract_id = $1 union all select 'claim:' || id from hoshu.claim where contract_id = $1`;
const keptSql = `select (select count(*)::int from hoshu.contract_document d where d.contract_id = $1) as originals, (select count(*)::int from hoshu.report_sending r where r.contract_id = $1) as reports, (select count(*)::int from hoshu.invoice i where i.contract_id = $1 and i.number is not null) as invoices`;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);
/** An item by the key of its record, `kind:id`; 乙 hands over unless it is said otherwise. */
const item = (kind: ItemKind, key: string, of: { title: Found['title']; detail?: string; article: string; owner?: Side }): Found => ({ kind, key, title: of.title, detail: of.detail ?? '', article: of.article, owner: of.owner ?? 'vendor' });

/** Reads what a contract leaves behind from the records of the product, and which of it is finished (F119). */
@Injectable()
export class HandoverRecords {
  constructor(private readonly invoices: Invoices, private readonly claims: ClaimRepository, private readonly settlements: SettlementRepository) {}

  /** Everything on record today; kinds of records that the product does not keep are added by people. */
  async of(tx: Tx, facts: ContractFacts): Promise<Found[]> {
    const named = (sql: string) => tx.query<Named>(sql, [facts.id]);
    const [sites, certificates, monitors, incidents, agreements, works, claims, open, kept] = await Promise.all([
      tx.query<Site>(sitesSql, [facts.id]), named(certificatesSql), named(monitorsSql), named(incidentsSql), named(agreementsSql), named(worksSql), this.claims.ofContract(tx, facts.id), this.invoices.openOf(tx, facts), this.kept(tx, facts),
    ]);
    return [
      ...this.ofSites(sites),
      ...certificates.map(({ id, name, detail }) => item('certificate', `certificate:${id}`, { title: { ja: `証明書の更新の引継ぎ：${hostOf(name)}（期限 ${detail}）`, en: `Renewal of the certificate of ${hostOf(name)} (valid until ${detail})` }, article: '第3条7号' })),
      ...monitors.map(({ id, name, detail }) => item('monitor', `monitor:${id}`, { title: { ja: `監視を止める：${name}`, en: `Stop watching ${name}` }, detail, article: '第3条1号' })),
      ...this.backup(facts),
      ...incidents.map(({ id, name }) => item('incident', `incident:${id}`, { title: { ja: `対応中の障害を終える：${name}`, en: `Finish the open incident: ${name}` }, article: '第9条' })),
      ...agreements.map(({ id, name, detail }) => item('agreement', `agreement:${id}`, { title: { ja: `協議を終える：${name}`, en: `Finish the consultation: ${name}` }, article: detail })),
      ...works.map(({ id, name, detail }) => item('agreement', `work:${id}`, { title: { ja: `別途契約を終える（引渡し・検収・請求）：${name}`, en: `Finish the separate contract (delivery, inspection, bill): ${name}` }, article: detail })),
      ...claims.filter((claim) => !isOver(claim)).map(({ id, title }) => item('claim', `claim:${id}`, { title: { ja: `損害賠償の請求を終える：${title}`, en: `Finish the claim: ${title}` }, article: '第16条' })),
      ...[...open].sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ id, number, dueOn }) => item('invoice', `invoice:${id}`, { title: { ja: `請求書 ${number} の支払`, en: `Payment of invoice ${number}` }, detail: dueOn, article: '第11条', owner: 'client' })),
      item('settlement', 'settlement', { title: { ja: '最終精算', en: 'Final settlement' }, article: '第11条' }),
      ...kept,
      item('data', 'data', { title: { ja: '預かった資料・データ・個人情報の返却または消去', en: 'Return or erase material, data and personal data that was handed in' }, article: '第13条・第14条' }),
    ];
  }

  private ofSites(sites: readonly Site[]): Found[] {
    const hosts = [...new Set(sites.map(({ url }) => hostOf(url)))];
    return [
      ...hosts.map((host) => item('dns', `dns:${host}`, { title: { ja: `ドメインとDNSの管理の引継ぎ：${host}`, en: `Domain and DNS of ${host}` }, article: '第2条2号' })),
      ...sites.flatMap(({ id, name, server, cms, systems }) => [
        ...(server ? [item('account', `server:${id}`, { title: { ja: `サーバーのアカウントの返却・変更：${name}`, en: `Server account of ${name}: return or change` }, detail: server, article: '第7条' })] : []),
        ...(cms ? [item('account', `cms:${id}`, { title: { ja: `CMSのアカウントの返却・変更：${name}`, en: `CMS account of ${name}: return or change` }, detail: cms, article: '第7条' })] : []),
        ...systems.map((system) => item('system', `system:${id}:${system}`, { title: { ja: `関連システムの引継ぎ：${system}`, en: `Related system: ${system}` }, detail: name, article: '第2条5号' })),
      ]),
    ];
  }

  // 第8条: where backups are part of the work, the newest one is handed over.
  private backup({ terms }: ContractFacts): Found[] {
    const work = terms.annex.works.find(({ number }) => number === 4);
    if (!work?.applies) return [];
    const { backup } = terms.annex;
    const detail = 'underDiscussionUntil' in backup ? '' : [backup.frequency, backup.retention, backup.method].filter(Boolean).join('・');
    return [item('backup', 'backup', { title: { ja: '最新のバックアップの受渡し', en: 'Hand over the newest backup' }, detail, article: '第8条' })];
  }

  private async kept(tx: Tx, facts: ContractFacts): Promise<Found[]> {
    const kept = await tx.one<{ originals: number; reports: number; invoices: number }>(keptSql, [facts.id]);
    const document = (key: 'originals' | 'reports' | 'invoices', of: { ja: string; en: string; article: string }) => ((kept?.[key] ?? 0) > 0 ? [item('document', `document:${key}`, { title: { ja: `${of.ja}の保存`, en: `Keep ${of.en}` }, article: of.article, owner: 'client' })] : []);
    return [
      ...document('originals', { ja: '契約書の原本と証明書', en: 'the originals and certificates', article: '締結' }), ...document('reports', { ja: '月次報告書', en: 'the monthly reports', article: '第3条' }),
      ...document('invoices', { ja: '請求書と領収書', en: 'invoices and receipts', article: '第11条' }),
    ];
  }

  /**
   * Whether each of these keys is finished by its record; absent for keys that people tick. A monitor is off when the contract is over, and not before.
   * Works for both sides.
   */
  async finished(tx: Tx, facts: ContractFacts, keys: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const named = (sql: string) => tx.query<Named>(sql, [facts.id]);
    const [seen, invoices, incidents, agreements, works, claims, settlement] = await Promise.all([
      tx.query<{ key: string }>(seenSql, [facts.id]), this.invoices.openOf(tx, facts), named(incidentsSql), named(agreementsSql), named(worksSql), this.claims.ofContract(tx, facts.id), this.settlements.live(tx, facts.id),
    ]);
    const keysOf = (kind: string, rows: readonly { readonly id: string }[]) => rows.map(({ id }) => `${kind}:${id}`);
    const open = new Set([...keysOf('invoice', invoices), ...keysOf('incident', incidents), ...keysOf('agreement', agreements), ...keysOf('work', works), ...keysOf('claim', claims.filter((claim) => !isOver(claim)))]);
    // What this reader cannot see yet, such as an invoice on its way to 甲, is not finished for it: both sides read the same list.
    const visible = new Set(seen.map(({ key }) => key));
    const isDone = (key: string): boolean | null => {
      const [kind] = key.split(':');
      if (kind === 'settlement') return settlement !== null && settlementRemaining(settlement) === 0;
      if (kind === 'monitor') return facts.status === 'ended';
      return ['invoice', 'incident', 'agreement', 'work', 'claim'].includes(kind ?? '') ? visible.has(key) && !open.has(key) : null;
    };
    return new Map(keys.flatMap((key) => { const done = isDone(key); return done === null ? [] : [[key, done] as const]; }));
  }
}

const isOver = (claim: Parameters<typeof standingOf>[0]): boolean => ['settled', 'failed'].includes(standingOf(claim).state);
