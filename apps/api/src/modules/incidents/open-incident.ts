import { Injectable } from '@nestjs/common';
import type { BodyOf, incidentRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from '../contracts/index.js';
import { IncidentRepository, type NewIncident } from './incident.repository.js';
import { incidentDetail, timelineOf, type IncidentDetail } from './incident-view.js';
import { refusalOf } from './timeline.js';

interface OpenedBySide { readonly text: string; readonly personName: string; readonly side: 'vendor' | 'client' | 'system' }

/** Opens incidents: by hand from either side, or by the monitor once per outage. 第5条3項・第9条. */
@Injectable()
export class OpenIncident {
  constructor(private readonly db: Db, private readonly repository: IncidentRepository, private readonly contracts: ContractReader) {}

  /** A person's incident. Throws not_found, contract_not_concluded, site_not_in_contract, incident_time_future. */
  run(actor: Actor, body: BodyOf<typeof incidentRoutes.open>): Promise<IncidentDetail> {
    const byClient = actor.kind === 'client';
    return this.db.tx(actor, async (tx) => {
      const facts = await this.contracts.facts(tx, body.contractId);
      if (!facts.conclusion) throw new AppError('contract_not_concluded');
      const known = new Set(facts.sites.map((site) => site.id));
      // 第2条: only sites of the contract.
      if (body.siteIds.some((id) => !known.has(id))) throw new AppError('site_not_in_contract');
      const noticedAt = body.detectedAt ? new Date(body.detectedAt) : tx.now;
      if (noticedAt > tx.now) throw new AppError('incident_time_future');
      // 第5条3項: what 甲 tells the vendor is discovered by the vendor now; when 甲 noticed it stands in the text.
      const text = byClient && body.detectedAt ? `${body.description}\n（お気づきの時刻：${body.detectedAt}）` : body.description;
      const id = await this.insert(tx, {
        clientId: facts.clientId, contractId: facts.id, title: body.title, channel: byClient ? 'client' : 'manual', detectedAt: byClient ? tx.now : noticedAt,
        siteIds: [...new Set(body.siteIds)], stateChangeId: null, openedBy: actor.name,
      }, { text, personName: actor.name, side: byClient ? 'client' : 'vendor' });
      if (byClient) await tx.emit('incident.tell-vendor', { incidentId: found(id) });
      const row = await this.repository.get(tx, found(id));
      return incidentDetail(tx, { row, events: await this.repository.events(tx, [row.id]), reports: [] });
    });
  }

  /** The monitor's incident: one per outage, however often it is asked. 第9条: opened automatically. */
  async byMonitor(tx: Tx, outage: { readonly clientId: string; readonly contractId: string; readonly siteId: string; readonly siteName: string; readonly stateChangeId: string; readonly reasonText: string }): Promise<void> {
    const id = await this.insert(tx, {
      clientId: outage.clientId, contractId: outage.contractId, title: `${outage.siteName}：${outage.reasonText}`.slice(0, 120), channel: 'monitor', detectedAt: tx.now,
      siteIds: [outage.siteId], stateChangeId: outage.stateChangeId, openedBy: tx.actor.name,
    }, { text: `自動監視が2回続けて失敗しました（${outage.reasonText}）。`, personName: '自動監視', side: 'system' });
    if (id) await tx.emit('incident.tell-vendor', { incidentId: id });
  }

  /** Records the recovery the monitor saw, unless a person did already. */
  async restoredByMonitor(tx: Tx, monitorId: string): Promise<void> {
    const open = await this.repository.ofLastOutage(tx, monitorId);
    if (!open) return;
    const row = await this.repository.get(tx, open.id);
    await this.contracts.lock(tx, row.contract_id);
    const events = await this.repository.events(tx, [row.id]);
    if (refusalOf(timelineOf(events), { kind: 'restored', correctsId: null }) !== null) return;
    await this.repository.addEvent(tx, row, { kind: 'restored', at: tx.now, text: '自動監視が復旧を確認しました。', personName: '自動監視', side: 'system' });
    await tx.audit({ type: 'incident.restored', article: '第9条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id } });
  }

  private async insert(tx: Tx, incident: NewIncident, by: OpenedBySide): Promise<string | null> {
    await this.contracts.lock(tx, incident.contractId);
    const row = await this.repository.insert(tx, incident);
    if (!row) return null;
    await this.repository.addEvent(tx, { id: row.id, client_id: incident.clientId, contract_id: incident.contractId }, { kind: 'detected', at: incident.detectedAt, ...by });
    await tx.audit({
      type: 'incident.opened', article: '第5条3項', contractId: incident.contractId, clientId: incident.clientId, target: { kind: 'incident', id: row.id },
      data: { number: row.number, title: incident.title, channel: incident.channel, detectedAt: incident.detectedAt.toISOString(), siteIds: [...incident.siteIds] },
    });
    return row.id;
  }
}
