import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, incidentRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from '../contracts/index.js';
import { afterId, idPage } from './id-page.js';
import { IncidentRepository, type IncidentRow, type NewEvent } from './incident.repository.js';
import { incidentDetail, incidentSummary, timelineOf, type IncidentDetail } from './incident-view.js';
import { refusalOf } from './timeline.js';

/** Reading incidents and adding to their timeline. */
@Injectable()
export class Incidents {
  constructor(private readonly db: Db, private readonly repository: IncidentRepository, private readonly contracts: ContractReader) {}

  list(actor: Actor, query: QueryOf<typeof routes.list>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.list(tx, { contractId: query.contractId ?? null, siteId: query.siteId ?? null, closed: query.closed === '1' ? true : query.open === '1' ? false : null, after: afterId(query.cursor), limit: limit + 1 });
      const events = await this.repository.events(tx, rows.map((row) => row.id));
      return idPage(rows, limit, (row) => incidentSummary(row, events.filter((event) => event.incident_id === row.id), tx.now));
    });
  }

  get(actor: Actor, incidentId: string, withExplanation: boolean): Promise<IncidentDetail> {
    return this.db.read(actor, async (tx) => this.detail(tx, await this.repository.get(tx, incidentId), withExplanation));
  }

  /**
   * Records a step or a note, or corrects an earlier event by a new one.
   * Throws incident_time_future, incident_time_order, incident_closed, incident_state, incident_correction, incident_not_restored, incident_cause_missing.
   */
  addEvent(actor: Actor, incidentId: string, body: BodyOf<typeof routes.addEvent>): Promise<IncidentDetail> {
    return this.write(actor, incidentId, async (tx, row) => {
      const at = body.at ? new Date(body.at) : tx.now;
      if (at > tx.now) throw new AppError('incident_time_future');
      if (at < row.detected_at) throw new AppError('incident_time_order');
      await this.record(tx, row, { kind: body.kind, at, text: body.text, personName: actor.name, side: 'vendor', correctsId: body.correctsId ?? null });
      await tx.audit({
        type: 'incident.event-recorded', article: '第9条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id },
        data: { event: body.kind, at: at.toISOString(), corrects: body.correctsId ?? null },
      });
    });
  }

  /** R28: the class of the cause with its evidence; 不明 is allowed and shown as such. A later decision follows an earlier one. 第9条2項・第15条. */
  decideCause(actor: Actor, incidentId: string, body: BodyOf<typeof routes.decideCause>): Promise<IncidentDetail> {
    const { text, ...cause } = body;
    return this.write(actor, incidentId, async (tx, row) => {
      await this.record(tx, row, { kind: 'cause', at: tx.now, text, personName: actor.name, side: 'vendor', cause });
      await tx.audit({
        type: 'incident.cause-decided', article: '第9条2項', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id },
        data: { causeClass: cause.causeClass, vendorNegligent: cause.vendorNegligent, grossNegligence: cause.grossNegligence },
      });
    });
  }

  /** 甲's words in the timeline; a dispute of the cause opens the way of 第21条. */
  comment(actor: Actor, incidentId: string, body: BodyOf<typeof routes.comment>): Promise<IncidentDetail> {
    return this.write(actor, incidentId, async (tx, row) => {
      await this.record(tx, row, { kind: body.disputesCause ? 'disputed' : 'note', at: tx.now, text: body.text, personName: actor.name, side: 'client' });
      await tx.audit({ type: body.disputesCause ? 'incident.cause-disputed' : 'incident.commented', article: body.disputesCause ? '第21条' : '第9条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'incident', id: row.id } });
      await tx.emit('incident.tell-vendor', { incidentId: row.id, comment: body.text });
    });
  }

  private write(actor: Actor, incidentId: string, work: (tx: Tx, row: IncidentRow) => Promise<void>): Promise<IncidentDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, incidentId);
      await this.contracts.lock(tx, row.contract_id);
      await work(tx, row);
      return this.detail(tx, row, false);
    });
  }

  private async record(tx: Tx, row: IncidentRow, event: NewEvent): Promise<void> {
    const refusal = refusalOf(timelineOf(await this.repository.events(tx, [row.id])), { kind: event.kind, correctsId: event.correctsId ?? null });
    if (refusal) throw new AppError(refusal);
    await this.repository.addEvent(tx, row, event);
  }

  private async detail(tx: Tx, row: IncidentRow, withExplanation: boolean): Promise<IncidentDetail> {
    return incidentDetail(tx, { row, events: await this.repository.events(tx, [row.id]), reports: await this.repository.reports(tx, row.id) }, withExplanation);
  }
}
