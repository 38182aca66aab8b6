import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { ContractReader } from '../contracts/index.js';
import { DraftInvoices } from './draft-invoices.js';
import { NumberInvoice } from './number-invoice.js';

/** The invoices of one sample contract as the monthly run would have issued them, each on its own day (F166). */
@Injectable()
export class BillPast {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly drafts: DraftInvoices, private readonly numbers: NumberInvoice) {}

  /** What the run would have issued until today, in the order of issue: each with its day of issue and its due date. Empty for a contract that is no sample. */
  plan(actor: Actor, contractId: string): Promise<{ issueOn: string; dueOn: string }[]> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.isSample) return [];
      return (await this.drafts.plan(tx, facts)).map(({ issueOn, dueOn }) => ({ issueOn, dueOn })).sort((a, b) => (a.issueOn < b.issueOn ? -1 : 1));
    });
  }

  /** Issues what falls on one day of the plan. Safe to run again: what stands is left alone. A contract that is no sample is left to the run. */
  issue(actor: Actor, contractId: string, day: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      if (!(await this.reader.facts(tx, contractId)).isSample) return;
      const then = tx.asOf(day);
      await this.drafts.within(then, contractId);
      for (const { id } of await then.query<{ id: string }>(`select id from hoshu.invoice where contract_id = $1 and state = 'drafted' order by supply_first_on, id`, [contractId])) await this.numbers.issue(then, id);
    });
  }
}
