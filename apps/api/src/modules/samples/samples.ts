import { Injectable } from '@nestjs/common';
import type { ResponseOf, sampleRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { Members } from '../identity/index.js';

type State = ResponseOf<typeof sampleRoutes.state>;

/** 「サンプルを消す」: every row of the sample clients goes, nothing else; the audit trail and the used numbers stay (F166). */
@Injectable()
export class Samples {
  constructor(private readonly db: Db, private readonly members: Members) {}

  state(actor: Actor): Promise<State> {
    return this.db.read(actor, async (tx) => {
      const row = await tx.one<Omit<State, 'present' | 'working'> & { reports: number }>(
        `select (select count(*)::int from hoshu.client where is_sample) as clients, (select count(*)::int from hoshu.contract where is_sample) as contracts,
           (select count(*)::int from hoshu.invoice i join hoshu.client c on c.id = i.client_id where c.is_sample and i.number is not null) as invoices,
           (select count(*)::int from hoshu.monthly_report r join hoshu.client c on c.id = r.client_id where c.is_sample) as reports`);
      const { clients, contracts, invoices, reports } = row ?? { clients: 0, contracts: 0, invoices: 0, reports: 0 };
      return { present: clients > 0, working: clients > 0 && reports === 0, clients, contracts, invoices };
    });
  }

  /** Safe to repeat: without samples it removes nothing and writes nothing. */
  async wipe(actor: Actor): Promise<{ ok: true }> {
    const clientIds = await this.db.read(actor, async (tx) => (await tx.query<{ id: string }>('select id from hoshu.client where is_sample')).map((row) => row.id));
    if (clientIds.length === 0) return { ok: true };
    // First nobody can come in any more, then there is nothing to come in to.
    await this.members.endAllOfClients(actor, clientIds);
    await this.db.tx(actor, async (tx) => {
      const row = await tx.one<{ removed: Record<string, number> }>('select app.wipe_samples() as removed');
      await tx.audit({ type: 'sample.wiped', data: { clients: clientIds.length, rows: row?.removed ?? {} } });
    });
    return { ok: true };
  }
}
